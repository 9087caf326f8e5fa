"""Links whose words do not say where they lead."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.check.links import links_of
from largeprint.check.registry import Subject, rule
from largeprint.model.finding import Fault, Severity


@rule("link-vague", Severity.WARNING)
def link_vague(subject: Subject) -> Iterator[Fault]:
    """A link whose words say nothing of where it leads: "here", "click here", "this page", "read more".

    The words are known for each language, and count as a whole: "read more about cookies" passes. So does "More..." at
    the end of an answer, which is completed on the page by the heading that it leads to, and so does an address.

    Why it matters: who listens to a page often goes through its links alone, and hears "here, here, here".

    What to do: let the words name what is there: ``[How long we keep it](#pp_period)``.

    Set it aside in a full text whose words may not be changed.
    """
    edition, spoken = subject.edition, subject.text.language
    closing = {link.place for question in edition.questions for link in question.tail}
    headings = {section.anchor.id: section.heading.text for section in edition.sections if section.anchor}
    for link in links_of(subject):
        if link.image or not spoken.is_vague(link.text) or (link.place in closing and spoken.is_more(link.text)):
            continue
        heading = headings.get(link.anchor, "")
        todo = f'Let the words name it, such as "{heading}".' if heading else "Let the words name what is there."
        yield Fault("link-vague", link.place, f'"{link.text.strip()}" does not say where the link leads.', todo)
