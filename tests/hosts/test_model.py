"""A sentence model at the author's desk: found, or refused in plain words, and of no influence but on an order."""

import json
import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from largeprint.hosts import confirm as confirming
from largeprint.hosts.bert import SentenceModel, languages_of
from largeprint.hosts.cli import main
from largeprint.hosts.modelfolder import FILES, folder_of
from tests.conftest import MakeSite
from tests.records.test_evidence import SITE
from tests.text.test_likeness import Told

CLAIM, BY_WORDS, BY_MEANING = "We need your name.", "We need your name to open an account.", "Nothing else is asked."


def run(root: Path, *words: str, model: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(main, [words[0], "-C", str(root), *words[1:]], env={"LARGEPRINT_MODEL": model or None})
    return result.exit_code, result.output


def candidates(root: Path, *words: str, model: str = "") -> list[str]:
    code, said = run(root, "confirm", "p#provide", "--json", *words, model=model)
    assert code == 0, said
    return [candidate["words"] for candidate in json.loads(said)[0]["claims"][0]["candidates"]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The models that were asked for; each prefers what has no word in common with the claim."""
    asked: list[str] = []

    def model_of(name: str) -> Told:
        asked.append(name)
        return Told({BY_MEANING: 1.0, BY_WORDS: 0.0})

    monkeypatch.setattr(confirming, "model_of", model_of)
    return asked


def test_a_model_changes_the_order_of_candidates(make_site: MakeSite, told: list[str]) -> None:
    root = make_site(SITE)
    assert candidates(root)[0] == BY_WORDS
    assert told == []
    assert candidates(root, "--model", "here")[:2] == [BY_MEANING, BY_WORDS]
    assert candidates(root, model="there")[0] == BY_MEANING
    assert told == ["here", "there"]


def test_it_changes_nothing_that_check_says(make_site: MakeSite) -> None:
    root = make_site(SITE)
    assert run(root, "check") == run(root, "check", model="no such model")


def test_it_does_not_touch_a_text_in_another_language(make_site: MakeSite, told: list[str]) -> None:
    root = make_site({path.replace("/en/", "/de/"): text for path, text in SITE.items()})
    assert candidates(root, "--model", "here") == candidates(root)


def said_of(root: Path, name: str) -> tuple[int, list[str]]:
    code, said = run(root, "confirm", "--json", "--model", name)
    return code, said.splitlines()


def test_what_is_no_model_is_refused(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site(SITE)
    for name in (str(tmp_path / "missing"), str(tmp_path), "no-such-package", "not a name", ".."):
        code, (message, todo) = said_of(root, name)
        assert code == 2
        assert message.startswith(f'"{name}" is no folder with config.json, model.safetensors, tokenizer.json')
        assert todo.startswith("Next: see how to get a model in the manual")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that looks like a model, and holds none."""
    made = tmp_path / "package" / "tiny_model" / "weights"
    made.mkdir(parents=True)
    for file in FILES:
        (made / file).write_text("{}")
    return made


def test_a_package_is_looked_into_and_not_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder.parent / "__init__.py").write_text("raise SystemExit('run')")
    monkeypatch.syspath_prepend(str(folder.parents[1]))
    assert folder_of("tiny-model") == folder
    assert folder_of(str(folder)) == folder
    assert "tiny_model" not in sys.modules


def test_without_the_extra_it_says_what_to_install(
    make_site: MakeSite, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    code, (message, todo) = said_of(make_site(SITE), str(folder))
    assert code == 3
    assert message == 'A model needs the extra "semantic", and numpy is not installed.'
    assert todo.startswith("Next: install Large Print with it")


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("", {"en"}),
        ("---\nlanguage: de\nlicense: mit\n---\n", {"de"}),
        ("---\nlanguage:\n- en\n- zh-Hans\ntags:\n- x\n---\n", {"en", "zh-Hans"}),
        ("---\nlanguage: [fr, pt-BR]\n---\n", {"fr", "pt-BR"}),
        ("---\nlicense: mit\n---\nlanguage: de\n", {"en"}),
    ],
)
def test_a_model_names_its_languages(tmp_path: Path, head: str, found: set[str]) -> None:
    (tmp_path / "README.md").write_text(head + "# A model\n")
    assert languages_of(tmp_path) == found


@pytest.fixture
def tiny(folder: Path) -> Path:
    """A model of two layers and sixteen words, its weights drawn by a fixed seed; without the extra there is none."""
    numpy = pytest.importorskip("numpy", reason='the extra "semantic" is not installed')
    save_file = pytest.importorskip("safetensors.numpy").save_file
    tokenizers = pytest.importorskip("tokenizers")
    words = "[PAD] [UNK] we keep logs for days name your need nothing else is asked sell data".split()
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel({w: n for n, w in enumerate(words)}, "[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {"model_type": "bert", "hidden_act": "gelu", "num_hidden_layers": 2, "num_attention_heads": 2}
    (folder / "config.json").write_text(json.dumps({**config, "max_position_embeddings": 8, "layer_norm_eps": 1e-12}))
    names = {"word_embeddings": 16, "position_embeddings": 8, "token_type_embeddings": 2}
    shapes: dict[str, tuple[int, ...]] = {f"embeddings.{name}.weight": (rows, 8) for name, rows in names.items()}
    norms = ["embeddings"]
    for layer in ("encoder.layer.0", "encoder.layer.1"):
        inner = [*(f"attention.self.{part}" for part in ("query", "key", "value")), "attention.output.dense"]
        for name, rows, columns in [
            *((each, 8, 8) for each in inner),
            ("intermediate.dense", 9, 8),
            ("output.dense", 8, 9),
        ]:
            shapes |= {f"{layer}.{name}.weight": (rows, columns), f"{layer}.{name}.bias": (rows,)}
        norms += [f"{layer}.attention.output", f"{layer}.output"]
    shapes |= {f"{name}.LayerNorm.{part}": (8,) for name in norms for part in ("weight", "bias")}
    drawn = numpy.random.default_rng(7)
    weights = {name: drawn.normal(scale=0.5, size=shape).astype("float32") for name, shape in shapes.items()}
    save_file(weights | {n: w + 1 for n, w in weights.items() if n.endswith("LayerNorm.weight")}, folder / FILES[1])
    return folder


def test_a_sentence_means_the_same_alone_and_among_longer_ones(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a model asks no address")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    short, long = "we keep logs", "we keep your name and data for days and sell nothing else"
    alone = SentenceModel(tiny).likeness("we need your name", [short])
    among = SentenceModel(tiny).likeness("we need your name", [long, short])
    assert among[1] == pytest.approx(alone[0], abs=1e-5)
    assert abs(among[0] - among[1]) > 1e-3
    assert SentenceModel(tiny).likeness(short, [short]) == (pytest.approx(1.0),)
    assert SentenceModel(tiny).likeness(short, []) == ()
    assert SentenceModel(tiny).likeness(short, [""]) == (0.0,)


def test_another_kind_of_model_is_refused(tiny: Path, make_site: MakeSite) -> None:
    (tiny / "config.json").write_text('{"model_type": "t5"}')
    code, (message, todo) = said_of(make_site(SITE), str(tiny))
    assert code == 2
    assert message.endswith("cannot be used: config.json is not that of a model of the kind BERT.")
    assert todo == "Next: name another with --model, or leave it out"


def test_a_part_that_is_missing_shows_at_once(tiny: Path, make_site: MakeSite) -> None:
    config = json.loads((tiny / "config.json").read_text())
    (tiny / "config.json").write_text(json.dumps(config | {"num_hidden_layers": 3}))
    code, (message, _) = said_of(make_site(SITE), str(tiny))
    assert code == 2
    assert message.endswith("cannot be used: 'encoder.layer.2.attention.self.query.weight' is missing.")


def test_broken_weights_are_told_in_one_line(tiny: Path, make_site: MakeSite) -> None:
    (tiny / FILES[1]).write_bytes(b"\xff" * 20)
    code, (message, _) = said_of(make_site(SITE), str(tiny))
    assert code == 2
    assert "cannot be used" in message
