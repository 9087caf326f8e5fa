"""``kill -9``, a full disk, and two at once: records, source and site are the old ones or the new ones, whole."""

from __future__ import annotations

import errno
import json
import os
import random
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from largeprint.hosts.cli import main
from largeprint.hosts.review import packet_of
from largeprint.outputs.packet_word import as_word
from largeprint.pipeline import check
from tests.hosts.conftest import forked, largeprint, tree, wait_for
from tests.hosts.test_publish import FILES
from tests.office.packet import fill

MOMENTS = int(os.environ.get("MOMENTS", "25"))
"""How many moments a command is killed at: four commands, so 100."""

DAY = ["--effective", "2026-03-01", "--editorial"]
COMMANDS = {
    "sign": ["sign", "p", "--as", "Ann Lee", "--role", "legal"],
    "release": ["release", "p", *DAY],
    "return": ["review", "p", "--return", "back.docx", "--apply", "--yes"],
    "publish": ["publish", "-o", "public", "--as-of", "2026-04-01"],
}


def made(root: Path, published: bool) -> Path:
    """A site whose words are confirmed; or one that was published, and has a further release that is approved too."""
    files = {name: data for name, data in FILES.items() if not name.startswith("p/de")}
    settings = "publisher: Example Ltd\nbinding: en\nreviewers: {legal: asserted}\n"
    for name, data in {"site.yml": "name: Our policies\n", **files, "p/policy.yml": settings}.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if data is not None:
            path.write_bytes(data.encode() if isinstance(data, str) else data)
    commands = [["confirm", "--accept-best"]]
    if published:
        commands += [["release", "p", *DAY], COMMANDS["sign"], ["publish", "-o", "public", "--as-of", "2026-03-01"]]
    for command in commands:
        assert largeprint(*command, cwd=root).code == 0
    if published:
        path = root / "content/p/en/summary.md"
        path.write_text(path.read_text("utf-8").replace("An introduction", "A short introduction"), "utf-8")
        for command in (["release", "p", "--effective", "2026-04-01", "--editorial"], COMMANDS["sign"]):
            assert largeprint(*command, cwd=root).code == 0
    else:
        acts = [["write", f"{key}_d_edited", "x"] for key in ("q01", "q02", "all")]
        sent = as_word(packet_of(root, check(root), "p", "legal", None, None))
        change = ["replace", "q01_a", "A name", "A full name"]
        (root / "back.docx").write_bytes(fill(sent, ["write", "cover_name", "Ann Lee"], change, *acts))
    return root


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """For each command a site on which it has something to write."""
    draft = made(tmp_path_factory.mktemp("draft"), published=False)
    public = made(tmp_path_factory.mktemp("public"), published=True)
    return {name: public if name == "publish" else draft for name in COMMANDS}


def state(site: Path) -> object:
    """All that a person would find, without when it was written: files, and how every approval stands."""
    ran = largeprint("status", "--json", "--verify", cwd=site)
    assert ran.err.count(", 0 of them wrong.") == 1, ran.err
    files = {name: data for name, data in tree(site).items() if not name.startswith(".public.lp-")}
    told = [{key: value for key, value in each.items() if key != "at"} for each in json.loads(ran.out)]
    left = {name for name in files if ".lp-" in name or (".largeprint-" in name and not name.endswith("lock"))}
    assert not left, "nothing half-written is left when the next command has run"
    plain = {name: data for name, data in files.items() if not name.endswith((".jsonl", "lock", "heads.txt"))}
    chains = {name: len(data.split(b"\n")) for name, data in files.items() if name.endswith(".jsonl")}
    return plain, chains, told


def copied(site: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(site, to, symlinks=True)
    return to


CHANGING = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.truncate", "os.rmdir", "os.chmod"}


def changes(event: str, given: tuple[object, ...]) -> bool:
    """Whether an event of the interpreter's audit is a change of the file system."""
    flags = given[2] if event == "open" else 0
    return event in CHANGING or (isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR)))


def at_event(number: int, act: Callable[[], None], for_good: bool = False) -> Callable[[], None]:
    """Has a process do ``act`` just before the file system is changed for the ``number``-th time; or from then on."""
    seen = 0

    def hook(event: str, given: tuple[object, ...]) -> None:
        nonlocal seen
        if changes(event, given):
            seen += 1
            if seen == number or (for_good and seen > number and event in ("open", "os.mkdir", "os.link")):
                act()

    return lambda: sys.addaudithook(hook)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def events(site: Path, command: list[str], to: Path) -> int:
    """How many times a command changes the file system."""
    pipe = os.pipe()
    work = copied(site, to)

    def hook(event: str, given: tuple[object, ...]) -> None:
        if changes(event, given):
            os.write(pipe[1], b".")

    assert run(command, work, lambda: sys.addaudithook(hook)) == 0
    os.close(pipe[1])
    with os.fdopen(pipe[0], "rb") as counted:
        return len(counted.read())


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_random_moments(sites: dict[str, Path], tmp_path: Path, name: str) -> None:
    site, command = sites[name], COMMANDS[name]
    number = events(site, command, tmp_path / "counted")
    old, new = state(copied(site, tmp_path / "old")), state(tmp_path / "counted")
    assert old != new
    assert number > 3, "there are moments to be killed at"
    chosen = random.Random(7)
    met = set()
    for turn in range(MOMENTS):
        # one of each stretch of the way, so that a few moments are the beginning, the midst and the end
        first, last = (1 + number * each // MOMENTS for each in (turn, turn + 1))
        moment = chosen.randint(first, max(first, last - 1))
        work = copied(site, tmp_path / "work")
        assert run(command, work, at_event(moment, killed)) == -signal.SIGKILL
        found = state(work)
        assert found in (old, new), f"killed at {moment} of {number}"
        met.add(found == new)
        if turn % 5 == 0:
            assert largeprint(*command, cwd=work).code in (0, 2), "the command can be run again"
    assert False in met


def begun(command: list[str], work: Path, before: Callable[[], None] = lambda: None) -> int:
    """Starts a command in a process of its own, which says nothing; returns its number."""
    child = forked()
    if not child:
        code = 70
        try:
            os.chdir(work)
            sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123
            before()
            main.main(command, prog_name="largeprint")
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            os._exit(code)
    return child


def run(command: list[str], work: Path, before: Callable[[], None]) -> int:
    """The exit code of a command, or minus the signal that ended it."""
    return wait_for(begun(command, work, before))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_disk_that_is_full(sites: dict[str, Path], tmp_path: Path, name: str) -> None:
    site, command = sites[name], COMMANDS[name]
    number = events(site, command, tmp_path / "counted")
    old, new = state(copied(site, tmp_path / "old")), state(tmp_path / "counted")
    chosen = random.Random(8)
    for moment in sorted(chosen.sample(range(1, number + 1), min(number, 8))):
        work = copied(site, tmp_path / "work")
        ran = largeprint(*command, cwd=work, before=at_event(moment, full, for_good=True))
        found = state(work)
        assert found == (old if ran.code else new) or found == new, f"full at {moment} of {number}: {ran}"
        assert ran.code in (0, 3), ran


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("largest", [0, 1, 100, 700])
def test_a_file_that_cannot_be_written_whole(sites: dict[str, Path], tmp_path: Path, name: str, largest: int) -> None:
    """The system itself refuses in the midst of a file."""
    site, command = sites[name], COMMANDS[name]
    old = state(copied(site, tmp_path / "old"))
    work = copied(site, tmp_path / "work")

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    assert run(command, work, limited) == 3
    assert state(work) == old


@pytest.mark.parametrize(
    ("one", "two"),
    [("sign", "sign"), ("sign", "release"), ("release", "release"), ("return", "sign"), ("publish", "publish")],
)
def test_two_at_once(sites: dict[str, Path], tmp_path: Path, one: str, two: str) -> None:
    """Each ends well, or is told to come again; nothing is lost or mixed."""
    for turn in range(3):
        work = copied(sites[one], tmp_path / f"work{turn}")
        children = []
        for name, who in ((one, "Ann Lee"), (two, "Bob Ray")):
            command = [who if word == "Ann Lee" else word for word in COMMANDS[name]]
            children.append(begun(command, work))
        codes = [wait_for(child) for child in children]
        assert set(codes) <= {0, 2, 3}, codes
        assert 0 in codes
        state(work)
        if (one, two) == ("sign", "sign"):
            there = {path.name for path in (work / "content/p/signoffs").glob("*.jsonl")}
            assert len(there) == codes.count(0)
