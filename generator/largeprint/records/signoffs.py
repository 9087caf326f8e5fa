"""``signoffs/SIGNER.jsonl``: one chain a signer. Lines are added, and never changed: each names the one before it.

``signoffs/heads.txt`` beside them holds the digest of the newest line of every chain, a line each, in the form of
``sha256sum``: without it nothing would tell that the last lines of a chain were taken away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from largeprint.model.digest import byte_digest
from largeprint.model.finding import Fault
from largeprint.model.ids import derive
from largeprint.model.policy import Policy
from largeprint.model.signoff import SIGNOFFS, How, SignOff, Unit
from largeprint.model.source import Place

_KEYS = {
    "policy", "language", "unit", "words", "bytes", "role", "name", "at", "how", "code", "before", "others", "file",
    "signature",
}  # fmt: skip
_TODO = "Take the file from its last good state (git checkout); approvals are added, and never changed."
_TODO_FILE = "Take the Word file beside it from its last good state (git checkout), or ask for the approval anew."


HEADS = "heads.txt"


@dataclass(frozen=True, slots=True)
class Chain:
    """The sign-offs of one signer, in their order; ``heads`` is the digest of each line, the newest last."""

    path: str
    lines: tuple[SignOff, ...]
    heads: tuple[str, ...]

    @property
    def head(self) -> str:
        """The digest of the newest line; "" for an empty chain."""
        return self.heads[-1] if self.heads else ""


def file_of(name: str) -> str:
    """The file of a signer's chain, by the name that they sign with."""
    return f"{derive(name) or 'signer'}.jsonl"


def returned_file(digest: str) -> str:
    """The file in which a packet that came back is kept, by the digest of its bytes."""
    return f"{digest}.docx"


def chains_of(policy: Policy) -> tuple[tuple[Chain, ...], tuple[Fault, ...]]:
    """The chains of a policy that are whole, and what is wrong with the others, of which nothing counts."""
    chains, faults = [], []
    for path, data in policy.signoffs:
        if path.endswith(f"/{HEADS}"):
            continue
        chain, fault = _read(path, data, policy.id)
        if fault is None:
            chains.append(chain)
        else:
            faults.append(fault)
    known = {head for chain in chains for head in chain.heads}
    for chain in chains:
        for number, line in enumerate(chain.lines, start=1):
            if line.how is How.RETURNED and line.file not in policy.returned:
                message = "The file that this approval came back in is gone, or was changed."
                faults.append(Fault("record-broken", Place(chain.path, number), message, _TODO_FILE))
                break
            if any(head not in known for head in line.others):
                message = "An approval that stood in another chain when this one was given is gone."
                faults.append(Fault("record-broken", Place(chain.path, number), message, _TODO))
                break
    told = {fault.place.path for fault in faults}
    return tuple(chains), (*faults, *(fault for fault in _of_heads(policy, chains) if fault.place.path not in told))


def _of_heads(policy: Policy, chains: Sequence[Chain]) -> Iterator[Fault]:
    """Where the newest lines are not those that ``heads.txt`` names."""
    path, data = next((pair for pair in policy.signoffs if pair[0].endswith(f"/{HEADS}")), ("", b""))
    if not path and not chains:
        return
    place = Place(path or chains[0].path)
    heads = {chain.path.rsplit("/", 1)[-1]: chain.head for chain in chains}
    if data == _heads(heads):
        return
    named = dict(row.split("  ", 1)[::-1] for row in data.decode("utf-8", "replace").splitlines() if "  " in row)
    wrong = sorted(name for name in {*heads, *named} if heads.get(name) != named.get(name))
    if not wrong:
        yield Fault("record-broken", place, f"{HEADS} is not as it was written.", _TODO)
    for name in wrong:
        message = f"The newest approvals in {name} are not those that {HEADS} names: some are gone, or were put in."
        yield Fault("record-broken", Place(f"{place.path.rsplit('/', 1)[0]}/{name}"), message, _TODO)


def _heads(heads: Mapping[str, str]) -> bytes:
    return "".join(f"{head}  {name}\n" for name, head in sorted(heads.items())).encode("utf-8")


@lru_cache(256)
def _read(path: str, data: bytes, policy: str) -> tuple[Chain, Fault | None]:
    lines: list[SignOff] = []
    heads: list[str] = []
    rows = data.split(b"\n")
    if rows.pop() != b"":
        return _broken(path, len(rows) + 1, "The last line is cut.")
    for number, row in enumerate(rows, start=1):
        try:
            value = json.loads(row)
            signoff = _signoff(value)
            same = write_line(signoff) == row + b"\n"
        except (ValueError, TypeError, KeyError, AttributeError):
            return _broken(path, number, "This line is not as an approval is written.")
        if not same:
            return _broken(path, number, "This line is not as an approval is written.")
        if signoff.before != (heads[-1] if heads else ""):
            return _broken(path, number, "The line before this one was changed, taken out, or put in later.")
        if signoff.unit.policy != policy:
            return _broken(path, number, f'This approval is of the policy "{signoff.unit.policy}".')
        if path.rsplit("/", 1)[-1] != file_of(signoff.name):
            return _broken(path, number, f'This approval is by "{signoff.name}", in the file of somebody else.')
        lines.append(signoff)
        heads.append(byte_digest(row))
    return Chain(path, tuple(lines), tuple(heads)), None


def _broken(path: str, line: int, message: str) -> tuple[Chain, Fault]:
    return Chain(path, (), ()), Fault("record-broken", Place(path, line), message, _TODO)


def _signoff(value: Mapping[str, Any]) -> SignOff:
    if set(value) != _KEYS or not all(isinstance(each, str) for key, each in value.items() if key != "others"):
        raise ValueError("other keys")
    others = value["others"]
    if not isinstance(others, list) or not all(isinstance(each, str) for each in others):
        raise ValueError("others")
    unit = Unit(value["policy"], value["language"], value["unit"], value["words"], value["bytes"])
    given = {name: value[name] for name in ("role", "name", "at", "code", "before", "file", "signature")}
    return SignOff(unit, how=How(value["how"]), others=tuple(others), **given)


def _value(signoff: SignOff) -> dict[str, Any]:
    unit = signoff.unit
    return {
        "policy": unit.policy,
        "language": unit.language,
        "unit": unit.id,
        "words": unit.words,
        "bytes": unit.bytes,
        "role": signoff.role,
        "name": signoff.name,
        "at": signoff.at,
        "how": str(signoff.how),
        "code": signoff.code,
        "before": signoff.before,
        "others": list(signoff.others),
        "file": signoff.file,
        "signature": signoff.signature,
    }


def write_line(signoff: SignOff) -> bytes:
    """A line of a chain: canonical JSON (sorted keys, no blanks, UTF-8) and a line end."""
    text = json.dumps(_value(signoff), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8") + b"\n"


def signed_bytes(signoff: SignOff) -> bytes:
    """What a key signs: the line without its signature."""
    return write_line(replace(signoff, signature=""))


def added(
    policy: Policy, signoffs: Iterable[SignOff], sign: Callable[[bytes], str] | None = None
) -> tuple[Policy, Chain]:
    """The policy with further lines in the chain of a signer, and that chain. All are of one name.

    ``before`` and ``others`` of the lines are set here; ``sign`` makes a signature of the bytes of a line.
    """
    wanted: Sequence[SignOff] = tuple(signoffs)
    chains, _ = chains_of(policy)
    folder = f"content/{policy.id}/{SIGNOFFS}"
    path = f"{folder}/{file_of(wanted[0].name)}"
    own = next((chain for chain in chains if chain.path == path), Chain(path, (), ()))
    others = tuple(sorted(chain.head for chain in chains if chain.path != path and chain.head))
    data = dict(policy.signoffs).get(path, b"")
    lines, heads = [*own.lines], [*own.heads]
    for signoff in wanted:
        line = replace(signoff, before=heads[-1] if heads else "", others=others)
        if sign is not None:
            line = replace(line, signature=sign(signed_bytes(line)))
        row = write_line(line)
        data, lines, heads = data + row, [*lines, line], [*heads, byte_digest(row[:-1])]
    newest = {chain.path.rsplit("/", 1)[-1]: chain.head for chain in chains} | {path.rsplit("/", 1)[-1]: heads[-1]}
    kept = {**dict(policy.signoffs), path: data, f"{folder}/{HEADS}": _heads(newest)}
    return replace(policy, signoffs=tuple(sorted(kept.items()))), Chain(path, tuple(lines), tuple(heads))


def changes_of(before: Policy, after: Policy) -> dict[str, tuple[bytes | None, bytes]]:
    """What has to be written for the chains of a policy: path -> (bytes of before, None for no file; bytes of now)."""
    old = dict(before.signoffs)
    return {path: (old.get(path), data) for path, data in after.signoffs if old.get(path) != data}
