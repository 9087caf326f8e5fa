"""The same text gives the same bytes: on every machine, in every folder, at any time; and they say nothing of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hosts.conftest import started, tree

ROOT = Path(__file__).parents[1]
"""The checkout, with the demo in ``content/``."""

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03"

MORE: dict[str, str | bytes] = {
    "terms/policy.yml": "publisher: Example Ltd\nbinding: en\n",
    **{
        f"terms/{language}/{name}": text
        for language in ("en", "de", "zh-Hans", "ar")
        for name, text in {
            "summary.md": "# Terms\n\n### May I? {#may}\n\nYes. ![B](images/b.png) ![A](images/a.png) [So](#yes)\n",
            "policy/01-one.md": "# Terms\n\n## Yes {#yes}\n\nYou may.[^2] Or not.[^1]\n\n[^1]: Never.\n[^2]: Always.\n",
            "policy/02-two.md": "## No {#no}\n\nYou may not. [Up](#yes) ![A](images/a.png)\n",
            "images/a.png": PNG,
            "images/b.png": PNG + b"b",
        }.items()
    },
}
"""What the demo alone has not: several policies, languages, parts, images, footnotes."""

FEW = {"PATH": os.environ.get("PATH", ""), "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
NAMES = (
    "USER",
    "LOGNAME",
    "USERNAME",
    "HOME",
    "LANG",
    "LANGUAGE",
    "SOURCE_DATE_EPOCH",
    "LC_ALL",
    "TZ",
    "PYTHONHASHSEED",
)


def written(folder: Path, backwards: bool = False) -> Path:
    """The demo and more in ``folder``, its files made in the order of their names, or the other way round."""
    files = {path.relative_to(ROOT): path.read_bytes() for path in (ROOT / "content").rglob("*") if path.is_file()}
    files |= {Path("content", name): t if isinstance(t, bytes) else t.encode() for name, t in MORE.items()}
    for name in sorted(files, reverse=backwards):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(files[name])
    return folder


def built(folder: Path, env: dict[str, str], umask: int = 0o022) -> dict[str, bytes]:
    """What a build in a folder writes, under these variables and no others that could matter."""
    before = {name: os.environ.pop(name) for name in NAMES if name in os.environ}
    try:
        ran = started("build", cwd=folder, env={**FEW, **env}, umask=umask)
    finally:
        os.environ.update(before)
    assert ran.code in (0, 1), ran.err
    return tree(folder / "site")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """The build that all others are compared with."""
    folder = tmp_path_factory.mktemp("first")
    yield built(written(folder), {})
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "env",
    [
        {},
        {"TZ": "Pacific/Kiritimati"},
        {"LC_ALL": "C"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
        {"LC_ALL": "", "LANG": "de_DE.ISO-8859-1", "LANGUAGE": "de"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONIOENCODING": "ascii"},
        {"SOURCE_DATE_EPOCH": "1893456000"},
        {"USER": "somebody", "LOGNAME": "somebody", "HOME": "/nowhere"},
    ],
    ids=lambda env: ",".join(f"{name}={value}" for name, value in env.items()) or "another folder",
)
def test_same_bytes(tmp_path: Path, first: dict[str, bytes], env: dict[str, str]) -> None:
    assert_same(built(written(tmp_path / "another" / "föld er"), env), first)


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_same_bytes_under_another_umask(tmp_path: Path, first: dict[str, bytes], umask: int) -> None:
    assert_same(built(written(tmp_path), {}, umask), first)


def test_same_bytes_of_files_made_in_another_order(tmp_path: Path, first: dict[str, bytes]) -> None:
    assert_same(built(written(tmp_path, backwards=True), {}), first)


def test_same_bytes_over_an_older_site(tmp_path: Path, first: dict[str, bytes]) -> None:
    written(tmp_path)
    for path in (tmp_path / "content" / "terms").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"may", b"must"))
    older = built(tmp_path, {})
    assert older != first
    assert_same(built(written(tmp_path), {}), first)


def test_nothing_of_the_machine_is_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "the-folder-of-zebulon"
    site = built(written(folder), {"USER": "zebulon", "LOGNAME": "zebulon", "HOME": "/home/zebulon"})
    words = [b"zebulon", os.fsencode(tmp_path), os.fsencode(ROOT), b"/tmp/", b"/home/", b"site-packages"]
    found = {(name, word) for name, data in site.items() for word in words if word in data or word in name.encode()}
    assert found == set()


def assert_same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """Names first, then bytes: what differs is said by name."""
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
