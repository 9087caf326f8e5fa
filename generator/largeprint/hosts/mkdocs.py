"""The MkDocs plugin: hands the core's finished files to MkDocs, beside a team's ordinary pages.

Findings go into MkDocs' log: errors as errors, so that ``mkdocs build --strict`` fails; warnings as information, as a
gate does not close for them; notes only with ``--verbose``. A build is made aside, and exchanged for the old site when
all of it has gone well. ``mkdocs serve`` keeps its own folder, and no page has a Content-Security-Policy there: it
would block the script that reloads the page.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import click
from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File as Source
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from largeprint.check.manual import rules_page
from largeprint.commit import publish, recover_sources
from largeprint.layers.occasion import Occasion
from largeprint.memory import Memory
from largeprint.model.finding import BusyError, InputError, Severity, UseError
from largeprint.model.policy import Site
from largeprint.outputs import fresh, material
from largeprint.outputs.registry import File, make_files
from largeprint.outputs.templates import template_root
from largeprint.pipeline import build, check, laid_out

_log = get_plugin_logger(__name__)
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.INFO, Severity.NOTE: logging.DEBUG}


class Settings(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in ``mkdocs.yml``."""

    skin = Choice(("reader", "material"), default="reader")
    """Whose page the policies have: our own, or Material's with our text in it."""

    rules = Type(str, default="")
    """Where the manual of the rules goes, such as ``guide/rules.md``; "" for nowhere."""


class LargePrintPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """One object for all builds of a ``mkdocs serve``."""

    def __init__(self) -> None:
        self._serving = False
        self._goes_aside = False
        self._aside: tuple[MkDocsConfig, Path, Path] | None = None  # where MkDocs was sent, and where the site belongs
        self._whole = False
        self._pages: dict[str, material.MaterialPage] = {}
        self._memory: Memory | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learns which command runs. ``mkdocs serve --clean`` says that it builds; click knows better."""
        context = click.get_current_context(silent=True)
        self._serving = command == "serve" or (context is not None and context.command.name == "serve")
        self._goes_aside = not self._serving
        self._memory = Memory() if self._serving else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Sends MkDocs aside, and Material to our few templates."""
        if Path(config.docs_dir).name != "content":
            raise Abort('Large Print reads the folder "content".\nNext: write "docs_dir: content" in mkdocs.yml')
        if self._serving:  # somebody may be working on them
            fresh.forget()
            material.style.cache_clear()
        if config.theme.name == "material":  # behind a team's own custom_dir, before Material's own templates
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(template_root() / "material"))
            if "material/privacy" not in config.plugins:  # which keeps fonts on the site; else each reader asks Google
                config.theme["font"] = False
        elif self.config.skin == "material":
            message = f'"skin: material" needs the theme material; here it is {config.theme.name}.'
            raise Abort(f'{message}\nNext: write "skin: reader", or "name: material" under "theme"')
        if self.config.skin == "material":
            config.extra_css.append(material.style().path)
        if self._goes_aside:
            folder = Path(tempfile.mkdtemp(prefix="largeprint-"))
            self._aside = (config, folder, Path(config.site_dir))
            config.site_dir = str(folder)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Takes the sources of policies out, and puts the finished files in."""
        root = Path(config.docs_dir).parent
        with _plainly():
            recover_sources(root)
            checked = check(root, self._memory)
            if not checked.texts:
                raise UseError("There is no policy to build.", "write content/POLICY/en/summary.md and policy.md")
            self._pages = {}
            if self.config.skin == "material":
                publication = laid_out(checked, Occasion(), self._memory)
                made = tuple(make_files(publication, material.outputs()))
                self._pages = {page.source: page for page in material.pages(publication)}
            else:
                made = tuple(build(checked, Occasion(), self._memory))
        for found in checked.findings:
            _log.log(_LEVELS[found.severity], "%s %s: %s %s", found.place, found.rule, found.message, found.todo)
        ours = {file.path for file in made} | {page.path for page in self._pages.values()}
        _withhold(files, checked.site, Path(config.docs_dir), ours)
        for file in made:
            _add(files, config, file.path, material.without_policy(file).data if self._serving else file.data)
        for page in self._pages.values():  # the second, which the page replaces, is what nav and links find by its name
            _add(files, config, page.source, b"")
            _add(files, config, page.path, b"")
        config.nav = _renamed(config.nav, {page.path: page.source for page in self._pages.values()})
        config.theme.static_templates.difference_update(file.path for file in made)
        if self.config.rules and files.get_file_from_path(self.config.rules) is None:
            _add(files, config, self.config.rules, rules_page().encode("utf-8"))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Names a policy's page."""
        if policy := self._pages.get(page.file.src_uri):
            page.meta.update(title=policy.title, description=policy.description, robots=policy.robots)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Puts a policy's text into its page, and its contents beside it."""
        if policy := self._pages.get(page.file.src_uri):
            page.toc = get_toc(policy.contents)  # type: ignore[arg-type]
            return policy.html
        return html

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Says in MkDocs' own pages what they may do; after all other plugins, whose scripts it has to see."""
        return output if self._serving else material.with_policy(output)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same in pages of the theme, such as that of errors."""
        return output_content if self._serving else material.with_policy(output_content)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Everything is written."""
        self._whole = True

    def on_build_error(self, *, error: Exception) -> None:
        """Something failed, or ``--strict`` found an error: the old site stays."""
        self._whole = False

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Has our templates watched; MkDocs watches ``content/``."""
        server.watch(str(template_root()))
        return server

    def on_shutdown(self) -> None:
        """Exchanges what was built for the old site."""
        if self._aside is None:
            return
        (config, folder, site), self._aside = self._aside, None
        config.site_dir = str(site)  # ``mkdocs gh-deploy`` takes the site from there
        try:
            if self._whole:
                with _plainly():
                    _, changed = publish(site, _files_in(folder))
                _log.info("the site is in %s, %d of its files new or changed", site, changed)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _plainly() -> Iterator[None]:
    """Ends the build with one message where the core cannot go on."""
    try:
        yield
    except (InputError, UseError, BusyError) as error:
        place = f"{error.place}: " if isinstance(error, InputError) else ""
        raise Abort(f"{place}{error.message}\nNext: {error.todo}") from None
    except OSError as error:
        raise Abort(f"The system refused: {error}.\nNext: mend that, then build again") from None


def _withhold(files: Files, site: Site, content: Path, taken: set[str]) -> None:
    """Takes out what MkDocs must not publish: the sources, and whatever would be written over a page of ours."""
    policies = {policy.id for policy in site.policies}
    for source in list(files):
        real = Path(source.abs_src_path or "").resolve()
        parts = real.relative_to(content.resolve()).parts if real.is_relative_to(content.resolve()) else ()
        settings = len(parts) == 1 and (parts[0] == "index.md" or real.suffix in (".yml", ".yaml"))
        if settings or (parts and parts[0] in policies):
            files.remove(source)
        elif source.dest_uri in taken:
            files.remove(source)
            _log.warning("content/%s is left out: %s is a page of ours", source.src_uri, source.dest_uri)


def _add(files: Files, config: MkDocsConfig, name: str, data: bytes) -> None:
    files.append(Source.generated(config, name, content=data, inclusion=InclusionLevel.INCLUDED))


def _renamed(nav: Any, names: dict[str, str]) -> Any:
    if isinstance(nav, dict):
        return {title: _renamed(entry, names) for title, entry in nav.items()}
    return [_renamed(entry, names) for entry in nav] if isinstance(nav, list) else names.get(nav, nav)


def _files_in(folder: Path) -> Iterable[File]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield File(path.relative_to(folder).as_posix(), path.read_bytes())
