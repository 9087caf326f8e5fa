"""The digests of what is approved: a question with the sections that it leads to, and a policy as a whole."""

from __future__ import annotations

from largeprint.model.digest import word_digest
from largeprint.model.policy import Site
from largeprint.text.claims import passages_of
from largeprint.text.render import EditionText, QuestionText


def question_digest(site: Site, text: EditionText, question: QuestionText) -> str:
    """Of a question: its heading, answer, key facts, actions and links, and all words of the sections behind them."""
    passages = passages_of(site, text, question)
    behind = [part for passage in passages for part in (passage.id, passage.digest)]
    return word_digest(["question", question.digest, *behind])
