"""The commands of a review: the packet, and what comes back of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from largeprint.hosts.command import DAY, on_site
from largeprint.model.finding import UseError


@click.command()
@click.argument("policy")
@click.option("--since", metavar="RELEASE", help="What the text is compared with (default: the newest release).")
@click.option("--role", default="", help="Of whom the review is asked, such as legal.")
@click.option("--by", type=DAY, help="The day by which an answer is asked for.")
@click.option(
    "-o", "output", type=click.Path(path_type=Path), default=Path("review"), show_default=True, help="Folder."
)
@click.option("--return", "returned", type=click.Path(path_type=Path), metavar="FILE", help="Read what came back.")
@click.option("--apply", is_flag=True, help="With --return: ask for each change, and write those you take.")
@click.option("--yes", is_flag=True, help="With --apply: take all of them.")
@on_site
def review(
    root: Path,
    policy: str,
    since: str | None,
    role: str,
    by: Any,
    output: Path,
    returned: Path | None,
    apply: bool,
    yes: bool,
) -> int:
    """Make a packet of POLICY for counsel: one Word file, one PDF and one HTML file of the same; or read it back.

    The Word file is edited, decided in and sent back. Nothing is written from it without --apply.

    Example: largeprint review wechat --since 2021-12-10 --role legal --by 2026-03-01
    """
    policy = policy.removeprefix("content/").rstrip("/")
    if returned is not None:
        if since or role or by:
            raise UseError("A returned packet says itself what it was asked.", "leave out --since, --role and --by")
        if yes and not apply:
            raise UseError("--yes goes with --apply.", f"largeprint review {policy} --return FILE.docx --apply --yes")
        from largeprint.hosts.returning import take_back

        return take_back(root, policy, returned, apply, yes)
    if apply or yes:
        raise UseError("--apply goes with --return.", f"largeprint review {policy} --return FILE.docx --apply")
    from largeprint.hosts.review import review as make

    make(root, policy, since, role, by.date() if by else None, output)
    return 0


COMMANDS = (review,)
"""In the order in which ``cli`` takes them up."""
