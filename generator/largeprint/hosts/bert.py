"""A sentence model in a folder, run on this machine's processor: what two sentences mean, as numbers to compare.

The form is the common one of models of the kind BERT (``config.json``, ``model.safetensors``, ``tokenizer.json``): word
vectors, layers of attention, the mean of what comes out. It is computed here with numpy, by Devlin, Chang, Lee,
Toutanova: BERT, 2019, since a framework that does the same weighs ten times as much as the model. Files are read, and
nothing else: no code of a model is run, and no address is asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_MOST_PIECES = 256
"""What is longer is cut: sentences and rows of tables are not."""

_BATCH = 32
"""Sentences of about one length are computed together."""

Array = Any
"""An array of numpy, which need not be there for this module to be read."""


class SentenceModel:
    """Sentences as vectors, each computed once. Deterministic on one machine; elsewhere the last digits may differ."""

    def __init__(self, folder: Path) -> None:
        """Reads the folder. Raises ``ImportError`` without the extra ``semantic``; for a folder that is not of this
        form ``ValueError``, or whatever its readers raise for a broken file."""
        import numpy
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        self._np = numpy
        self.languages = languages_of(folder)
        self._config = _json(folder / "config.json")
        if self._config.get("model_type") != "bert" or self._config.get("hidden_act") != "gelu":
            raise ValueError("config.json is not that of a model of the kind BERT")
        pooling = folder / "1_Pooling" / "config.json"
        self._first_only = pooling.is_file() and bool(_json(pooling).get("pooling_mode_cls_token"))
        self._weights: Mapping[str, Array] = {
            name.removeprefix("bert."): values.astype(numpy.float32)
            for name, values in load_file(folder / "model.safetensors").items()
        }
        self._tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
        if self._tokenizer.get_vocab_size() > len(self._embeddings("word_embeddings")):
            raise ValueError("tokenizer.json has more words than model.safetensors")
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(min(_MOST_PIECES, self._config["max_position_embeddings"]))
        self._known: dict[str, Array] = {}
        try:
            self._learn([""])  # a part that is missing shows here, and not in the midst of the author's work
        except KeyError as error:
            raise ValueError(f"{error} is missing") from None

    def likeness(self, claim: str, passages: Sequence[str]) -> tuple[float, ...]:
        """The cosine of ``claim`` and each passage, -1 to 1, in their order."""
        if not passages:
            return ()
        self._learn([claim, *passages])
        vectors = self._np.stack([self._known[passage] for passage in passages])
        return tuple(float(cosine) for cosine in vectors @ self._known[claim])

    def _learn(self, texts: Sequence[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        pieces = {text: encoding.ids for text, encoding in zip(new, self._tokenizer.encode_batch(new), strict=True)}
        new.sort(key=lambda text: len(pieces[text]))
        for at in range(0, len(new), _BATCH):
            batch = new[at : at + _BATCH]
            self._known.update(zip(batch, self._vectors([pieces[text] for text in batch]), strict=True))

    def _vectors(self, sentences: Sequence[Sequence[int]]) -> Iterator[Array]:
        """Vectors of length 1 of sentences in pieces, by their numbers; 0 for one without a piece."""
        np = self._np
        longest = max(1, *map(len, sentences))
        ids = np.array([[*pieces, *[0] * (longest - len(pieces))] for pieces in sentences], np.int64)
        there = np.array([[1.0] * len(pieces) + [0.0] * (longest - len(pieces)) for pieces in sentences], np.float32)
        hidden = self._embeddings("word_embeddings")[ids] + self._embeddings("position_embeddings")[:longest]
        hidden = self._normal(hidden + self._embeddings("token_type_embeddings")[0], "embeddings")
        unseen = (1 - there)[:, None, None, :] * np.float32(-1e9)
        for number in range(self._config["num_hidden_layers"]):
            hidden = self._layer(hidden, unseen, f"encoder.layer.{number}")
        pooled = hidden[:, 0] if self._first_only else (hidden * there[:, :, None]).sum(1)
        yield from pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), np.float32(1e-9))

    def _layer(self, hidden: Array, unseen: Array, name: str) -> Array:
        """Attention, then two linear steps with GELU between; each added to what went in, and normalised."""
        np = self._np
        sentences, pieces, width = hidden.shape
        heads = self._config["num_attention_heads"]
        query, key, value = (
            self._linear(hidden, f"{name}.attention.self.{part}")
            .reshape(sentences, pieces, heads, width // heads)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        seen = query @ key.transpose(0, 1, 3, 2) / np.float32((width // heads) ** 0.5) + unseen
        seen = np.exp(seen - seen.max(-1, keepdims=True))
        mixed = (seen / seen.sum(-1, keepdims=True)) @ value
        mixed = self._linear(mixed.transpose(0, 2, 1, 3).reshape(hidden.shape), f"{name}.attention.output.dense")
        hidden = self._normal(hidden + mixed, f"{name}.attention.output")
        inner = self._gelu(self._linear(hidden, f"{name}.intermediate.dense"))
        return self._normal(hidden + self._linear(inner, f"{name}.output.dense"), f"{name}.output")

    def _embeddings(self, name: str) -> Array:
        return self._weights[f"embeddings.{name}.weight"]

    def _linear(self, hidden: Array, name: str) -> Array:
        flat = hidden.reshape(-1, hidden.shape[-1]) @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return flat.reshape(*hidden.shape[:-1], -1)

    def _normal(self, hidden: Array, name: str) -> Array:
        centred = hidden - hidden.mean(-1, keepdims=True)
        spread = self._np.sqrt((centred * centred).mean(-1, keepdims=True) + self._config["layer_norm_eps"])
        return centred / spread * self._weights[f"{name}.LayerNorm.weight"] + self._weights[f"{name}.LayerNorm.bias"]

    def _gelu(self, values: Array) -> Array:
        """x times the share of a normal distribution below x; its error function by Abramowitz and Stegun, 7.1.26."""
        np = self._np
        size = np.abs(values) * np.float32(0.5**0.5)
        t = 1 / (1 + np.float32(0.3275911) * size)
        series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
        error = np.copysign(1 - series * np.exp(-size * size), values)
        return values * (1 + error) / 2


_LANGUAGES = re.compile(r"^languages?:(?P<named>[^\n]*\n(?:[ \t]*-[ \t]+[^\n]+\n)*)", re.MULTILINE)
_TAG = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")


def languages_of(folder: Path) -> frozenset[str]:
    """The languages that the model's ``README.md`` names in its head, as tags; English where it names none."""
    about = folder / "README.md"
    text = about.read_text("utf-8", errors="replace") if about.is_file() else ""
    head = text[3:].partition("\n---")[0] + "\n" if text.startswith("---") else ""
    found = _LANGUAGES.search(head)
    return frozenset(_TAG.findall(found["named"]) if found else ()) or frozenset(["en"])


def _json(path: Path) -> dict[str, Any]:
    value = json.loads(path.read_text("utf-8"))
    if not isinstance(value, dict):
        raise ValueError(f"{path.name} holds no keys")
    return value
