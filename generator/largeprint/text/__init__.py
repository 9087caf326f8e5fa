"""Each run of Markdown rendered and sanitised once: HTML, plain words, links, ids, digests.

In: ``model.policy.Edition``. Out: ``text.render.EditionText``. Pure: the same edition gives the same text.
"""
