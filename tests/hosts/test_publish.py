"""Approving, publishing, verifying: nothing unsigned goes out, and what was signed is seen to be exactly that."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from largeprint.model.digest import byte_digest
from tests.conftest import MakeSite
from tests.hosts.conftest import largeprint, tree

ANN, BOB = "Ann Marker <ann.marker@example.org>", "Bob Marker <bob.marker@example.org>"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
FILES: dict[str, str | bytes | None] = {
    "p/policy.yml": "publisher: Example Ltd\ncontact: a@example.org\nbinding: en\neffective: 2026-03-01\n"
    "reviewers: {legal: asserted, privacy: asserted}\n",
    "p/en/summary.md": "# Privacy\n\nAn introduction.\n\n"
    "### What do you need? {#provide}\n\nA name. [More](#pp_what)\n\n| How long | 30 days |\n| --- | --- |\n\n"
    "### Who gets it? {#share}\n\nNobody. [More](#pp_share)\n",
    "p/en/policy.md": None,
    "p/en/policy/01-what.md": "# All {#all}\n\n## What we need {#pp_what}\n\nWe need a name.\n\n- One.\n- Two.\n\n"
    "![A form](images/form.png)\n",
    "p/en/policy/02-share.md": "## Who gets it {#pp_share}\n\nNobody gets it. See [here is why](https://example.org/).\n",
    "p/en/images/form.png": PNG,
    "p/de/summary.md": "# Datenschutz\n\nEine Einleitung.\n\n### Was? {#provide}\n\nEin Name. [Mehr](#pp_what)\n\n"
    "### Wer? {#share}\n\nNiemand. [Mehr](#pp_share)\n",
    "p/de/policy.md": "# Alles {#all}\n\n## Was {#pp_what}\n\nEin Name.\n\n## Wer {#pp_share}\n\nNiemand.\n",
}


def signed(make_site: MakeSite, root: Path | None = None) -> Path:
    site = make_site(FILES, root) if root else make_site(FILES)
    assert largeprint("confirm", "--accept-best", cwd=site).code == 0
    assert largeprint("release", "p", "--effective", "2026-03-01", "--editorial", cwd=site).code == 0
    for name, role in ((ANN, "legal"), (BOB, "privacy")):
        assert largeprint("sign", "p", "--as", name, "--role", role, cwd=site).code == 0
    return site


def publish(site: Path, day: str = "2026-03-01", code: int = 0) -> str:
    ran = largeprint("publish", "-o", "public", "--as-of", day, cwd=site)
    assert ran.code == code, ran
    return ran.out + ran.err


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        path = site / "content/p" / name
        words = path.read_text("utf-8")
        assert old in words
        path.write_text(words.replace(old, new, 1))

    return change


def image(site: Path) -> None:
    (site / "content/p/en/images/form.png").write_bytes(PNG + b"x")


def swapped(site: Path) -> None:
    path = site / "content/p/en/summary.md"
    head, one, two = re.split(r"(?=### )", path.read_text("utf-8"))
    path.write_text(f"{head}{two}\n{one}")


CHANGES = {
    "answer": edit("en/summary.md", "A name.", "A full name."),
    "key fact": edit("en/summary.md", "30 days", "90 days"),
    "heading of a question": edit("en/summary.md", "Who gets it?", "Who receives it?"),
    "section": edit("en/policy/01-what.md", "We need a name.", "We need a full name."),
    "heading of a section": edit("en/policy/02-share.md", "Who gets it", "Who receives it"),
    "item moved": edit("en/policy/01-what.md", "- One.\n- Two.", "- Two.\n- One."),
    "link target": edit("en/policy/02-share.md", "https://example.org/", "https://example.com/"),
    "image": image,
    "alternative text": edit("en/policy/01-what.md", "![A form]", "![The form]"),
    "title": edit("en/summary.md", "# Privacy", "# Our privacy"),
    "publisher": edit("policy.yml", "Example Ltd", "Other Ltd"),
    "contact": edit("policy.yml", "a@example.org", "b@example.org"),
    "changed": edit("policy.yml", "binding: en\n", "binding: en\nchanged: 2026-02-01\n"),
    "order": swapped,
    "introduction": edit("en/summary.md", "An introduction.", "A short introduction."),
    "translation": edit("de/summary.md", "Ein Name.", "Ein ganzer Name."),
    "evidence": edit("en/evidence.yml", "words: We need a name.", "words: need a name."),
    "included file": edit("en/policy/02-share.md", "Nobody gets it.", "Hardly anybody gets it."),
}

BEHIND = {"answer", "key fact", "section", "heading of a section", "item moved", "link target", "alternative text"}
BEHIND |= {"evidence", "included file"}
"""Changes after which an answer is stale, so that the text cannot even be released until somebody confirms it."""

SAME = {
    "wrapping": edit("en/policy/01-what.md", "We need a name.", "We need\na name."),
    "emphasis": edit("en/policy/01-what.md", "We need a name.", "We need a **name**."),
    "a comment in settings": edit("policy.yml", "binding: en\n", "# A comment.\nbinding: en\n"),
    "line ends": lambda site: (site / "content/p/de/policy.md").write_bytes(
        (site / "content/p/de/policy.md").read_bytes().replace(b"\n", b"\r\n")
    ),
    "names of files": lambda site: (site / "content/p/en/policy/02-share.md").rename(
        site / "content/p/en/policy/03-share.md"
    ),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was released, approved and published."""
    root = tmp_path_factory.mktemp("signed")
    (root / "content").mkdir()
    for name, data in {"site.yml": "name: Our policies\n", **FILES}.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if data is not None:
            path.write_bytes(data.encode() if isinstance(data, str) else data)
    largeprint("confirm", "--accept-best", cwd=root)
    largeprint("release", "p", "--effective", "2026-03-01", "--editorial", cwd=root)
    for name, role in ((ANN, "legal"), (BOB, "privacy")):
        largeprint("sign", "p", "--as", name, "--role", role, cwd=root)
    publish(root)
    return root


@pytest.fixture
def site(whole: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    shutil.copytree(whole, tmp_path / "site")
    return tmp_path / "site"


def test_what_is_released_and_approved_is_published(site: Path) -> None:
    assert "Published" in publish(site)
    ran = largeprint("status", "--verify", cwd=site)
    assert ran.code == 0
    assert "Everything is approved, as it stands." in ran.out
    assert "each as in its manifest and the records" in largeprint("verify", "public", cwd=site).out


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_closes_the_gate_and_names_place_and_signer(site: Path, kind: str) -> None:
    CHANGES[kind](site)
    changed = [each for each in json.loads(largeprint("status", "--json", cwd=site).out) if each["state"] != "approved"]
    assert changed
    assert {each["by"] for each in changed} == {ANN, BOB}
    assert {each["state"] for each in changed} == {"changed"}
    published = tree(site / "public")
    (site / "content/p/releases").rename(site / "content/p/.releases")  # the changed text as a release of its own
    ran = largeprint("release", "p", "--effective", "2026-03-01", "--editorial", cwd=site)
    if ran.code:  # a quote that no longer stands: the text cannot even be released
        assert kind in BEHIND, ran
        return
    said = publish(site, code=4)
    assert "has changed since Ann Marker" in said
    assert tree(site / "public") == published


@pytest.mark.parametrize("kind", SAME)
def test_what_no_reader_sees_leaves_it_open(site: Path, kind: str) -> None:
    SAME[kind](site)
    assert largeprint("status", cwd=site).code == 0
    publish(site)


def test_without_a_release_or_an_approval_nothing_is_written(make_site: MakeSite) -> None:
    site = make_site(FILES)
    assert "author: p was never released" in publish(site, code=4)
    largeprint("confirm", "--accept-best", cwd=site)
    largeprint("release", "p", "--effective", "2026-03-01", "--editorial", cwd=site)
    said = publish(site, code=4)
    assert "legal: p/en#provide in the release of 2026-03-01 is not approved" in said
    assert said.rstrip().endswith('Next: as legal: largeprint sign p@2026-03-01 --as "NAME" --role legal')
    assert not (site / "public").exists()


def test_a_policy_that_nobody_has_to_approve_is_not_published(site: Path) -> None:
    path = site / "content/p/policy.yml"
    path.write_text(re.sub(r"reviewers:.*\n", "", path.read_text("utf-8")))
    assert "author: p names no role that has to approve it" in publish(site, code=4)


def test_one_person_counts_once(make_site: MakeSite) -> None:
    site = make_site(FILES)
    largeprint("confirm", "--accept-best", cwd=site)
    largeprint("release", "p", "--effective", "2026-03-01", "--editorial", cwd=site)
    for role in ("legal", "privacy"):
        largeprint("sign", "p", "--as", ANN, "--role", role, cwd=site)
    largeprint("sign", "p", "--as", "Another Name <ANN.marker@example.org>", "--role", "privacy", cwd=site)
    publish(site, code=4)
    largeprint("sign", "p", "--as", BOB, "--role", "privacy", cwd=site)
    publish(site)


def test_an_approval_of_a_question_is_of_that_question_alone(make_site: MakeSite) -> None:
    site = make_site(FILES)
    largeprint("sign", "p/en#provide", "--as", ANN, "--role", "legal", cwd=site)
    told = json.loads(largeprint("status", "--json", cwd=site).out)
    assert [each["unit"] for each in told if each["state"] == "approved"] == ["p/en#provide"]


def test_no_name_or_draft_reaches_what_is_published(site: Path) -> None:
    (site / "content/p/en/summary.md").write_text(
        (site / "content/p/en/summary.md").read_text("utf-8") + "\n<!-- draftmarker -->\n"
    )
    publish(site)
    for path, data in tree(site / "public").items():
        for mark in (b"Marker", b"marker@example.org", b"draftmarker", b"legal:", b"signoffs"):
            assert mark not in data, path


def signoffs(site: Path) -> list[Path]:
    return sorted((site / "content/p/signoffs").glob("*.jsonl"))


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def rewritten(path: Path, rows: list[bytes]) -> None:
    path.write_bytes(b"".join(rows))


def written_row(row: dict[str, object]) -> bytes:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def other(field: str, value: object) -> Callable[[Path], None]:
    def forge(site: Path) -> None:
        path = signoffs(site)[0]
        rows = lines(path)
        row = json.loads(rows[0])
        row[field] = value
        rows[0] = written_row(row)
        rewritten(path, rows)

    return forge


def rows_of(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Path], None]:
    def forge(site: Path) -> None:
        path = signoffs(site)[0]
        rewritten(path, change(lines(path)))

    return forge


HEADS = "content/p/signoffs/heads.txt"

FORGERIES: dict[str, Callable[[Path], object]] = {
    "a line taken out": rows_of(lambda rows: rows[1:]),
    "one in the middle": rows_of(lambda rows: rows[:2] + rows[3:]),
    "the last one, which another chain had seen": rows_of(lambda rows: rows[:-1]),
    "a whole chain": lambda site: signoffs(site)[0].unlink(),
    "two lines exchanged": rows_of(lambda rows: [*rows[1::-1], *rows[2:]]),
    "a line twice": rows_of(lambda rows: [*rows, rows[-1]]),
    "a cut line": lambda site: signoffs(site)[0].write_bytes(signoffs(site)[0].read_bytes()[:-9]),
    "a chain under another name": lambda site: signoffs(site)[0].rename(signoffs(site)[0].with_name("somebody.jsonl")),
    "a chain of another policy": other("policy", "q"),
    "another language": other("language", "fr"),
    "other words": other("words", "0" * 64),
    "another question": other("unit", "share"),
    "another role": other("role", "privacy"),
    "another name": other("name", "Carl"),
    "another time": other("at", "2020-01-01T00:00:00Z"),
    "another way": other("how", "ssh"),
    "a key more": other("note", "x"),
    "a number": other("role", 1),
    "blanks": rows_of(lambda rows: [b" " + rows[0], *rows[1:]]),
    "the newest line of all": lambda site: rewritten(signoffs(site)[1], lines(signoffs(site)[1])[:-1]),
    "the newest chain": lambda site: signoffs(site)[1].unlink(),
    "the digest of the newest line": lambda site: (site / HEADS).write_bytes((site / HEADS).read_bytes()[1:]),
    "the newest lines of all chains": lambda site: (site / HEADS).unlink(),
    "the text of another person's line": lambda site: rewritten(
        signoffs(site)[1], [*lines(signoffs(site)[1]), lines(signoffs(site)[0])[0]]
    ),
    "another text code": other("code", "AAAA-AAAA"),
    "other bytes": other("bytes", "0" * 64),
    "a signature": other("signature", "x"),
    "a file that it came in": other("file", "0" * 64),
    "heads of nobody": other("others", ["0" * 64]),
    "an empty chain": lambda site: signoffs(site)[0].write_bytes(b""),
    "a chain that was added": lambda site: (site / "content/p/signoffs/carl.jsonl").write_bytes(
        written_row({**json.loads(lines(signoffs(site)[0])[0]), "name": "Carl"})
    ),
    "no JSON": lambda site: signoffs(site)[0].write_bytes(b"approved\n"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FORGERIES)
def test_a_forged_chain_counts_for_nothing_and_is_named(site: Path, kind: str) -> None:
    FORGERIES[kind](site)
    publish(site, code=4)
    ran = largeprint("check", cwd=site)
    assert "record-broken" in ran.out, ran
    assert "content/p/signoffs" in ran.out
    assert largeprint("verify", "public", cwd=site).code == 1


def test_an_approval_that_a_release_has_seen_cannot_be_taken_away(make_site: MakeSite) -> None:
    site = make_site(FILES)
    largeprint("sign", "p", "--as", ANN, "--role", "legal", cwd=site)
    assert largeprint("release", "p", "--effective", "2026-03-01", "--editorial", cwd=site).code == 0
    assert largeprint("check", cwd=site).code == 0
    (path,) = signoffs(site)
    rewritten(path, lines(path)[:-1])
    head = byte_digest(lines(path)[-1][:-1])
    (site / HEADS).write_text(f"{head}  {path.name}\n")  # so that the chain alone tells of nothing
    ran = largeprint("check", cwd=site)
    assert "An approval that was there when 2026-03-01 was released is gone." in ran.out


@pytest.mark.parametrize("what", ["changed", "gone", "more", "manifest", "resealed"])
def test_a_changed_site_is_found(site: Path, what: str) -> None:
    page, manifest = site / "public/p/index.html", site / "public/manifest.json"
    if what == "changed":
        page.write_text(page.read_text("utf-8").replace("Nobody", "Everybody"))
    elif what == "gone":
        page.unlink()
    elif what == "more":
        (site / "public/p/more.html").write_text("x")
    elif what == "manifest":
        manifest.write_text(manifest.read_text("utf-8").replace("2026-03-01", "2026-03-02"))
    else:  # page and manifest together, under a new seal: only the records can tell
        from largeprint.outputs.manifest import seal, written

        page.write_text(page.read_text("utf-8").replace("Nobody", "Everybody"))
        value = json.loads(manifest.read_bytes())
        value["files"]["p/index.html"] = byte_digest(page.read_bytes())
        manifest.write_bytes(written({**value, "seal": seal(value)}))
        assert largeprint("verify", "public", "--alone", cwd=site).code == 0
    assert largeprint("verify", "public", cwd=site).code in (1, 2)


@pytest.fixture
def keyed(make_site: MakeSite, tmp_path: Path) -> Path:
    """A policy whose counsel has to sign with a key; the key lies beside the site."""
    if shutil.which("ssh-keygen") is None:
        pytest.fail("There is no ssh-keygen; install OpenSSH.")
    root = make_site({"p/policy.yml": "publisher: Example Ltd\nbinding: en\nreviewers: {legal: ssh}\n"})
    largeprint("ids", cwd=root)
    for name in ("key", "other"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "x", "-f", str(tmp_path / name)]
        subprocess.run(command, check=True)
    kind, public, *_ = (tmp_path / "key.pub").read_text().split()
    (root / "allowed_signers").write_text(f'ann.marker@example.org namespaces="largeprint" {kind} {public}\n')
    largeprint("release", "p", "--effective", "2026-03-01", "--editorial", cwd=root)
    return root


def test_a_key_signs_and_nothing_less_counts(keyed: Path, tmp_path: Path) -> None:
    largeprint("sign", "p@2026-03-01", "--as", ANN, "--role", "legal", cwd=keyed)
    publish(keyed, code=4)
    ran = largeprint("sign", "p@2026-03-01", "--as", ANN, "--role", "legal", "--ssh-key", tmp_path / "other", cwd=keyed)
    assert ran.code == 2
    assert "not among those that are allowed" in ran.err
    largeprint("sign", "p@2026-03-01", "--as", ANN, "--role", "legal", "--ssh-key", tmp_path / "key", cwd=keyed)
    publish(keyed)
    (keyed / "allowed_signers").write_text("")
    publish(keyed, code=4)


def test_a_signature_counts_for_its_own_line_alone(keyed: Path, tmp_path: Path) -> None:
    largeprint("sign", "p@2026-03-01", "--as", ANN, "--role", "legal", "--ssh-key", tmp_path / "key", cwd=keyed)
    (path,) = signoffs(keyed)
    rows = [json.loads(row) for row in lines(path)]
    assert len(rows) == 2
    rows[1]["signature"] = rows[0]["signature"]
    rewritten(path, [written_row(row) for row in rows])
    publish(keyed, code=4)
    assert largeprint("status", "--verify", cwd=keyed).code == 1
