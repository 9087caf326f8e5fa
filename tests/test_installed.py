"""As people get it: the wheel, in an empty environment, in an empty folder. It does what the checkout does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import warnings
import zipfile
from pathlib import Path
from typing import NoReturn

import pytest

from largeprint.layers.occasion import Occasion
from largeprint.outputs.templates import template_root
from largeprint.pipeline import build, check

ROOT = Path(__file__).parents[1]


def _run(command: list[str | Path], folder: Path, *, bare: bool = False) -> subprocess.CompletedProcess[str]:
    """``bare``: with no variable set at all, as a cron job or a strange CI may start it."""
    environment = {} if bare else {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return subprocess.run(list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True)


def _done(command: list[str | Path], folder: Path, *, bare: bool = False) -> str:
    run = _run(command, folder, bare=bare)
    assert run.returncode == 0, f"{command}\n{run.stdout}\n{run.stderr}"
    return run.stdout


def _unreachable(why: str) -> NoReturn:
    message = f"NOT TRIED INSTALLED: the packages at their locked versions cannot be had: {why.strip()[-300:]}"
    if os.environ.get("CI"):
        pytest.fail(message)
    warnings.warn(message, stacklevel=1)
    pytest.skip(message)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("dist")
    _done([sys.executable, "-m", "hatchling", "build", "-d", folder], ROOT)
    return folder


@pytest.fixture(scope="session")
def environment(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, its extra for MkDocs, and what they need at the locked versions; nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", symlinks=True)
    locked = folder / "locked.txt"  # without digests: with them pip would want one for the wheel as well
    pins = re.findall(r"^[A-Za-z0-9._-]+==[^ \\\n]+(?: ; [^\\\n]+)?", (ROOT / "requirements.txt").read_text(), re.M)
    locked.write_text("\n".join(pins) + "\n")
    wheel = next(built.glob("*.whl"))
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", folder / "env" / "bin" / "python"]
    # Not compiled beforehand: most of what comes along is never imported here.
    run = _run([*pip, "install", "--quiet", "--no-compile", "--constraint", locked, f"{wheel}[mkdocs]"], folder)
    if re.search("connection|resolve|timed out|network", run.stderr, re.I) and "HTTP" in run.stderr:
        _unreachable(run.stderr)
    assert run.returncode == 0, run.stderr
    return folder / "env"


def _tree(folder: Path) -> dict[str, bytes]:
    """All files but the mark by which a build knows its own site again."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found.pop(".largeprint", None)
    return found


def test_a_new_site_is_built_as_the_checkout_builds_it(environment: Path, tmp_path: Path) -> None:
    program = environment / "bin" / "largeprint"
    _done([program, "new", "site"], tmp_path, bare=True)
    said = _done([program, "build"], tmp_path / "site", bare=True)
    assert "Wrote" in said
    expected = {file.path: file.data for file in build(check(tmp_path / "site"), Occasion(draft=True))}
    assert _tree(tmp_path / "site" / "site") == expected
    assert "privacy/index.html" in expected


def test_the_demonstration_too(environment: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    _run([environment / "bin" / "largeprint", "build"], tmp_path, bare=True)
    expected = {file.path: file.data for file in build(check(tmp_path), Occasion(draft=True))}
    assert _tree(tmp_path / "site") == expected


def test_it_is_the_installed_one_that_ran(environment: Path, tmp_path: Path) -> None:
    code = "import largeprint.outputs.templates as t; print(t.template_root())"
    used = Path(_done([environment / "bin" / "python", "-c", code], tmp_path, bare=True).strip())
    assert used.is_relative_to(environment.resolve())
    assert _tree(used) == _tree(template_root())


def test_mkdocs_with_the_plugin_gives_the_same_policies(environment: Path, tmp_path: Path) -> None:
    _done([environment / "bin" / "largeprint", "new", "site"], tmp_path, bare=True)
    site = tmp_path / "site"
    (site / "content" / "guide.md").write_text("# A guide\n\nWords.\n", "utf-8")
    (site / "mkdocs.yml").write_text(
        "site_name: Ours\ndocs_dir: content\nsite_dir: made\nplugins: [largeprint]\nnav: [guide.md]\n"
        "theme: {name: material, font: false}\nuse_directory_urls: false\n",
        "utf-8",
    )
    _done([environment / "bin" / "mkdocs", "build"], site, bare=True)
    made = _tree(site / "made")
    for file in build(check(site), Occasion(draft=True)):
        if file.path.startswith("privacy/"):
            assert made[file.path] == file.data, file.path
    assert b"A guide" in made["guide.html"]


def test_the_wheel_holds_the_package_and_the_templates_only(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = wheel.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"largeprint"}
    assert "largeprint/templates/reader/page.html" in names
    assert "largeprint/read/disclosures.yml" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_source_archive_holds_what_a_build_and_the_tests_need(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for needed in ("pyproject.toml", "LICENSE", "templates/reader/page.html", "content/site.yml", "tests/conftest.py"):
        assert needed in names
    assert not [name for name in names if "node_modules" in name or "__pycache__" in name]
