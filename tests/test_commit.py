"""A set of files lands together or not at all, whatever fails and whenever it is killed."""

from __future__ import annotations

import errno
import itertools
import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from largeprint import commit
from largeprint.commit import JOURNAL, MARK, create, publish, recover_sources, write_sources
from largeprint.model.finding import BusyError, InputError, UseError
from largeprint.outputs.registry import File
from tests.hosts.conftest import can_obey_permissions, in_child, obey_permissions, tree, wait_for

NAMES = ("index.html", "p/index.html", "p/zh-Hans/index.html", "same.css")


def version(number: int, names: tuple[str, ...] = NAMES) -> list[File]:
    """A site of which every file says which version it is of, and which files that version has."""
    manifest = json.dumps({"version": number, "names": names})
    return [File(name, b"the same\n" if name == "same.css" else f"{name} {manifest}".encode()) for name in names]


def whole(folder: Path) -> int:
    """The number of the version that a folder holds; fails where it holds no whole version and nothing else."""
    found = tree(folder)
    del found[MARK]
    manifest = json.loads(found["index.html"].decode().partition(" ")[2])
    assert found == {file.path: file.data for file in version(manifest["version"], tuple(manifest["names"]))}
    return int(manifest["version"])


def names(folder: Path) -> list[str]:
    """What lies in a folder: a run that is over leaves nothing of its own beside the site."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder that version 1 was published to, with nothing beside it."""
    folder = tmp_path / "site"
    publish(folder, version(1))
    return folder


@pytest.fixture(params=["exchange", "two renames"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of putting the new folder into the old one's place."""
    if request.param == "two renames":
        monkeypatch.setattr(commit, "_exchange", lambda one, other: False)
    return str(request.param)


# What is published


def test_exactly_the_files(tmp_path: Path) -> None:
    assert publish(tmp_path / "deep" / "site", version(1)) == (len(NAMES), len(NAMES))
    assert whole(tmp_path / "deep" / "site") == 1
    assert names(tmp_path / "deep") == ["site"]


def test_what_is_unchanged_stays_the_same_file(site: Path, either_way: str) -> None:
    before = (site / "same.css").stat().st_ino, (site / "index.html").stat().st_ino
    assert publish(site, version(2)) == (len(NAMES), len(NAMES) - 1)
    assert (site / "same.css").stat().st_ino == before[0]
    assert (site / "index.html").stat().st_ino != before[1]
    assert publish(site, version(2)) == (len(NAMES), 0)


def test_what_is_gone_goes(site: Path, either_way: str) -> None:
    publish(site, version(2, NAMES[:2]))
    assert whole(site) == 2
    assert not (site / "p" / "zh-Hans").exists()
    assert names(site.parent) == ["site"]


def test_a_folder_that_was_empty_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", version(1))
    assert whole(tmp_path / "site") == 1


@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_others_wrote_is_refused_and_untouched(tmp_path: Path, what: str) -> None:
    mine = tmp_path / "site"
    if what == "folder":
        mine.mkdir()
        (mine / "thesis.txt").write_text("years of work")
    else:
        mine.write_text("years of work")
    with pytest.raises(UseError) as refused:
        publish(mine, version(1))
    assert "holds files that this tool did not write" in refused.value.message
    assert names(tmp_path) == ["site"]
    assert (mine / "thesis.txt" if what == "folder" else mine).read_text() == "years of work"


def test_the_root_of_the_disk_is_refused() -> None:
    with pytest.raises(UseError):
        publish(Path("/"), version(1))


def test_a_symbolic_link_stays_one(tmp_path: Path, either_way: str) -> None:
    real, link = tmp_path / "elsewhere" / "real", tmp_path / "site"
    real.mkdir(parents=True)
    link.symlink_to(real)
    for number in (1, 2):
        publish(link, version(number))
        assert link.is_symlink()
        assert whole(real) == number


@pytest.mark.parametrize("path", ["../thief.html", "/tmp/thief.html", "p/../../thief.html"])
def test_a_path_that_leads_out_is_refused(site: Path, path: str) -> None:
    with pytest.raises(ValueError, match="leads out"):
        publish(site, [*version(2), File(path, b"x")])
    assert whole(site) == 1
    assert names(site.parent) == ["site"]


def test_no_symbolic_link_is_written_through(tmp_path: Path, site: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("years of work")
    (tmp_path / ".site.lp-lock").symlink_to(precious)
    with pytest.raises(OSError, match="symbolic links"):
        publish(site, version(2))
    assert precious.read_text() == "years of work"


# What fails

STEPS: dict[str, tuple[object, str]] = {
    "write": (commit, "_write_file"),
    "fsync": (os, "fsync"),
    "mkdir": (Path, "mkdir"),
    "rename": (Path, "rename"),
    "exchange": (commit, "_exchange"),
}


def fail_at(monkeypatch: pytest.MonkeyPatch, step: str, number: int, what: Callable[..., Any]) -> list[int]:
    """Lets call ``number`` of a step call ``what`` instead of doing it. Returns the count of calls, in a list."""
    where, name = STEPS[step]
    real, calls = getattr(where, name), [0]

    def step_or_failure(*args: Any, **kwargs: Any) -> Any:
        calls[0] += 1
        return what(real, *args, **kwargs) if calls[0] == number else real(*args, **kwargs)

    monkeypatch.setattr(where, name, step_or_failure)
    return calls


def refusal(code: int) -> Callable[..., Any]:
    """A disk that refuses; one that is full has taken half a file before."""

    def refuse(real: Callable[..., Any], *args: Any, **_: Any) -> None:
        if len(args) == 2 and isinstance(args[1], bytes):
            Path(args[0]).write_bytes(args[1][: len(args[1]) // 2])
        raise OSError(code, os.strerror(code))

    return refuse


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=errno.errorcode.get)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_fails_leaves_the_old_site(
    tmp_path: Path, either_way: str, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    failures = 0
    for number in itertools.count(1):
        folder = tmp_path / str(number) / "site"
        publish(folder, version(1))
        before = tree(folder)
        with monkeypatch.context() as patched:
            calls = fail_at(patched, step, number, refusal(code))
            try:
                publish(folder, version(2))
            except OSError as error:
                assert error.errno == code
                failures += 1
            else:
                assert calls[0] < number
                break
        assert tree(folder) == before
        assert names(folder.parent) == ["site"]
        assert publish(folder, version(2)) == (len(NAMES), len(NAMES) - 1)
        assert whole(folder) == 2
    assert failures or (step, either_way) == ("rename", "exchange")


@pytest.mark.parametrize("step", ["write", "fsync", "mkdir", "rename"])
def test_a_first_site_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    for number in itertools.count(1):
        with monkeypatch.context() as patched:
            calls = fail_at(patched, step, number, refusal(errno.EIO))
            try:
                publish(tmp_path / "site", version(1))
            except OSError:
                assert names(tmp_path) == []
            else:
                assert calls[0] < number
                break
    assert number > 1
    assert whole(tmp_path / "site") == 1


def test_a_disk_that_refuses_for_good_between_the_two_renames(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse_from_the_second_on(path: Path, target: Path) -> Any:
        renames.append(path)
        if len(renames) > 1:
            raise OSError(errno.EIO, "refused")
        return path.replace(target)

    renames: list[Path] = []
    with monkeypatch.context() as patched:
        patched.setattr(commit, "_exchange", lambda one, other: False)
        patched.setattr(Path, "rename", refuse_from_the_second_on)
        with pytest.raises(OSError, match="refused"):
            publish(site, version(2))
    commit.recover(site)
    assert whole(site) == 1


def test_a_disk_without_hard_links(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert publish(site, version(2)) == (len(NAMES), len(NAMES))
    assert whole(site) == 2


def test_what_is_left_of_the_old_site_does_not_fail_the_new_one(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        if path.exists():
            raise OSError(errno.EACCES, "refused")

    with monkeypatch.context() as patched:
        patched.setattr(commit, "_remove", refuse)
        publish(site, version(2))
    assert whole(site) == 2
    publish(site, version(3))
    assert names(site.parent) == ["site"]


def test_a_parent_that_may_not_be_written(site: Path) -> None:
    if not can_obey_permissions():
        pytest.skip("this user may write everywhere, and the system does not let us give that up")

    def work() -> None:
        obey_permissions()
        with pytest.raises(PermissionError):
            publish(site, version(2))

    site.parent.chmod(0o555)
    try:
        assert in_child(work) == 0
    finally:
        site.parent.chmod(0o755)
    assert whole(site) == 1
    assert names(site.parent) == ["site"]


# What is killed


def test_killed_at_any_moment(tmp_path: Path, either_way: str) -> None:
    folder = tmp_path / "site"
    publish(folder, version(0))
    moments = random.Random(either_way)
    for turn in range(30):
        child = os.fork()
        if not child:
            for number in itertools.count(1000 * turn):
                publish(folder, version(number, NAMES[: 2 + number % 3]))
        time.sleep(moments.uniform(0.001, 0.04))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if either_way == "two renames":
            commit.recover(folder)  # the first thing that the next build does
        whole(folder)
        publish(folder, version(turn))
        assert whole(folder) == turn
        assert names(tmp_path) == ["site"]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_each_step(tmp_path: Path, either_way: str, step: str, after: bool) -> None:
    def die(real: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        if after:
            real(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    for number in itertools.count(1):
        folder = tmp_path / str(number) / "site"
        publish(folder, version(1))

        def work(folder: Path = folder, number: int = number) -> None:
            fail_at(pytest.MonkeyPatch(), step, number, die)
            publish(folder, version(2))

        ended = in_child(work)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        if either_way == "exchange":
            whole(folder)
        commit.recover(folder)
        assert whole(folder) in (1, 2)
        publish(folder, version(3))
        assert whole(folder) == 3
        assert names(folder.parent) == ["site"]


# Two at once


def test_another_run_is_told_that_this_one_is_at_it(site: Path) -> None:
    def files() -> Iterator[File]:
        yield from version(2)
        with pytest.raises(BusyError):
            publish(site, version(3))

    publish(site, files())
    assert whole(site) == 2
    publish(site, version(3))
    assert whole(site) == 3


def test_two_runs_at_once(site: Path) -> None:
    def work(base: int) -> None:
        number = base
        while number < base + 20:
            try:
                publish(site, version(number))
                number += 1
            except BusyError:
                time.sleep(0.001)

    children = []
    for base in (100, 200):
        child = os.fork()
        if not child:
            os._exit(in_child(lambda base=base: work(base)))  # type: ignore[misc]
        children.append(child)
    assert [wait_for(child) for child in children] == [0, 0]
    assert whole(site) in (119, 219)
    assert names(site.parent) == ["site"]


# A new folder


def test_a_new_folder(tmp_path: Path) -> None:
    create(tmp_path / "a" / "b", version(1))
    assert set(tree(tmp_path / "a" / "b")) == set(NAMES)
    assert names(tmp_path / "a") == ["b"]


def test_an_empty_folder_stays_the_one_that_somebody_stands_in(tmp_path: Path) -> None:
    before = tmp_path.stat().st_ino
    create(tmp_path, version(1))
    assert tmp_path.stat().st_ino == before
    assert set(tree(tmp_path)) == set(NAMES)


@pytest.mark.parametrize("step", ["write", "rename"])
@pytest.mark.parametrize("there", [False, True], ids=["missing", "empty"])
def test_a_new_folder_is_made_whole_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, there: bool
) -> None:
    folder = tmp_path / "new"
    if there:
        folder.mkdir()
    with monkeypatch.context() as patched:
        fail_at(patched, step, 1, refusal(errno.ENOSPC))
        with pytest.raises(OSError, match="No space"):
            create(folder, version(1))
    assert tree(tmp_path) == {}
    create(folder, version(1))
    assert set(tree(folder)) == set(NAMES)


# Files that people wrote


@pytest.fixture
def sources(tmp_path: Path) -> dict[Path, tuple[bytes, bytes]]:
    """Three files under content/, and what is to become of them."""
    changes = {}
    for name in ("p/en/policy.md", "p/en/summary.md", "q/en/summary.md"):
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"old " + name.encode())
        changes[path] = (path.read_bytes(), b"new " + name.encode())
    return changes


def state(changes: dict[Path, tuple[bytes, bytes]]) -> str:
    """ "old" or "new" where all files are so; what they are otherwise."""
    words = {path.read_bytes()[:3].decode() for path in changes}
    return words.pop() if len(words) == 1 else f"mixed: {words}"


def nothing_aside(root: Path) -> bool:
    """Whether neither journal nor a file aside is left."""
    return not [path for path in root.rglob("*") if "largeprint" in path.name or "lp-" in path.name]


def test_all_are_written(tmp_path: Path, sources: dict[Path, tuple[bytes, bytes]]) -> None:
    write_sources(tmp_path, sources)
    assert state(sources) == "new"
    assert nothing_aside(tmp_path)


def test_modes_are_kept(tmp_path: Path, sources: dict[Path, tuple[bytes, bytes]]) -> None:
    for path, mode in zip(sources, (0o600, 0o664, 0o755), strict=True):
        path.chmod(mode)
    write_sources(tmp_path, sources)
    assert [path.stat().st_mode & 0o777 for path in sources] == [0o600, 0o664, 0o755]


def test_a_file_that_is_a_link_stays_one(tmp_path: Path, sources: dict[Path, tuple[bytes, bytes]]) -> None:
    path = next(iter(sources))
    real = path.rename(path.with_name("real.md"))
    path.symlink_to("real.md")
    write_sources(tmp_path, sources)
    assert path.is_symlink()
    assert real.read_bytes() == sources[path][1]


def test_what_was_changed_meanwhile_is_not_overwritten(
    tmp_path: Path, sources: dict[Path, tuple[bytes, bytes]]
) -> None:
    last = list(sources)[-1]
    last.write_bytes(b"old, and edited by hand")
    with pytest.raises(BusyError) as busy:
        write_sources(tmp_path, sources)
    assert "q/en/summary.md was changed while the command ran" in busy.value.message
    assert state(sources) == "old"
    assert nothing_aside(tmp_path)


@pytest.mark.parametrize("step", ["write", "fsync", "rename"])
def test_a_step_that_fails_writes_none_or_is_finished(
    tmp_path: Path, sources: dict[Path, tuple[bytes, bytes]], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    for number in itertools.count(1):
        with monkeypatch.context() as patched:
            calls = fail_at(patched, step, number, refusal(errno.ENOSPC))
            try:
                write_sources(tmp_path, sources)
            except OSError:
                promised = (tmp_path / JOURNAL).exists()
                assert promised or (state(sources) == "old" and nothing_aside(tmp_path))
            else:
                assert calls[0] < number
                break
        recover_sources(tmp_path)
        assert state(sources) == ("new" if promised else "old")
        assert nothing_aside(tmp_path)
        for path, (before, _) in sources.items():
            path.write_bytes(before)
    assert number > 3


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", ["write", "fsync", "rename"])
def test_killed_at_each_step_the_next_command_finishes_or_takes_back(
    tmp_path: Path, sources: dict[Path, tuple[bytes, bytes]], step: str, after: bool
) -> None:
    def die(real: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        if after:
            real(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    seen = set()
    for number in itertools.count(1):

        def work(number: int = number) -> None:
            fail_at(pytest.MonkeyPatch(), step, number, die)
            write_sources(tmp_path, sources)

        if in_child(work) == 0:
            break
        recover_sources(tmp_path)
        (tmp_path / f"{JOURNAL}-lock").unlink(missing_ok=True)
        (tmp_path / f"{JOURNAL}-new").unlink(missing_ok=True)
        assert nothing_aside(tmp_path)
        seen.add(state(sources))
        for path, (before, _) in sources.items():
            path.write_bytes(before)
    assert seen <= {"old", "new"}
    assert "old" in seen or step == "rename"


def test_a_command_does_not_take_back_what_a_living_one_is_writing(
    tmp_path: Path, sources: dict[Path, tuple[bytes, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(real: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with pytest.raises(BusyError):
            recover_sources(tmp_path)
        return real(*args, **kwargs)

    for step, number in (("write", 3), ("rename", 1), ("rename", 2)):
        with monkeypatch.context() as patched:
            fail_at(patched, step, number, look)
            write_sources(tmp_path, sources)
        assert state(sources) == "new"
        for path, (before, _) in sources.items():
            path.write_bytes(before)


@pytest.mark.parametrize(
    "journal",
    [
        '["../outside.md"]',
        '["content/../outside.md"]',
        '["/etc/hosts"]',
        "{",
        "7",
        '{"content/p/en/policy.md": 1}',
        "[7]",
    ],
)
def test_a_journal_that_came_with_a_text_moves_nothing(
    tmp_path: Path, sources: dict[Path, tuple[bytes, bytes]], journal: str
) -> None:
    (tmp_path / ".outside.md.lp-new").write_text("a thief's")
    (tmp_path.parent / ".outside.md.lp-new").write_text("a thief's")
    (tmp_path / JOURNAL).write_text(journal)
    with pytest.raises(InputError) as refused:
        recover_sources(tmp_path)
    assert str(refused.value.place) == f"{JOURNAL}:1:1"
    assert not (tmp_path / "outside.md").exists()
    assert not (tmp_path.parent / "outside.md").exists()
    assert state(sources) == "old"


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", ["write", "rename"])
def test_a_new_folder_lands_with_the_rest_or_not_at_all(
    tmp_path: Path, sources: dict[Path, tuple[bytes, bytes]], step: str, after: bool
) -> None:
    folder = tmp_path / "content/p/releases/2026-03-01"
    files = {"release.yml": b"new a", "en/policy.md": b"new b", "en/images/a.png": b"new c"}

    def die(real: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        if after:
            real(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    seen = set()
    for number in itertools.count(1):

        def work(number: int = number) -> None:
            fail_at(pytest.MonkeyPatch(), step, number, die)
            write_sources(tmp_path, sources, {folder: files})

        ended = in_child(work)
        recover_sources(tmp_path)
        for name in (f"{JOURNAL}-lock", f"{JOURNAL}-new"):
            (tmp_path / name).unlink(missing_ok=True)
        assert nothing_aside(tmp_path)
        seen.add(state(sources))
        assert tree(folder) == (files if state(sources) == "new" else {})
        assert folder.exists() == (state(sources) == "new")
        if ended == 0:
            break
        shutil.rmtree(folder, ignore_errors=True)
        for path, (before, _) in sources.items():
            path.write_bytes(before)
    assert "new" in seen
    assert "old" in seen or step == "rename"


def test_a_folder_that_is_there_is_not_written_over(tmp_path: Path, sources: dict[Path, tuple[bytes, bytes]]) -> None:
    folder = tmp_path / "content/p/releases/2026-03-01"
    write_sources(tmp_path, {}, {folder: {"release.yml": b"one"}})
    with pytest.raises(BusyError):
        write_sources(tmp_path, sources, {folder: {"release.yml": b"other"}})
    assert tree(folder) == {"release.yml": b"one"}
    assert state(sources) == "old"
