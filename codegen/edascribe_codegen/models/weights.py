"""Weights in GGUF files of the llama architecture: read as numbers, and by the names that transformers gives them.

The rows of queries and keys stand in another order in GGUF: pairs that are rotated together are neighbours there, and half a head
apart in transformers (llama.cpp's converter calls this `permute`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from gguf import ReaderTensor
from gguf.quants import dequantize
from numpy.typing import NDArray

Weights = NDArray[np.float32]

_TOP = {"token_embd": "model.embed_tokens", "output_norm": "model.norm", "output": "lm_head"}
_LAYER = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "attn_norm": "input_layernorm",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}


def hub_name(name: str) -> str:
    """A tensor's name in transformers, of its name in GGUF (`blk.3.attn_q.weight`)."""
    stem = name.removesuffix(".weight")
    if stem in _TOP:
        return f"{_TOP[stem]}.weight"
    _, layer, part = stem.split(".")
    return f"model.layers.{layer}.{_LAYER[part]}.weight"


def dequantized(tensor: ReaderTensor, heads: Mapping[str, int]) -> Weights:
    """A tensor's weights in transformers' order; ``heads`` gives the number of heads of `attn_q` and `attn_k`."""
    weights: Weights = np.array(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)
    return hub_order(tensor.name, weights, heads)


def hub_order(name: str, weights: NDArray[Any], heads: Mapping[str, int]) -> NDArray[Any]:
    """Rows in the order of transformers, of those in the order of GGUF."""
    count = heads.get(_part(name))
    if count is None:
        return weights
    rows = weights.shape[0]
    return weights.reshape(count, rows // count // 2, 2, -1).swapaxes(1, 2).reshape(weights.shape)


def file_order(name: str, weights: NDArray[Any], heads: Mapping[str, int]) -> NDArray[Any]:
    """Rows in the order of GGUF, of those in the order of transformers."""
    count = heads.get(_part(name))
    if count is None:
        return weights
    rows = weights.shape[0]
    return weights.reshape(count, 2, rows // count // 2, -1).swapaxes(1, 2).reshape(weights.shape)


def _part(name: str) -> str:
    return name.removesuffix(".weight").rpartition(".")[2]
