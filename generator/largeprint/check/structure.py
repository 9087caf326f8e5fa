"""What only reading can see: settings, structure, markup. It leaves faults; their rules are described here."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.check.links import links_of
from largeprint.check.registry import Freedom, Subject, reported, rule
from largeprint.model.finding import Fault, Severity
from largeprint.read.html import SCHEMES, scheme_of

reported(
    "metadata-invalid",
    Severity.ERROR,
    """Settings that cannot be taken as they stand.

    ``site.yml``, ``policy.yml`` and front matter are read strictly. It finds a key that is not known, one given twice,
    a missing one, a value of the wrong form, YAML that is broken or could act (tags, aliases). An entry of ``rules`` or
    ``aside`` is found where it names a rule or a place that is not there, or sets nothing aside.

    Why it matters: nothing is guessed, since a date or a publisher that is silently lost is worse than none.

    What to do: mend the line that is named. Where one known key alone is near, ``largeprint check --mend`` offers it.
    """,
    Freedom.FIXED,
)
reported(
    "structure-invalid",
    Severity.ERROR,
    """A file that has not the form of a summary or of a full text.

    A summary needs a title, and questions that are headings of one level; a policy needs both of its layers, in
    folders named by their language. A file that looks like a part of it, and is not read for its name or its place
    (``POLICY.md``, ``policy/02-use.txt``), is found too; names that begin with ``_`` are left alone.

    Why it matters: the form says what is a question and what is its answer. Words are kept whatever it is, but they
    may then stand where no reader looks for them.

    What to do: write what is missing, or give the heading the level of the others; ``largeprint check --mend`` offers
    that.
    """,
    Freedom.FIXED,
)


@rule("markup-unsafe", Severity.ERROR, Freedom.ASIDE)
def markup_unsafe(subject: Subject) -> Iterator[Fault]:
    """HTML or attributes that could act on the page, load from elsewhere, or swallow what follows.

    It finds scripts, handlers (``onclick``), styles, frames, forms, addresses such as ``javascript:``, images from
    other hosts, elements that are not closed in their section. They are shown as written, or left out where they hold
    no words, so that nothing is lost and nothing acts.

    Why it matters: a page that tells readers how their data is treated must not send any elsewhere, and a tag left
    open must not swallow the clause behind it.

    What to do: use Markdown, or the few elements that a text needs, and close each in its section.

    Set it aside where the markup is meant to be seen as it is written. It goes on to be made harmless.
    """
    for link in links_of(subject):  # raw HTML is judged by reading; what Markdown itself makes, here
        scheme = scheme_of(link.target)
        if scheme and scheme not in SCHEMES and not link.image:
            message = f'"{scheme}:" is no kind of address that a policy may link to; the link is taken off.'
            yield Fault("markup-unsafe", link.place, message, "Use https:, mailto: or tel:.")
