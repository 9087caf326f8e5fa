"""Our own words on the page, in the page's language."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.check.registry import Messages, of_site, reported
from largeprint.model.finding import Fault, Severity
from largeprint.model.policy import Site


@of_site
def message_missing(site: Site, messages: Messages) -> Iterator[Fault]:
    """A language in which the page's own words are missing, all of them or some.

    The words around a text ("Save a copy", "The exact words", "Last changed") stand in a catalogue for each language,
    ``templates/messages/LANGUAGE.po``. Where it lacks some, they are English.

    Why it matters: a reader meets words that may not be understood, and a voice reads them with the wrong sounds.

    What to do: copy ``en.po`` under the language's name, and translate what is missing.

    Set it aside where the readers are known to read English.
    """
    whole = messages.get("en", frozenset())
    for policy in site.policies:
        for edition in policy.editions:
            lacking = sorted(whole - messages.get(edition.language, frozenset()))
            if not lacking:
                continue
            name = f"templates/messages/{edition.language}.po"
            if len(lacking) == len(whole):
                message = f'The page has no words of its own in "{edition.language}"; they are English.'
                yield Fault("message-missing", edition.place, message, f"Translate en.po into {name}.")
            else:
                some = ", ".join(lacking[:3]) + (" …" if len(lacking) > 3 else "")
                message = (
                    f'{len(lacking)} of {len(whole)} words of the page are missing in "{edition.language}": {some}.'
                )
                yield Fault("message-missing", edition.place, message, f"Translate them in {name}.")


reported("message-missing", Severity.WARNING, message_missing.__doc__ or "")
