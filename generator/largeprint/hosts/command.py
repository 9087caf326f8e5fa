"""What holds for every command: on which site it works, and how it ends, in plain words and one line ``Next:``."""

from __future__ import annotations

import gc
import io
import os
import shlex
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from largeprint.hosts.where import named_from
from largeprint.model.finding import BusyError, InputError, UseError

DAY = click.DateTime(["%Y-%m-%d"])
"""A day as people give it to a command."""

Command = TypeVar("Command", bound=Callable[..., Any])


def briefly(command: Command) -> Command:
    """A command that ends soon: what it makes has no circles, and looking for some would take a fifth of its time."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        gc.disable()
        try:
            return command(*args, **kwargs)
        finally:
            gc.enable()

    return run  # type: ignore[return-value]


class Commands(click.Group):
    """Ends every failure in plain words and one line ``Next:``; no traceback reaches a person."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a sign, or a file name that is no text
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            result = super().main(*args, **kwargs)
            sys.exit(result if isinstance(result, int) else 0)
        except InputError as error:
            _fail(2, f"{error.place}  error\n    {error.message}", error.todo)
        except UseError as error:
            _fail(2, error.message, error.todo)
        except BusyError as error:
            _fail(3, error.message, error.todo)
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "largeprint"
            _fail(2, error.format_message(), f"{command} --help")
        except click.exceptions.Exit as error:
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            _fail(130, "Stopped.", "run it again when you like; no file is half written")
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except OSError as error:
            where = f": {error.filename}" if error.filename else ""
            _fail(3, f"The system refused: {error.strerror or error}{where}.", "mend that, then run it again")
        except Exception as error:
            if os.environ.get("LARGEPRINT_DEBUG"):
                raise
            message = f"Large Print itself has failed: {type(error).__name__}: {error}"
            _fail(3, message, "run it again with LARGEPRINT_DEBUG=1, and report what it prints")


def _fail(code: int, message: str, todo: str) -> None:
    click.echo(message, err=True)
    click.echo(f"Next: {todo[0].lower() + todo[1:] if todo[:1].isupper() and todo[1:2].islower() else todo}", err=True)
    sys.exit(code)


def asked_folder() -> str:
    """The site's folder as the running command was told it, for a command that is to follow; "" for this folder."""
    context = click.get_current_context(silent=True)
    directory = (context.params.get("directory") or context.obj) if context else None
    return f" -C {shlex.quote(str(directory))}" if directory else ""


def on_site(command: Command) -> Command:
    """Gives a command ``-C DIR`` and the site's folder, after any other command's unfinished business is settled.

    What it is narrowed to, its argument WHAT, is given as the site names it.
    """

    @click.option("-C", "directory", type=click.Path(path_type=Path), help="The site's folder (default: this one).")
    @wraps(command)
    def here(directory: Path | None, **kwargs: Any) -> Any:
        from largeprint.commit import recover_sources

        root = directory or click.get_current_context().obj or Path()
        if not root.is_dir():
            raise UseError(f"There is no folder {root}.", "name the site's folder with -C DIR")
        root = root.resolve()
        if (root / "content").is_dir():
            recover_sources(root)
        if "what" in kwargs:
            kwargs["what"] = tuple(named_from(root, word, Path.cwd()) for word in kwargs["what"])
        return command(root, **kwargs)

    return here  # type: ignore[return-value]
