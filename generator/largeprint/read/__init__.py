"""Files to a Policy with exact positions. Knows the content form; renders nothing and judges nothing.

In: a folder. Out: ``model.policy.Site``; what could not be taken as it stood is kept in it as faults.
"""
