"""The edge: the command line (and, later, the preview server and the MkDocs plugin). No logic of policies here."""
