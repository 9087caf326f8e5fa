"""The registry of outputs: each turns what is laid out into files.

In: ``Publication``. Out: ``File`` values (path relative to the site, bytes). Writing is ``commit``'s alone.
"""
