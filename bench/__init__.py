"""The measuring commands: ``python -m bench`` compares Large Print with a stock MkDocs with Material, in turn."""
