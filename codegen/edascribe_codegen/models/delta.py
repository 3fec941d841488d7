"""What training adds to a base model, in a file small enough to ship: merged with the base on the user's machine.

A delta is a GGUF file. Of each matrix that was trained it holds the difference from the base in two bits a weight: a level
of -3, -1, 1 and 3 times a scale of its block of 64. New tokens come as their texts and their rows in eight bits, vectors as they
are. torch is not needed here.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter, LlamaFileType, TokenType
from gguf.quants import dequantize, quantize
from numpy.typing import NDArray

from edascribe_codegen.models.errors import ModelError
from edascribe_codegen.models.requantize import begun, write
from edascribe_codegen.models.weights import Weights

BLOCK = 64
# The step between levels that loses least of a normal distribution, in standard deviations (Max 1960, table I, N=4), halved.
_HALF_STEP = 0.9957 / 2
_BASE = "edascribe.base.sha256"
_TOKENS = "edascribe.tokens"
_ROWS = "token_embd.rows"
KINDS = {
    GGMLQuantizationType.Q4_0: LlamaFileType.MOSTLY_Q4_0,
    GGMLQuantizationType.Q4_1: LlamaFileType.MOSTLY_Q4_1,
    GGMLQuantizationType.Q5_0: LlamaFileType.MOSTLY_Q5_0,
    GGMLQuantizationType.Q5_1: LlamaFileType.MOSTLY_Q5_1,
    GGMLQuantizationType.Q8_0: LlamaFileType.MOSTLY_Q8_0,
    GGMLQuantizationType.F16: LlamaFileType.MOSTLY_F16,
}


def write_delta(path: Path, *, base: Path, trained: dict[str, Weights], tokens: list[str], rows: Weights) -> None:
    """Writes the difference of ``trained`` from a base GGUF; the same input gives the same bytes.

    ``trained`` has the tensors that training changed, by their names in GGUF and in its order; ``rows`` are the embeddings of the
    new ``tokens``.

    Raises:
        ValueError: a tensor is not in the base, or of another shape.
    """
    writer = GGUFWriter(path, "llama")
    writer.add_type("adapter")
    writer.add_string(_BASE, sha256(base))
    if tokens:
        writer.add_array(_TOKENS, tokens)
        writer.add_tensor(_ROWS, quantize(rows, GGMLQuantizationType.Q8_0), raw_dtype=GGMLQuantizationType.Q8_0)
    left = dict(trained)
    for tensor in GGUFReader(base).tensors:
        weights = left.pop(tensor.name, None)
        if weights is None:
            continue
        difference = weights - dequantize(tensor.data, tensor.tensor_type)
        if not np.any(difference):
            continue
        if difference.ndim == 1:
            writer.add_tensor(tensor.name, difference)
        else:
            codes, scales = encode(difference)
            writer.add_tensor(f"{tensor.name}.codes", codes.view(np.int8))
            writer.add_tensor(f"{tensor.name}.scales", scales)
    if left:
        raise ValueError(f"{base} has no {', '.join(left)}")
    write(writer)


def merge(base: Path, delta: Path, target: Path, kind: GGMLQuantizationType = GGMLQuantizationType.Q4_0) -> None:
    """Writes the model that base and delta are together, its matrices in ``kind``, the embeddings in the base's.

    Raises:
        ModelError: the delta is of another base, or no delta.
        OSError: a file cannot be read or written.
    """
    try:
        source, change = GGUFReader(base), GGUFReader(delta)
        of = change.fields[_BASE].contents()
    except (ValueError, KeyError) as error:
        raise ModelError(f"{delta} is no delta of a model ({error}). Run `edascribe model fetch` again.") from error
    if of != sha256(base):
        raise ModelError(f"{delta} belongs to another base than {base}. Run `edascribe model fetch` again.")
    changes = {tensor.name: tensor for tensor in change.tensors}
    tokens: list[str] = change.fields[_TOKENS].contents() if _TOKENS in change.fields else []
    types = [int(TokenType.USER_DEFINED)] * len(tokens)
    changed: dict[str, Any] = {
        "tokenizer.ggml.tokens": [*source.fields["tokenizer.ggml.tokens"].contents(), *tokens],
        "tokenizer.ggml.token_type": [*source.fields["tokenizer.ggml.token_type"].contents(), *types],
    }
    changed["llama.vocab_size"] = len(changed["tokenizer.ggml.tokens"])
    writer = begun(source, target, KINDS[kind], changed)
    for tensor in source.tensors:
        own = tensor.tensor_type
        weights = dequantize(tensor.data, own)
        if tensor.name in changes:
            weights = weights + changes[tensor.name].data
        if f"{tensor.name}.codes" in changes:
            codes, scales = (changes[f"{tensor.name}.{part}"].data for part in ("codes", "scales"))
            weights = weights + decode(codes.view(np.uint8), scales, weights.shape)
        is_embedding = tensor.name == "token_embd.weight"
        if is_embedding and tokens:
            rows = changes[_ROWS]
            weights = np.concatenate([weights, dequantize(rows.data, rows.tensor_type)])
        to = own if is_embedding or weights.ndim == 1 else kind
        writer.add_tensor(tensor.name, quantize(np.ascontiguousarray(weights, dtype=np.float32), to), raw_dtype=to)
    write(writer)


def encode(difference: Weights) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Two bits a weight, four weights a byte, and one scale a block of 64; the last block is filled up with zeros."""
    flat = difference.ravel()
    blocks = np.pad(flat, (0, -len(flat) % BLOCK)).reshape(-1, BLOCK)
    scales = (np.sqrt(np.mean(blocks**2, axis=1)) * _HALF_STEP).astype(np.float16)
    step = np.maximum(scales.astype(np.float32), np.finfo(np.float16).smallest_subnormal)[:, None]
    levels = np.clip(np.floor(blocks / (2 * step)) + 2, 0, 3).astype(np.uint8).reshape(-1, 4)
    packed = levels[:, 0] | levels[:, 1] << 2 | levels[:, 2] << 4 | levels[:, 3] << 6
    return packed, scales


def decode(codes: NDArray[np.uint8], scales: NDArray[np.float16], shape: tuple[int, ...]) -> Weights:
    """The difference that `encode` wrote, nearly."""
    levels = (codes[:, None] >> np.array([0, 2, 4, 6], dtype=np.uint8)) & 3
    blocks = (levels.reshape(-1, BLOCK).astype(np.float32) * 2 - 3) * scales.astype(np.float32)[:, None]
    whole: Weights = blocks.ravel()[: int(np.prod(shape))].reshape(shape)
    return whole


def sha256(path: Path) -> str:
    """A file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
