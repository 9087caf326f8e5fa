"""Where the author's sentence model lies: a folder, or an installed package that holds one. Nothing is downloaded.

Of a package the folder is looked up, and none of its code is run.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from largeprint.hosts.bert import SentenceModel
from largeprint.model.finding import BusyError, UseError

FILES = ("config.json", "model.safetensors", "tokenizer.json")
"""What a folder has to hold."""


def model_of(name: str) -> SentenceModel:
    """The model in the folder ``name``, or in the package of that name.

    Raises ``UseError`` where there is none of a form that can be read, ``BusyError`` without the extra ``semantic``.
    """
    folder = folder_of(name)
    if folder is None:
        message = f'"{name}" is no folder with {", ".join(FILES)}, and no installed package that holds one.'
        raise UseError(message, "see how to get a model in the manual, under confirm; or leave --model out")
    try:
        return SentenceModel(folder)
    except ImportError as error:
        message = f'A model needs the extra "semantic", and {error.name or "a part of it"} is not installed.'
        todo = 'install Large Print with it, pip install "FOLDER[semantic]", or leave --model out'
        raise BusyError(message, todo) from None
    except Exception as error:  # whatever the readers of its three files raise; each has its own kinds
        message = f"The model in {folder} cannot be used: {' '.join(str(error).split()) or type(error).__name__}."
        raise UseError(message, "name another with --model, or leave it out") from None


def folder_of(name: str) -> Path | None:
    """The folder that holds a model's files, or None."""
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder if _holds_model(folder) else None
    package = name.replace("-", "_")
    spec = find_spec(package) if package.isidentifier() else None
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for found in sorted(Path(place).rglob(FILES[1])):
            if _holds_model(found.parent):
                return found.parent
    return None


def _holds_model(folder: Path) -> bool:
    return all((folder / file).is_file() for file in FILES)
