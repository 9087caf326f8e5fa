"""The commands by which a text is approved, published, and verified later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from largeprint.hosts.command import DAY, on_site
from largeprint.model.finding import UseError


@click.command()
@click.argument("what", nargs=-1, required=True)
@click.option("--as", "name", required=True, metavar="NAME", help='Who approves, such as "A. Name <name@example.org>".')
@click.option("--role", required=True, help='In which role; policy.yml names them under "reviewers".')
@click.option("--ssh-key", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Sign with this key.")
@on_site
def sign(root: Path, what: tuple[str, ...], name: str, role: str, ssh_key: Path | None) -> None:
    """Approve the exact words of WHAT: a policy (wechat), a question (wechat#provide), a release (wechat@2026-03-01).

    It is kept in content/POLICY/signoffs/, and holds until a word of them changes. With a key it is signed by the stock
    ssh-keygen, against the file allowed_signers in the site's folder.

    Example: largeprint sign wechat --as "A. Name <name@example.org>" --role legal
    """
    from largeprint.hosts.sign import sign as approve

    approve(root, what, name, role, ssh_key)


@click.command()
@click.argument("what", nargs=-1)
@click.option("--verify", is_flag=True, help="Look through every chain and signature too.")
@click.option("--json", "as_json", is_flag=True, help="The list for other tools.")
@on_site
def status(root: Path, what: tuple[str, ...], verify: bool, as_json: bool) -> int:
    """Show who has approved what, what has changed since, and who has to do what next.

    Example: largeprint status wechat --verify
    """
    from largeprint.hosts.status import show

    return show(root, what, verify, as_json)


@click.command()
@click.option("-o", "output", type=click.Path(path_type=Path), required=True, help="Where the site goes.")
@click.option("--as-of", type=DAY, required=True, help="The day on which the site is seen, such as 2026-03-01.")
@on_site
def publish(root: Path, output: Path, as_of: Any) -> int:
    """Write the site for readers: released text only, approved by every role, as of a day.

    Otherwise the gate is closed: the reasons are told, in the order of who can settle them, and nothing is written.

    Example: largeprint publish -o public --as-of 2026-03-01
    """
    from largeprint.hosts.publish import publish as put_out

    return put_out(root, output, as_of.date())


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--alone", is_flag=True, help="Against its own manifest only.")
@on_site
def verify(root: Path, folder: Path, alone: bool) -> int:
    """Say whether a published site in FOLDER is what was published, byte for byte, and what the records here give.

    Example: largeprint verify public
    """
    from largeprint.hosts.verify import verify as look

    if not alone and not (root / "content").is_dir():
        raise UseError("There is no content folder here to compare with.", "name the site with -C DIR, or add --alone")
    return look(folder, None if alone else root)


COMMANDS = (sign, status, publish, verify)
"""In the order in which ``cli`` takes them up."""
