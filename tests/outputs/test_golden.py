"""A small site, whole, as it was built before. A change shows as a diff; GOLDEN=rewrite takes it over."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from largeprint.layers.occasion import Occasion
from largeprint.pipeline import build, check
from tests.conftest import MakeSite

GOLDEN = Path(__file__).parents[1] / "golden"

FILES = {
    "index.md": "# Our policies\n\nShort answers first.\n",
    "site.yml": "name: Our policies\naddress: https://example.org/\n",
    "p/policy.yml": "publisher: Example Ltd, Exampletown\nbinding: en\neffective: 2026-01-31\nchanged: 2026-01-15\n"
    "contact: privacy@example.org\ndemonstration: An example.\n",
    "p/en/summary.md": """# Privacy

Two answers.

### What do you need? {#provide}

A name, and [what you do](#pp_how). [More...](#pp_what)

| What | A name |
| --- | --- |
| Why | [To greet you](#pp_how) |
| Note | It may be invented |

[Write to us](mailto:privacy@example.org) [Leave](https://example.org/leave)

asks: Must I give my name?

### Is that all? {#all}

It is.

- First
- Second

[More...](#pp_how)
""",
    "p/en/policy.md": """# The whole text {#whole}

## What we need {#pp_what}

We need a name.[^1] 7 < 8 & more.

[^1]: Any name.

<a id="old_how"></a>
## How we use it {#pp_how}

| When | For |
| :--- | ---: |
| Now | Greeting |

3. three
4. four

### Clauses

We may

(a) greet you;

(b) thank you.
""",
    "p/ar/summary.md": "# الخصوصية\n\n## ماذا نحتاج؟ {#provide}\n\nاسم. [المزيد](#pp_what)\n",
    "p/ar/policy.md": "# النص\n\n## ما نحتاج {#pp_what}\n\nنحتاج اسما.\n",
}


@pytest.mark.parametrize("path", ["index.html", "p/index.html", "p/ar/index.html"])
def test_the_page_is_what_it_was(path: str, make_site: MakeSite) -> None:
    built = next(file for file in build(check(make_site(dict(FILES))), Occasion()) if file.path == path)
    # Style and script, and their digests, change by themselves; they have tests of their own.
    text = re.sub(r"(assets/reader)\.[0-9a-f]{8}", r"\1", built.data.decode("utf-8"))
    text = re.sub(r"(?<=<style>).+?(?=</style>)|(?<=<script>).+?(?=</script>)", "", text, flags=re.DOTALL)
    text = re.sub(r"(?<=sha256-)[\w+/]{43}=", "", text)
    golden = GOLDEN / path.replace("/", "-")
    if os.environ.get("GOLDEN") == "rewrite":
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")
