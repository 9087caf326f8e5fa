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
@click.option("--receipt", type=click.Path(path_type=Path), help="Write what was approved into FILE.pdf or FILE.html.")
@click.option("--as", "name", default="", metavar="NAME", help="Whose approvals the receipt is of (default: all).")
@on_site
def status(root: Path, what: tuple[str, ...], verify: bool, as_json: bool, receipt: Path | None, name: str) -> int:
    """Show who has approved what, what has changed since, and who has to do what next.

    With --receipt it writes one document for counsel instead: the exact words that were approved and still stand, by
    whom, when and how.

    Example: largeprint status wechat --receipt receipt.pdf --as name@example.org
    """
    from largeprint.hosts.receipt import write_receipt
    from largeprint.hosts.status import show

    if receipt is None:
        if name:
            raise UseError("--as says whose receipt it is, and no receipt is asked for.", "add --receipt FILE.pdf")
        return show(root, what, verify, as_json)
    if verify or as_json:
        raise UseError("A receipt is a document of its own.", "leave out --verify and --json, or run them alone")
    write_receipt(root, what, name, receipt)
    return 0


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
@click.argument("what", nargs=-1)
@click.option("-o", "output", type=click.Path(path_type=Path), help="Where the bundle goes.")
@click.option("--as-of", type=DAY, help="The day on which the texts are seen, such as 2026-03-01.")
@click.option("--only", multiple=True, metavar="QUESTION", help="These questions alone: provide, or wechat#provide.")
@click.option("--languages", default="", metavar="LIST", help="These languages alone, such as en,zh-Hans.")
@click.option("--with-coming", is_flag=True, help="The next release of each policy too, in coming/.")
@click.option("--draft", is_flag=True, help="The working text, whoever approved it: for work on the app alone.")
@click.option("--snippet", type=click.Choice(["swift", "kotlin", "dart", "react-native", "web"]), help="Code to paste.")
@on_site
def bundle(
    root: Path,
    what: tuple[str, ...],
    output: Path | None,
    as_of: Any,
    only: tuple[str, ...],
    languages: str,
    with_coming: bool,
    draft: bool,
    snippet: str | None,
) -> int:
    """Write what an app ships of WHAT (policies, or questions such as wechat#provide): released, approved text only.

    The answers as data, the pages without chrome, the copy in one file, with a manifest that verify reads. The gate is
    that of publish. With --snippet the code that shows an answer in an app is printed, and nothing is written.

    Example: largeprint bundle wechat -o app/policies --languages en --as-of 2026-03-01
    """
    from largeprint.hosts import bundle as bundling
    from largeprint.outputs.bundle import Choice

    names = [word.removeprefix("content/") for word in what]
    if snippet:
        policy, _, question = (names[0] if names else "privacy").partition("#")
        click.echo(bundling.snippet(snippet, policy, question or (only[0] if only else "provide")), nl=False)
        return 0
    if output is None or as_of is None:
        message = "A bundle needs a folder, and the day on which the texts are seen."
        raise UseError(message, "largeprint bundle -o app/policies --as-of 2026-03-01")
    if draft and with_coming:
        raise UseError("A draft has no text that comes after it.", "leave out --draft or --with-coming")
    policies = tuple(dict.fromkeys(name.partition("#")[0].partition("/")[0] for name in names))
    spoken = [name.partition("/")[2] for name in names if "/" in name]
    chosen = tuple(dict.fromkeys((*(each.strip() for each in languages.split(",") if each.strip()), *spoken)))
    questions = (*(name for name in names if "#" in name), *only)
    return bundling.bundle(root, output, Choice(policies, chosen, questions, with_coming), as_of.date(), draft)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--alone", is_flag=True, help="Against its own manifest only.")
@click.option("--question", multiple=True, metavar="ID", help="A question that the app asks for: is it there?")
@click.option("--moment", multiple=True, metavar="NAME", help="A moment that the app asks for: is it served?")
@click.option("--page", type=click.Path(path_type=Path), help="Write a page on which counsel can drop files.")
@on_site
def verify(
    root: Path, folder: Path, alone: bool, question: tuple[str, ...], moment: tuple[str, ...], page: Path | None
) -> int:
    """Say whether a published site or a bundle in FOLDER is what was written, byte for byte, and what the records give.

    A bundle without the site beside it, as in the CI of an app, is compared with its own manifest. With --page it also
    writes one HTML page that needs no network: counsel drops a file on it, and is told which release it is and who
    approved it.

    Example: largeprint verify app/policies --question wechat#provide
    """
    from largeprint.hosts.verify import verify as look

    there = not alone and (root / "content").is_dir()
    if page is not None and not there:
        message = "The page tells who approved what, which only the site's folder knows."
        raise UseError(message, "name the site with -C DIR, or leave out --page")
    return look(folder, root if there else None, alone, question, moment, page)


COMMANDS = (sign, status, publish, bundle, verify)
"""In the order in which ``cli`` takes them up."""
