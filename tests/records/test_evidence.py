"""What an answer was confirmed to rest on: kept to the letter, asked for when it moves, and only then."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from largeprint.hosts.cli import main
from largeprint.model.evidence import Confirmed, Evidence, Quote, Rest
from largeprint.pipeline import check
from largeprint.records.evidence import evidence_of, read_evidence, write_evidence
from largeprint.records.form import BrokenRecord
from tests.conftest import MakeSite

SUMMARY = """# Privacy

### What do you need? {#provide}

We need your name. We keep it for 30 days. [More](#pp_what)

| What | Your name |
| --- | --- |
| How long | 30 [days](#pp_keep) |

### Who gets it? {#share}

Nobody. [More](#pp_share)
"""
POLICY = """# The full text

## What we need {#pp_what}

We need your name to open an account. Nothing else is asked.

## How long {#pp_keep}

Your name is kept for 30 days after you leave.

## Sharing {#pp_share}

We share your name with nobody.
"""
SITE = {"p/en/summary.md": SUMMARY, "p/en/policy.md": POLICY}


def run(root: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, [words[0], "-C", str(root), *words[1:]])
    return result.exit_code, result.output


def record(root: Path) -> Evidence:
    return read_evidence((root / "content/p/en/evidence.yml").read_text("utf-8"))


def stale(root: Path) -> list[int]:
    return [finding.place.line for finding in check(root).findings if finding.rule == "answer-stale"]


def test_the_best_is_kept_with_the_words_of_that_day(make_site: MakeSite) -> None:
    root = make_site(SITE)
    code, said = run(root, "confirm", "--accept-best")
    assert code == 0
    assert "Confirmed 5 claims of 5." in said
    evidence = record(root)
    assert [rest.words for rest in evidence.questions["provide"].claims] == [
        "We need your name.",
        "We keep it for 30 days.",
        "What: Your name",
        "How long: 30 days",
    ]
    first, second, *_ = evidence.questions["provide"].claims
    assert first.quotes == (Quote("pp_what", "We need your name to open an account."),)
    assert second.quotes == (Quote("pp_keep", "Your name is kept for 30 days after you leave."),)
    digest = evidence.questions["share"].sections["pp_share"]
    assert evidence.texts[digest] == "Sharing\nWe share your name with nobody."
    assert run(root, "confirm")[1].startswith("Nothing to confirm")


def test_only_the_answers_that_lead_to_what_changed_are_asked_about(make_site: MakeSite) -> None:
    root = make_site(SITE)
    run(root, "confirm", "--accept-best")
    assert stale(root) == []
    make_site({**SITE, "p/en/policy.md": POLICY.replace("with nobody", "with our partners")})
    assert stale(root) == [11]
    make_site({**SITE, "p/en/policy.md": POLICY.replace("30 days after", "60 days after")})
    assert stale(root) == [3]
    waiting = json.loads(run(root, "confirm", "--json")[1])
    assert [(each["answer"], [claim["number"] for claim in each["claims"]]) for each in waiting] == [
        ("p#provide", [2, 4])
    ]
    assert waiting[0]["claims"][0]["why"] == "gone"
    assert waiting[0]["claims"][0]["candidates"][0]["words"] == "Your name is kept for 60 days after you leave."
    run(root, "confirm", "p#provide", "--accept-best")
    assert stale(root) == []


def test_an_edited_claim_keeps_its_quotes_as_candidates(make_site: MakeSite) -> None:
    root = make_site(SITE)
    run(root, "confirm", "--accept-best")
    make_site({**SITE, "p/en/summary.md": SUMMARY.replace("We keep it for 30 days.", "We keep it for up to 30 days.")})
    (waiting,) = json.loads(run(root, "confirm", "--json")[1])
    (claim,) = waiting["claims"]
    assert (claim["words"], claim["why"]) == ("We keep it for up to 30 days.", "edited")
    assert claim["candidates"][0]["where"] == "before"


def test_nothing_is_confirmed_behind_the_back_of_the_rest(make_site: MakeSite) -> None:
    """Of a section that changed, all claims that rest on it are decided, or none counts."""
    from largeprint.records.confirming import best_of, due_of, with_decisions
    from largeprint.records.standing import standings

    root = make_site(SITE)
    run(root, "confirm", "--accept-best")
    make_site({**SITE, "p/en/policy.md": POLICY.replace("30 days after", "60 days after")})
    checked = check(root)
    text = checked.texts[0][1]
    evidence, _ = evidence_of(text.edition)
    standing = standings(checked.site, text, evidence)[0]
    due = due_of(text, standing)
    assert len(due) == 2
    assert with_decisions(evidence, standing, due, {2: best_of(due[0], standing)}) is None
    both = {each.claim.number: best_of(each, standing) for each in due}
    assert with_decisions(evidence, standing, due, both) is not None


def test_the_list_of_drift(make_site: MakeSite) -> None:
    root = make_site(SITE)
    run(root, "confirm", "--accept-best")
    make_site({**SITE, "p/en/policy.md": POLICY.replace("30 days after", "60 days after")})
    code, said = run(root, "drift")
    assert code == 1
    assert 'p#provide  What do you need?\n    #pp_keep How long: "30" is now "60".' in said
    assert "Next: read what changed, then: largeprint confirm p#provide" in said
    (told,) = json.loads(run(root, "drift", "--json")[1].split("\nNext")[0])
    assert told["changes"] == [{"before": "30", "after": "60"}]


def test_without_a_terminal_nobody_is_asked(make_site: MakeSite) -> None:
    code, said = run(make_site(SITE), "confirm")
    assert code == 2
    assert "--accept-best" in said


def test_a_broken_record_is_said_and_never_written_over(make_site: MakeSite) -> None:
    root = make_site({**SITE, "p/en/evidence.yml": "questions: [\n"})
    code, said = run(root, "confirm", "--accept-best")
    assert code == 2
    assert "content/p/en/evidence.yml:2" in said
    assert (root / "content/p/en/evidence.yml").read_text() == "questions: [\n"


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(str.strip)
lines = st.lists(words, min_size=1, max_size=3).map("\n".join)
names = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
rests = st.builds(
    Rest, lines, st.lists(st.builds(Quote, names, lines), max_size=2).map(tuple), st.lists(names, max_size=2).map(tuple)
)
confirmed = st.builds(Confirmed, st.dictionaries(names, names, max_size=3), st.lists(rests, max_size=3).map(tuple))


@given(st.dictionaries(names, confirmed, max_size=3), lines)
def test_what_is_written_is_read_again(questions: dict[str, Confirmed], text: str) -> None:
    digests = {digest for each in questions.values() for digest in each.sections.values()}
    evidence = Evidence(questions, dict.fromkeys(digests, text))
    written = write_evidence(evidence)
    assert read_evidence(written) == evidence
    assert write_evidence(read_evidence(written)) == written


@pytest.mark.parametrize(
    "text", ["- a", "questions: 1", "questions: {a: {claims: [{words: ''}]}}", "other: {}", "a: !b c"]
)
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(BrokenRecord):
        read_evidence(text)


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words], cwd=folder, check=True)


def test_drift_since_a_revision(make_site: MakeSite, tmp_path: Path) -> None:
    """Nothing was confirmed; git knows how it was. The site may be a folder of something larger."""
    root = make_site(SITE, tmp_path / "deep" / "site")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "As it was")
    git(tmp_path, "tag", "v1")
    assert run(root, "drift", "--since", "v1") == (0, "No answer leads to words that have changed since v1.\n")
    summary = SUMMARY.replace("Nobody.", "Our partners.")
    policy = POLICY.replace("30 days after", "60 days after").replace("with nobody", "with our partners")
    make_site({"p/en/summary.md": summary, "p/en/policy.md": policy}, root)
    code, said = run(root, "drift", "--since", "v1")
    assert code == 1
    assert said.splitlines() == [
        "p#provide  What do you need?",
        '    #pp_keep How long: "30" is now "60".',
        "    The answer was left as it was.",
        "",
        "p#share  Who gets it?",
        '    #pp_share Sharing: "nobody." is now "our partners.".',
        "    The answer's words changed too.",
        "",
        "2 changes since v1; 1 answer was left as it was.",
        "Next: read what changed, then: largeprint confirm p#provide",
    ]


def test_a_revision_that_is_not_there(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site(SITE)
    git(tmp_path, "init", "-q")
    code, said = run(root, "drift", "--since", "v9")
    assert code == 2
    assert 'git knows no content at "v9"' in said
    assert "name a commit, a tag or a branch" in said


def test_an_answer_of_several_languages_is_named_with_its_own(make_site: MakeSite) -> None:
    root = make_site({**SITE, "p/de/summary.md": SUMMARY, "p/de/policy.md": POLICY})
    run(root, "confirm", "--accept-best")
    (root / "content/p/de/policy.md").write_text(POLICY.replace("with nobody", "with our partners"), encoding="utf-8")
    (finding,) = [finding for finding in check(root).findings if finding.rule == "answer-stale"]
    assert finding.todo.endswith("largeprint confirm p/de#share")
