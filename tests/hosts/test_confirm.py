"""Confirming at a terminal, as a person does it: a real one, with answers typed into it."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

from largeprint.model.evidence import Quote
from largeprint.records.evidence import read_evidence
from tests.conftest import MakeSite
from tests.records.test_evidence import SITE

PROMPT = "q quit"


def typed(root: Path, answers: list[str], *what: str) -> str:
    """What stands on the terminal after ``answers`` were typed, each when it was asked for."""
    ours, theirs = pty.openpty()
    code = "from largeprint.hosts.cli import main; main()"
    command = [sys.executable, "-c", code, "confirm", "-C", str(root), *what]
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "200"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        seen, asked, ends = "", 0, time.monotonic() + 60
        while time.monotonic() < ends:
            if select.select([ours], [], [], 0.05)[0]:
                try:
                    seen += os.read(ours, 4096).decode()
                except OSError:  # the other side has closed it
                    break
            now = len(re.findall(f"{PROMPT}|exact words ", seen))
            if now > asked and asked < len(answers):
                os.write(ours, f"{answers[asked]}\n".encode())
                asked += 1
            elif process.poll() is not None and not select.select([ours], [], [], 0)[0]:
                break
        process.wait(timeout=30)
    os.close(ours)
    return re.sub(r"\x1b\[[0-9;]*m", "", seen).replace("\r", "")


def test_pick_write_skip_and_quit(make_site: MakeSite) -> None:
    root = make_site(SITE)
    seen = typed(root, ["1", "e", "for 30 days", "w", "q"])
    assert "p#provide  What do you need?  (1 of 2)" in seen
    assert "1. We need your name.\n     1  #pp_what\n        We need your name to open an account." in seen
    assert "Confirmed 3 claims of 5." in seen
    evidence = read_evidence((root / "content/p/en/evidence.yml").read_text("utf-8"))
    first, second, third = evidence.questions["provide"].claims
    assert first.quotes == (Quote("pp_what", "We need your name to open an account."),)
    assert second.quotes == (Quote("pp_keep", "for 30 days"),)
    assert third.whole == ("pp_what", "pp_keep")


def test_what_is_not_there_is_asked_again(make_site: MakeSite) -> None:
    seen = typed(make_site(SITE), ["9", "e", "words that stand nowhere", "s", "q"], "p#share")
    assert "That is none of these." in seen
    assert "These words stand in no section, not in this order." in seen
    assert "Confirmed 0 claims of 1." in seen


def test_of_a_section_that_changed_all_or_nothing(make_site: MakeSite) -> None:
    root = make_site(SITE)
    subprocess.run(
        [sys.executable, "-c", "from largeprint.hosts.cli import main; main()", "confirm", "--accept-best"],
        cwd=root,
        check=True,
        capture_output=True,
    )
    policy = SITE["p/en/policy.md"].replace("30 days after", "60 days after")
    make_site({**SITE, "p/en/policy.md": policy})
    before = (root / "content/p/en/evidence.yml").read_bytes()
    seen = typed(root, ["1", "s"])
    assert "“How long” has changed" in seen or '"How long" has changed since this was confirmed.' in seen
    assert "the words that it rested on are gone; still true?" in seen
    assert "Some of what rests on a changed section was skipped" in seen
    assert (root / "content/p/en/evidence.yml").read_bytes() == before
