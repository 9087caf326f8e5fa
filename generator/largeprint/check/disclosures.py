"""What laws want told: declared for the text, layer by layer."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.check.registry import Subject, rule
from largeprint.model.finding import Fault, Severity
from largeprint.read.disclosures import checklist
from largeprint.records.coverage import Coverage, Lack, Row, coverage, idle


@rule("disclosure-missing", Severity.WARNING)
def disclosure_missing(subject: Subject) -> Iterator[Fault]:
    """A disclosure that a law asks for, and that is not declared to be told; or not in the layer where it belongs.

    ``policy.yml`` names the laws (``laws: [gdpr, ccpa]``), says which conditions hold (``applies:``; one of which it
    says nothing counts as true), and names for each disclosure the questions and sections that tell it (``told:``). A
    checklist knows what each law asks for, and what of it belongs in the short answers too. Without ``laws`` nothing is
    looked for. What is checked is the declared mapping. Whether the words that it leads to suffice in law is not
    checked, and no finding here is legal advice.

    Why it matters: what is told nowhere cannot be found by a reader, and what stands in the full text alone is found
    by few.

    What to do: write the section, and the short answer where one is asked for; then name both under ``told``.
    ``largeprint coverage`` shows all of it, and with ``--propose`` what may tell each disclosure, found by words alone.

    Set it aside in ``policy.yml``, with a written reason for each: ``untold: {auto-decisions: "Asked of counsel."}``.
    A condition that does not hold is declared: ``applies: {joint-control: false}``.
    """
    policy = subject.policy
    if not policy.declared.laws or subject.edition.language != policy.editions[0].language:
        return
    found = coverage(checklist(), policy)
    where = dict(policy.declared.laws)
    for row in found.gaps:
        law = next((law for law in found.laws if row.disclosure.articles(law)), found.laws[0])
        yield Fault("disclosure-missing", row.place or where[law], _message(found, row), _todo(row))
    for entry in idle(found, policy):
        message = f'"{entry.disclosure}" is told, or not asked for: the reason sets nothing aside.'
        yield Fault("metadata-invalid", entry.place, message, "Take the line out.")


def _message(found: Coverage, row: Row) -> str:
    wanted = row.disclosure
    sources = [f"{law.upper()} {wanted.articles(law)}" for law in found.laws if wanted.articles(law)]
    name = f'"{wanted.id}" ({wanted.name}; {"; ".join(sources) or wanted.practice})'
    if row.gap is Lack.SECTION:
        return f"{name} is told in the short answers only, and in no section."
    if row.gap is Lack.ANSWER:
        return f"{name} is told in the full text only, and in no short answer."
    return f"{name} is told nowhere."


def _todo(row: Row) -> str:
    wanted = row.disclosure.id
    if row.proposal:
        ids = ", ".join(row.proposal.ids)
        return f'Perhaps here, by words alone: {ids}. Where it is so, write under "told": "{wanted}: [{ids}]".'
    if row.gap is Lack.SECTION:
        return f'Write the section, and add it to "{wanted}" under "told".'
    if row.gap is Lack.ANSWER:
        return f'Write the short answer, and add the question to "{wanted}" under "told".'
    return f'Write it, and name the places under "told"; or say under "untold" why not: "{wanted}: …".'
