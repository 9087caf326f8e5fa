"""The tests mirror the package; cases are data in ``cases/``, what was built before stands in ``golden/``."""
