"""10,000 single bytes changed in approvals, releases, returned files and a published site: each is found and named."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from largeprint.hosts.verify import differences
from largeprint.model.digest import byte_digest
from largeprint.model.finding import UseError
from largeprint.model.policy import Frozen, Policy
from largeprint.pipeline import check
from largeprint.records.releases import broken
from largeprint.records.signoffs import chains_of
from tests.hosts.conftest import largeprint
from tests.hosts.test_interrupted import COMMANDS, made

CHANGES = 2500
"""In each of four kinds of file."""


def changed(data: bytes, chosen: random.Random) -> bytes:
    at = chosen.randrange(len(data))
    return data[:at] + bytes([data[at] ^ chosen.randint(1, 255)]) + data[at + 1 :]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that is released, approved in files and otherwise, and published."""
    site = made(tmp_path_factory.mktemp("bytes"), published=False)
    commands = [COMMANDS["return"], ["confirm", "--accept-best"], COMMANDS["release"]]
    commands += [["sign", "p", "--as", "Bob Ray", "--role", "legal"], COMMANDS["publish"]]
    for command in commands:
        assert largeprint(*command, cwd=site).code == 0, command
    return site


@pytest.fixture(scope="module")
def policy(root: Path) -> Policy:
    (policy,) = check(root).site.policies
    assert len(policy.signoffs) == 3
    assert len(policy.returned) == 1
    assert not chains_of(policy)[1]
    return policy


def test_approvals(policy: Policy) -> None:
    chosen = random.Random(1)
    for _ in range(CHANGES):
        path, data = chosen.choice(policy.signoffs)
        kept = {**dict(policy.signoffs), path: changed(data, chosen)}
        _, faults = chains_of(replace(policy, signoffs=tuple(kept.items())))
        assert faults, kept[path]
        folder = path.rpartition("/")[0]
        assert all(fault.place.path.startswith(folder) for fault in faults)
        assert path.endswith("heads.txt") or path in [fault.place.path for fault in faults]


def test_releases(policy: Policy) -> None:
    chosen = random.Random(2)
    (frozen,) = policy.frozen
    assert broken(frozen) is None

    def other(frozen: Frozen) -> Frozen:
        files = list(frozen.files)
        at = chosen.randrange(len(files))
        files[at] = (files[at][0], changed(files[at][1], chosen))
        return replace(frozen, files=tuple(files))

    for _ in range(CHANGES):
        after = other(frozen)
        fault = broken(after)
        assert fault is not None, [pair for pair in zip(frozen.files, after.files, strict=True) if pair[0] != pair[1]]
        assert f"releases/{frozen.name}" in fault.place.path


def test_files_that_came_back(root: Path, policy: Policy) -> None:
    chosen = random.Random(3)
    (path,) = (root / "content/p/signoffs").glob("*.docx")
    data = path.read_bytes()
    assert policy.returned == {byte_digest(data)}
    for _ in range(CHANGES):
        _, faults = chains_of(replace(policy, returned=frozenset({byte_digest(changed(data, chosen))})))
        assert faults
        assert "came back in" in faults[0].message


def test_a_published_site(root: Path) -> None:
    chosen = random.Random(4)
    public = root / "public"
    paths = [path for path in sorted(public.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    assert "manifest.json" in {path.name for path in paths}

    def told(change: Callable[[], object]) -> Iterator[str]:
        change()
        try:
            yield from differences(public)
        except UseError as error:
            yield str(error)

    assert not list(told(lambda: None))
    for _ in range(CHANGES):
        path = chosen.choice(paths)
        data = path.read_bytes()
        (difference,) = told(lambda path=path, data=data: path.write_bytes(changed(data, chosen)))  # type: ignore[misc]
        assert path.relative_to(public).as_posix() in difference
        path.write_bytes(data)
