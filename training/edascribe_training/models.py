"""What of a model is trained, and what of it changed: whole, its upper layers, or LoRA, with the rows of new tokens.

Old rows of the embeddings stay as they are: they are a fifth of the model and say what plain words mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from gguf import GGUFReader
from tokenizers import Tokenizer

from edascribe_codegen.models.delta import write_delta
from edascribe_codegen.models.weights import file_order, hub_name
from edascribe_training.packing import ATTENTION

# The matrices of a layer, as Llama and Qwen name them.
_LINEAR = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")


def add_rows(model: Any, tokenizer: Tokenizer, tokens: Sequence[str], base: Tokenizer) -> None:
    """Gives the model a row for each new token: the mean of the rows of the pieces that the base's tokenizer makes of it."""
    if not tokens:
        return
    old = model.get_input_embeddings().weight.shape[0]
    model.resize_token_embeddings(old + len(tokens), mean_resizing=False)
    weights = model.get_input_embeddings().weight.data
    for token in tokens:
        number = tokenizer.token_to_id(token)
        weights[number] = weights[base.encode(token, add_special_tokens=False).ids].mean(0)
    head = model.get_output_embeddings().weight
    if head.data_ptr() != weights.data_ptr():
        for token in tokens:
            number = tokenizer.token_to_id(token)
            head.data[number] = head.data[base.encode(token, add_special_tokens=False).ids].mean(0)


def prepare(model: Any, *, new_rows: int, lora_rank: int = 0, layers: int | None = None) -> Any:
    """Says what is trained: the last ``layers`` (None: all), or LoRA of a rank in them, and the last ``new_rows`` embeddings."""
    model.set_attn_implementation(ATTENTION)
    model.requires_grad_(False)
    count = model.config.num_hidden_layers
    first = 0 if layers is None else count - layers
    embeddings = model.get_input_embeddings().weight
    if lora_rank:
        from peft import LoraConfig, get_peft_model

        old = embeddings.shape[0] - new_rows
        config = LoraConfig(
            r=lora_rank,
            lora_alpha=2 * lora_rank,
            target_modules=list(_LINEAR),
            layers_to_transform=list(range(first, count)),
            trainable_token_indices=list(range(old, embeddings.shape[0])) if new_rows else None,
        )
        return get_peft_model(model, config)
    for layer in model.model.layers[first:]:
        layer.requires_grad_(True)
    model.model.norm.requires_grad_(True)
    if new_rows:
        embeddings.requires_grad_(True)
        embeddings.register_hook(lambda gradient: _of_last_rows(gradient, new_rows))
    return model


def _of_last_rows(gradient: torch.Tensor, rows: int) -> torch.Tensor:
    kept = torch.zeros_like(gradient)
    kept[-rows:] = gradient[-rows:]
    return kept


def merged(model: Any) -> Any:
    """A model as one without adapters."""
    return model.merge_and_unload() if hasattr(model, "merge_and_unload") else model


def write_difference(path: Path, model: Any, base: Path, tokens: Sequence[str]) -> None:
    """Writes what training changed as a delta of the base's GGUF file."""
    state = {name: value.detach().to(torch.float32).numpy() for name, value in model.state_dict().items()}
    heads = {"attn_q": model.config.num_attention_heads, "attn_k": model.config.num_key_value_heads}
    trained = {}
    rows = np.zeros((0, model.config.hidden_size), dtype=np.float32)
    for tensor in GGUFReader(base).tensors:
        weights = state[hub_name(tensor.name)]
        if tensor.name == "token_embd.weight":
            old = int(tensor.shape[1])
            rows = weights[old:]
            continue
        trained[tensor.name] = np.ascontiguousarray(file_order(tensor.name, weights, heads))
    write_delta(path, base=base, trained=trained, tokens=list(tokens), rows=rows)
