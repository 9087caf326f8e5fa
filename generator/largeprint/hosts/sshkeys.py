"""SSH signatures, made and checked by the stock ``ssh-keygen -Y`` (OpenSSH 8.1 and newer) in a name space of ours."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from largeprint.model.finding import BusyError, UseError
from largeprint.model.signoff import How, SignOff
from largeprint.records.signoffs import signed_bytes, write_line

NAMESPACE = "largeprint"

ALLOWED = "allowed_signers"
"""The file in the site's folder, outside ``content/``, that says which key is whose: ssh-keygen(1), ALLOWED SIGNERS."""


def signer(key: Path) -> Callable[[bytes], str]:
    """Signs with a key. Raises ``UseError`` for one that cannot sign."""

    def sign(data: bytes) -> str:
        done = _ask("sign", "-q", "-f", str(key), "-n", NAMESPACE, given=data)
        if done.returncode:
            reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
            message = f"This key does not sign: {reason[-1] if reason else 'ssh-keygen did not say why'}."
            raise UseError(message, "name the key that goes with your entry in the allowed signers")
        return done.stdout.decode("ascii")

    return sign


def verifier(allowed: Path) -> Callable[[SignOff], bool]:
    """Says of a line whether its signature is by a key that is allowed for the one who signed.

    The principal in the file of allowed signers is the mail address in the name, or the name itself.
    """
    known: dict[bytes, bool] = {}

    def verify(line: SignOff) -> bool:
        if line.how is not How.SSH or not line.signature or not allowed.is_file():
            return False
        whole = write_line(line)
        if whole not in known:
            with tempfile.NamedTemporaryFile("w", suffix=".sig", encoding="utf-8") as signature:
                signature.write(line.signature)
                signature.flush()
                words = ("-f", str(allowed), "-I", line.person, "-n", NAMESPACE, "-s", signature.name)
                known[whole] = _ask("verify", "-q", *words, given=signed_bytes(line)).returncode == 0
        return known[whole]

    return verify


def _ask(what: str, *words: str, given: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", "-Y", what, *words], input=given, capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise BusyError("ssh-keygen is not installed here.", "Install OpenSSH, or sign without --ssh-key.") from None
