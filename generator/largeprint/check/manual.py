"""The manual pages of the rules, made from their docstrings: one for ``--explain``, and all of them as Markdown."""

from __future__ import annotations

from largeprint.check.registry import RULES, Freedom, Rule
from largeprint.model.finding import Severity

_GROUPS = {
    Severity.ERROR: ("Errors", "What breaks a promise to readers. `check` and `build` end with exit code 1."),
    Severity.WARNING: ("Warnings", "What readers would stumble over. They fail with `--strict`."),
    Severity.NOTE: ("Notes", "Advice. It never fails."),
}


def explained(rule: Rule) -> str:
    """A rule's page as plain text: id and severity, what it finds, why it matters, what to do, how to set it aside."""
    return f"{rule.id} ({rule.severity})\n\n{rule.manual.replace('``', '`')}\n\n{_ways(rule)}"


def rules_page() -> str:
    """The manual page ``rules.md`` with all rules, the gravest first. Each has its id as its anchor."""
    parts = [
        "# Rules",
        "Every finding names its rule. `largeprint check --explain RULE` prints what stands here. "
        "A site raises and lowers rules, and sets findings aside, in its `site.yml`.",
    ]
    for severity, (title, words) in _GROUPS.items():
        rules = sorted((rule for rule in RULES.values() if rule.severity is severity), key=lambda rule: rule.id)
        if rules:
            parts += [f"## {title}", words]
            parts += [part for rule in rules for part in (f"### {rule.id} {{#{rule.id}}}", _page(rule))]
    return "\n\n".join(parts) + "\n"


def _page(rule: Rule) -> str:
    text = rule.manual.replace("``", "`")
    for label in ("Why it matters", "What to do"):
        text = text.replace(f"\n\n{label}:", f"\n\n**{label}:**")
    ways = _ways(rule).replace("\n    ", "\n\n    ", 1)
    return f"{text.replace('Set it aside', '**Set it aside**')}\n\n{ways.rstrip()}"


def _ways(rule: Rule) -> str:
    """How ``site.yml`` sets a rule aside, lowers or raises it. An indented block is YAML, in text and in Markdown."""
    if rule.freedom is Freedom.FIXED:
        return "It can neither be lowered nor set aside.\n"
    entry = f'    aside:\n      - {{rule: {rule.id}, at: "POLICY#ID", because: "One written reason."}}\n'
    at = "In `site.yml`, at a policy, a language, a question or a section (`wechat`, `wechat/en`, `wechat#pp_how`):\n"
    if rule.freedom is Freedom.ASIDE:
        return f"It cannot be lowered.\n{at}{entry}"
    other = "warning" if rule.severity is not Severity.WARNING else "error"
    return f"{at}{entry}    rules:\n      {rule.id}: {other}  # for the whole site: error, warning or note\n"
