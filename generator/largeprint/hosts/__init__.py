"""The edge: the command line, the preview server, the MkDocs plugin. No logic of policies here."""
