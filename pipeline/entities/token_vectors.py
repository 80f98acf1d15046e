"""The base model's vectors of tokens: worked out once for each word, in blocks that fit a processor's cache.

Half of the base model's time goes into the vectors that its tagger, parser and recogniser read. They are made
in two steps: an embedding of each token by itself (hashed features and a static vector; Miranda et al. 2022,
"Multi hash embeddings in spaCy"), and convolutions over its neighbours. The first depends on the word, its
norm and whether a blank follows, so it is kept for each such triple. The second is worked through some
hundred tokens of one text at a time instead of a whole batch, and multiplied by numpy's library, three times
as fast as the base model's. Each text by itself: that library's last bit hangs, but for processors with
AVX-512, on how many rows are multiplied and on which of them a row is, so that what is read of an article
would hang on those read with it. The numbers are the base model's but for rounding; but "national" as a
noun looks like "citizen" to the model (`nationals`), and "Rubén" like "Ruben" (`accents`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_limits

from pipeline.entities.accents import without_accents
from pipeline.entities.nationals import as_citizens

_KEPT = 32_000
"""So many words are kept at most: memory stays flat however much is read (12 MB for each table)."""
_BLOCK = 512
"""Tokens that are convolved at once; of 128 to 8,192 the fastest where 2 MiB of cache belong to a core."""
_BY_ITSELF = {"extract_features", "list2ragged", "ints-getitem", "hashembed", "static_vectors", "ragged2list"}
_BY_ITSELF |= {"maxout", "layernorm", "dropout"}
"""Layers of an embedding that look at one token at a time."""
_COLUMNS = {"ORTH", "NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"}
"""Features that follow from what a token is kept by."""
_CONVOLUTION = ["expand_window", "maxout", "layernorm", "dropout"]

type _Rows = np.ndarray
"""float32, one row for each token."""
type _Word = tuple[int, int, int]
"""Hash of the word, hash of its norm, whether a blank follows."""


def make_faster(nlp: Language) -> int:
    """Replace the embeddings and convolutions of a loaded model; return how many were.

    Models of another make, without weights, or on a GPU are left as they are. From then on numpy multiplies
    with one thread in this process: several lose more by waiting for one another over matrices of this size
    than they gain, and processes are what makes use of more cores.
    """
    threadpool_limits(limits=1, user_api="blas")
    replaced = 0
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in list(model.walk()) if isinstance(model, Model) else ():
            if node.has_ref("embed") and node.has_ref("encode") and _can_be_read(node):
                replaced += _replace(node, node.get_ref("embed"), node.get_ref("encode"))
    return replaced


def _can_be_read(model: Model[Any, Any]) -> bool:
    """Tell whether a model has its weights, in main memory."""
    weights = (node.has_param(name) for node in model.walk() for name in node.param_names)
    return isinstance(model.ops, NumpyOps) and all(weights)


def _replace(model: Model[Any, Any], embed: Model[Any, Any], encode: Model[Any, Any]) -> int:
    replaced = 0
    if _is_by_itself(embed):
        replaced += model.replace_node(embed, _layer("embed_words", WordVectors(embed), embed))
    if _is_convolution(encode):
        replaced += model.replace_node(encode, _layer("convolve", Convolutions(encode), encode))
    return replaced


def _layer(name: str, work: Callable[[Any], Any], instead_of: Model[Any, Any]) -> Model[Any, Any]:
    def forward(model: Model[Any, Any], given: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
        del model
        if is_train:
            return instead_of(given, is_train)
        return work(given), lambda unused: unused

    return Model(name, forward, dims={"nO": instead_of.get_dim("nO")})


def _is_by_itself(embed: Model[Any, Any]) -> bool:
    leaves = [node for node in embed.walk() if not node.layers]
    columns = set(chain.from_iterable(node.attrs.get("columns", ()) for node in leaves))
    return {leaf.name for leaf in leaves} <= _BY_ITSELF and columns <= _COLUMNS


def _is_convolution(encode: Model[Any, Any]) -> bool:
    if len(encode.layers) != 1 or not encode.layers[0].layers:
        return False
    layers = encode.layers[0].layers
    if any(layer.name.split("(")[0] != "residual" or _leaves(layer) != _CONVOLUTION for layer in layers):
        return False
    return encode.attrs.get("pad") == sum(_reach(layer) for layer in layers)


def _leaves(layer: Model[Any, Any]) -> list[str]:
    return [node.name for node in layer.walk(order="dfs_pre") if not node.layers]


def _reach(layer: Model[Any, Any]) -> int:
    return next(int(node.attrs["window_size"]) for node in layer.walk() if node.name == "expand_window")


def _words(doc: Doc) -> Sequence[_Word]:
    """Return what each token is kept by; "national" as a noun is kept as "citizen"."""
    words = list(map(tuple, doc.to_array(["ORTH", "NORM", "SPACY"]).tolist()))
    return as_citizens(doc, without_accents(doc, words))


class WordVectors:
    """What an embedding makes of each word."""

    def __init__(self, embed: Model[Any, Any], kept: int = _KEPT) -> None:
        """Take an embedding that looks at one token at a time."""
        self._embed = embed
        self._kept = kept
        self._rows: dict[_Word, int] = {}
        self._table = np.zeros((kept, embed.get_dim("nO")), dtype="float32")

    def __call__(self, docs: Sequence[Doc]) -> list[_Rows]:
        """Return a row for each token, for each document."""
        words = [_words(doc) for doc in docs]
        new = [word for word in dict.fromkeys(chain.from_iterable(words)) if word not in self._rows]
        if len(self._rows) + len(new) > self._kept:
            self._rows.clear()
            new = list(dict.fromkeys(chain.from_iterable(words)))
        if len(new) > self._kept:
            return list(self._embed.predict(list(docs)))
        if new:
            self._learn(docs[0], new)
        rows = [np.array([self._rows[word] for word in said], dtype="int64") for said in words]
        return [self._table[row] for row in rows]

    def _learn(self, doc: Doc, new: Sequence[_Word]) -> None:
        """Embed words in a text made of nothing else."""
        strings = doc.vocab.strings
        blanks = [bool(blank) for _, _, blank in new]
        probe = Doc(doc.vocab, words=[strings[orth] for orth, _, _ in new], spaces=blanks)
        norms: Any = np.array([norm for _, norm, _ in new], dtype="uint64")
        probe.from_array(["NORM"], norms)
        first = len(self._rows)
        self._table[first : first + len(new)] = self._embed.predict([probe])[0]
        self._rows.update(zip(new, range(first, first + len(new)), strict=True))


class Convolutions:
    """Layers of window, maxout, layer norm and residual, over the rows of each text."""

    def __init__(self, encode: Model[Any, Any]) -> None:
        """Take the layers' weights."""
        [layers] = encode.layers
        self._ops = encode.ops
        self._layers = [_Weights(layer) for layer in layers.layers]
        self._reach = sum(layer.reach for layer in self._layers)

    def __call__(self, texts: Sequence[_Rows]) -> list[_Rows]:
        """Return what the layers make of the rows of each text."""
        return [self._convolved(rows) for rows in texts]

    def _convolved(self, rows: _Rows) -> _Rows:
        edge = np.zeros((self._reach, rows.shape[1]), dtype=rows.dtype)
        edged = np.concatenate([edge, rows, edge])
        made = np.empty_like(rows)
        for start in range(0, len(rows), _BLOCK):
            end = min(start + _BLOCK, len(rows))
            block = edged[start : end + 2 * self._reach]
            for layer in self._layers:
                block = layer.apply(block, self._ops)
            made[start:end] = block[self._reach : self._reach + end - start]
        return made


class _Weights:
    def __init__(self, layer: Model[Any, Any]) -> None:
        nodes: dict[str, Any] = {node.name: node for node in layer.walk()}
        maxout, norm = nodes["maxout"], nodes["layernorm"]
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        self.reach = _reach(layer)
        self._width, self._pieces, seen = weights.shape
        # All first pieces, then all second ones: the greatest of them is then found in whole rows.
        self._weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, seen).T)
        self._bias = np.ascontiguousarray(bias.T.reshape(-1))
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def apply(self, rows: Any, ops: Any) -> Any:
        sums = ops.seq2col(rows, self.reach) @ self._weights
        sums += self._bias
        best = sums[:, : self._width].copy()
        for piece in range(1, self._pieces):
            np.maximum(best, sums[:, piece * self._width : (piece + 1) * self._width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / self._width + 1e-8
        best *= (variance**-0.5)[:, None]
        best *= self._scale
        best += self._shift
        best += rows
        return best
