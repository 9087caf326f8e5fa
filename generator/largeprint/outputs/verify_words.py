"""The words that the script of ``verify.html`` puts together. What it fills in itself stays in braces."""

from __future__ import annotations

from largeprint.outputs.catalogue import catalogue
from largeprint.outputs.templates import template_root


def words(day: str) -> dict[str, str]:
    """Every sentence by its key in the script. ``day`` is the one as of which the site was published."""
    t = catalogue(template_root() / "messages", "en")
    n, code, name, role, when = "{n}", "{code}", "{name}", "{role}", "{day}"
    return {
        "all": t("verify.all"),
        "by": t("verify.by"),
        "by-text": t("verify.by-text"),
        "code": t("foot.code"),
        "coded": t("verify.coded", code=code),
        "coded-other": t("verify.coded-other", code=code),
        "elsewhere": t("verify.elsewhere"),
        "empty": t("verify.empty"),
        "folder-changed": t("verify.folder.changed"),
        "folder-cut": t("verify.folder.cut", n=n),
        "folder-gone": t("verify.folder.gone"),
        "folder-more": t("verify.folder.more"),
        "folder-moved": t("verify.folder.moved"),
        "folder-part": t("verify.folder.part", day=day),
        "folder-whole": t("verify.folder.whole", day=day),
        "how-asserted": t("receipt.how.asserted"),
        "how-returned": t("receipt.how.returned"),
        "how-ssh": t("receipt.how.ssh"),
        "kept": t("verify.kept", name=name, role=role, day=when, n=n, code=code),
        "kept-what": t("verify.kept.what"),
        "language": t("verify.language"),
        "large": t("verify.large", most="{most}"),
        "looked": t("verify.looked", n=n, states="{states}"),
        "looking": t("verify.looking", file="{file}"),
        "manifest": t("verify.manifest", day=day),
        "manifest-broken": t("verify.manifest.broken"),
        "manifest-changed": t("verify.manifest.changed", day=day),
        "manifest-other": t("verify.manifest.other", day=day),
        "manifest-version": t("verify.manifest.version"),
        "more": t("verify.more", n=n),
        "nobody": t("verify.nobody"),
        "not-kept": t("verify.not-kept"),
        "packet": t("verify.packet"),
        "packet-other": t("verify.packet.other", policy="{policy}", language="{language}", code=code),
        "packet-shared": t("verify.packet.shared", n=n, all="{all}", day=when),
        "parts": t("verify.parts"),
        "parts-nobody": t("verify.parts.nobody"),
        "pdf": t("verify.pdf"),
        "person": t("verify.person", role=role, day=when),
        "policy": t("verify.policy"),
        "receipt": t("verify.receipt"),
        "receipt-other": t("verify.receipt.other", n=n),
        "release": t("verify.release"),
        "release-past": t("verify.release.past", day=when),
        "release-shown": t("verify.release.shown", day=when),
        "same": t("verify.same", path="{path}", day=day),
        "state-care": t("verify.state.care"),
        "state-not-read": t("verify.state.not-read"),
        "state-same": t("verify.state.same"),
        "state-unknown": t("verify.state.unknown"),
        "unknown": t("verify.unknown"),
        "unreadable": t("verify.unreadable"),
        "whole": t("verify.whole"),
        "word": t("verify.word"),
        "working": t("verify.working"),
        "zip-broken": t("verify.zip.broken"),
        "zip-cannot": t("verify.zip.cannot"),
        "zip-large": t("verify.zip.large"),
    }
