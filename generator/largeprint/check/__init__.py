"""Findings. A registry of rules, one rule or family a file; each says what is wrong, where, and what to do.

In: ``Subject`` (an edition's text and the site around it). Out: findings, all at once, sorted by place.
"""
