"""Images: only what is one, and what cannot act."""

from __future__ import annotations

import pytest

from largeprint.pipeline import check
from tests.conftest import MakeSite

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.png", PNG, ""),
        ("a.svg", SVG, ""),
        ("a.png", b"no picture", "is not what its ending .png says"),
        ("a.svg", b"no drawing", "is no SVG drawing"),
        ("a.svg", SVG.replace(b"></svg>", b"><script>alert(1)</script></svg>"), "which could act"),
        ("a.svg", SVG.replace(b"></svg>", b' onload="alert(1)"></svg>'), "which could act"),
    ],
)
def test_an_image_is_looked_at_before_it_is_shown(make_site: MakeSite, name: str, data: bytes, said: str) -> None:
    text = f"## S {{#pp_what}}\n\nText ![a]({'images/' + name})\n"
    checked = check(make_site({"p/en/policy.md": text, f"p/en/images/{name}": data}))
    (edition,) = checked.site.policies[0].editions
    messages = [finding.message for finding in checked.findings if finding.rule == "markup-unsafe"]
    assert [said in message for message in messages] == ([True] if said else [])
    assert [address for address, _ in edition.assets] == ([] if said else [f"images/{name}"])


@pytest.mark.parametrize(
    ("there", "named", "said"),
    [
        ("a.png", "images/A.png", '"a.png" is there'),
        ("u\u0308ber.png", "images/\u00fcber.png", '"u\u0308ber.png" is there'),  # as a Mac writes it, as others do
        ("a.png", "images\\a.png", 'write "images/a.png"'),
        ("a.png", "images/b.png", "Put the file at content/p/en/images/b.png"),
    ],
)
def test_an_image_that_is_there_under_nearly_its_name(make_site: MakeSite, there: str, named: str, said: str) -> None:
    files = {"p/en/policy.md": f"## S {{#pp_what}}\n\nText ![a](<{named}>)\n", f"p/en/images/{there}": PNG}
    (finding,) = [each for each in check(make_site(files)).findings if each.rule == "link-dead"]
    assert said in finding.todo
