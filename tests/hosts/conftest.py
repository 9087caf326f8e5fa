"""The commands run as their own process: forked for speed, or started whole as a person starts them."""

from __future__ import annotations

import ctypes
import functools
import importlib
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from largeprint import hosts
from largeprint.hosts.cli import main
from largeprint.layers.occasion import Occasion
from largeprint.pipeline import build, check
from tests.conftest import POLICY, POLICY_YML, SITE_YML, SUMMARY

LONGEST = 30
"""Seconds that a command may take, whatever it is given. Not one needs more than a few."""


@dataclass(frozen=True)
class Ran:
    """How a command ended: exit code, and what it wrote on both ways out."""

    code: int
    out: str
    err: str

    @property
    def next(self) -> str:
        """The one line of what to do next, without its ``Next:``; a test fails where there is none or two."""
        lines = (self.out + self.err).rstrip().split("\n")
        found = [line for line in lines if line.startswith("Next: ")]
        assert len(found) == 1, self
        assert found[0] in (self.out.rstrip().split("\n")[-1], self.err.rstrip().split("\n")[-1]), self
        return found[0].removeprefix("Next: ")


@functools.cache
def warm() -> None:
    """Does once what else every process that is forked off this one would do anew: modules, templates, words are read.

    What a command does when it is started whole, ``started`` tries.
    """
    for module in pkgutil.iter_modules(hosts.__path__):
        if module.name != "mkdocs":
            importlib.import_module(f"{hosts.__name__}.{module.name}")
    with tempfile.TemporaryDirectory() as folder:
        small = {"site.yml": SITE_YML, "policy.yml": POLICY_YML, "en/summary.md": SUMMARY, "en/policy.md": POLICY}
        for name, text in small.items():
            path = Path(folder, "content", "" if name == "site.yml" else "p", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        list(build(check(Path(folder)), Occasion(draft=True)))


def forked() -> int:
    """``os.fork`` off a process that is warm."""
    warm()
    return os.fork()


def in_child(work: Callable[[], Any], seconds: float = LONGEST) -> int:
    """Does ``work`` in a process of its own. Returns its exit code (70 for an exception), or minus the signal."""
    child = forked()
    if not child:
        code = 0
        try:
            work()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except BaseException:
            traceback.print_exc()
            code = 70
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    return wait_for(child, seconds)


def wait_for(child: int, seconds: float = LONGEST) -> int:
    """Waits for a process that was started here; one that takes too long is killed, and is a failure."""
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise AssertionError(f"still running after {seconds} s")


def ran_in_child(name: str, command: click.Command, *words: object, cwd: Path, before: Callable[[], object]) -> Ran:
    """Runs a program, which calls itself ``name``, in a process that is forked off this one. ``before`` is called in
    it, in the folder ``cwd``."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:

        def work() -> None:
            os.chdir(cwd)
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            sys.stdout, sys.stderr = os.fdopen(1, "w", encoding="utf-8"), os.fdopen(2, "w", encoding="utf-8")
            before()
            command.main([str(word) for word in words], prog_name=name)

        code = in_child(work)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8"))
    return Ran(code, *texts)


def largeprint(*words: object, cwd: Path, before: Callable[[], object] = lambda: None) -> Ran:
    """Runs the program so."""
    return _calm(ran_in_child("largeprint", main, *words, cwd=cwd, before=before))


def started(*words: object, cwd: Path, env: Mapping[str, str] | None = None, **more: Any) -> Ran:
    """Starts the program whole, as a person does."""
    program = Path(sys.executable).with_name("largeprint")
    every = {**os.environ, **(env or {})}
    done = subprocess.run(
        [program, *map(str, words)], cwd=cwd, env=every, capture_output=True, timeout=LONGEST, check=False, **more
    )
    return _calm(Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")))


def _calm(ran: Ran) -> Ran:
    assert "Traceback" not in ran.out + ran.err, ran.err
    assert "Large Print itself has failed" not in ran.err, ran.err
    if ran.code:
        assert ran.next
    return ran


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder: path -> bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def obey_permissions() -> bool:
    """Takes from this process what lets root read and write everything. False where that cannot be done."""
    if os.geteuid() != 0:
        return True
    try:
        library = ctypes.CDLL(None, use_errno=True)
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # the third version of capset(2), for this process
        sets = (ctypes.c_uint32 * 6)()
        if library.capget(header, sets):
            return False
        sets[0] &= ~0b110  # effective: no CAP_DAC_OVERRIDE, no CAP_DAC_READ_SEARCH
        return not library.capset(header, sets)
    except (AttributeError, OSError):
        return False


def can_obey_permissions() -> bool:
    """Whether a process forked off this one can be made to obey permissions."""
    return in_child(lambda: sys.exit(0 if obey_permissions() else 1)) == 0
