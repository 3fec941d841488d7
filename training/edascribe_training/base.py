"""The model that training starts from: the embedded model's own file, or any causal model in the format of transformers.

The embedded model's file is a GGUF, whose weights in few bits are read as they are: what is trained is the difference from the very
weights that users have.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from gguf import GGUFReader
from transformers import AutoModelForCausalLM, LlamaConfig, LlamaForCausalLM

from edascribe_codegen.models.weights import dequantized, hub_name
from edascribe_training.rows import TrainingError


def load_model(base: str | Path) -> Any:
    """The model in 32 bits: of a GGUF file in the llama architecture, or of a folder or a name that transformers knows.

    Raises:
        TrainingError: there is no such model.
    """
    if str(base).endswith(".gguf"):
        return _from_gguf(Path(base))
    try:
        model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
    except (OSError, ValueError) as error:
        raise TrainingError(f"{base} is no model that transformers can load: {error}") from error
    return model


def _from_gguf(path: Path) -> LlamaForCausalLM:
    try:
        reader = GGUFReader(path)
    except (OSError, ValueError) as error:
        raise TrainingError(f"{path} is no GGUF file: {error}. `edascribe model fetch` brings the embedded model's.") from error
    config = llama_config(reader)
    heads = {"attn_q": config.num_attention_heads, "attn_k": config.num_key_value_heads or config.num_attention_heads}
    state = {}
    for tensor in reader.tensors:
        weights = torch.from_numpy(dequantized(tensor, heads))
        state[hub_name(tensor.name)] = weights
    model = LlamaForCausalLM(config)
    missing, unexpected = model.load_state_dict(state, strict=False)
    left = [name for name in missing if not (name == "lm_head.weight" and config.tie_word_embeddings)]
    if left or unexpected:
        raise TrainingError(f"{path} does not hold a whole model: missing {left}, not known {unexpected}.")
    model.tie_weights()
    return model


def llama_config(reader: GGUFReader) -> LlamaConfig:
    """The shape of a GGUF file's model. Raises TrainingError where it is none of the llama architecture."""

    def value(key: str, default: Any = None) -> Any:
        field = reader.fields.get(key)
        return default if field is None else field.contents()

    if value("general.architecture") != "llama":
        raise TrainingError(f"Only the llama architecture is read from GGUF, not {value('general.architecture')}.")
    heads = value("llama.attention.head_count")
    return LlamaConfig(
        vocab_size=len(value("tokenizer.ggml.tokens")),
        hidden_size=value("llama.embedding_length"),
        intermediate_size=value("llama.feed_forward_length"),
        num_hidden_layers=value("llama.block_count"),
        num_attention_heads=heads,
        num_key_value_heads=value("llama.attention.head_count_kv", heads),
        max_position_embeddings=value("llama.context_length"),
        rms_norm_eps=value("llama.attention.layer_norm_rms_epsilon"),
        rope_parameters={"rope_type": "default", "rope_theta": value("llama.rope.freq_base", 10_000.0)},
        tie_word_embeddings=not any(tensor.name == "output.weight" for tensor in reader.tensors),
        bos_token_id=value("tokenizer.ggml.bos_token_id"),
        eos_token_id=value("tokenizer.ggml.eos_token_id"),
        pad_token_id=value("tokenizer.ggml.padding_token_id"),
        attention_bias=False,
        mlp_bias=False,
    )
