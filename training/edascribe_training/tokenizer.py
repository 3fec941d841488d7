"""The tokenizer: the base's own, read out of its GGUF file, and domain tokens added to it.

Domain tokens are strings that are taken out of a text before it is split any further: `user defined` tokens in GGUF, `added` tokens
in `tokenizers`. llama.cpp takes out the longest tokens first, `tokenizers` those that begin first; the two agree where no token
begins inside another one and ends behind it, which `vocabulary` sees to.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gguf import GGUFReader, TokenType
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast

from edascribe_training.rows import TrainingError


def base_tokenizer(gguf: Path) -> Tokenizer:
    """The tokenizer of a GGUF file.

    Raises:
        TrainingError: it is not of the kind `smollm`: byte-level BPE in which each digit stands alone.
    """
    fields = GGUFReader(gguf).fields
    kind = fields["tokenizer.ggml.pre"].contents() if "tokenizer.ggml.pre" in fields else None
    if kind != "smollm":
        raise TrainingError(f"{gguf} splits words as {kind} does; only smollm is known here.")
    texts: list[str] = fields["tokenizer.ggml.tokens"].contents()
    types: list[int] = fields["tokenizer.ggml.token_type"].contents()
    merges = [tuple(merge.split(" ")) for merge in fields["tokenizer.ggml.merges"].contents()]
    tokenizer = Tokenizer(models.BPE(vocab={text: number for number, text in enumerate(texts)}, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(
        [
            AddedToken(text, special=True, normalized=False)
            for text, kind in zip(texts, types, strict=True)
            if kind == TokenType.CONTROL
        ]
    )
    return with_tokens(tokenizer, [text for text, kind in zip(texts, types, strict=True) if kind == TokenType.USER_DEFINED])


def with_tokens(tokenizer: Tokenizer, tokens: Sequence[str]) -> Tokenizer:
    """A copy with domain tokens added, in their order, after all there are."""
    extended: Tokenizer = Tokenizer.from_str(tokenizer.to_str())
    extended.add_tokens([AddedToken(token, normalized=False) for token in tokens])
    return extended


def count(tokenizer: Tokenizer, texts: Sequence[str]) -> int:
    """How many tokens the texts have."""
    return sum(len(encoding) for encoding in tokenizer.encode_batch_fast(list(texts), add_special_tokens=False))


def for_transformers(tokenizer: Tokenizer, chat_template: str | None = None) -> PreTrainedTokenizerFast:
    """The same tokenizer for transformers, TGI and vLLM."""
    special = {"bos_token": "<|im_start|>", "eos_token": "<|im_end|>", "unk_token": "<|endoftext|>", "pad_token": "<|im_end|>"}
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, clean_up_tokenization_spaces=False, chat_template=chat_template, **special
    )


def domain_tokens(tokenizer: Tokenizer) -> list[str]:
    """The domain tokens of a tokenizer, in the order of their numbers."""
    added = tokenizer.get_added_tokens_decoder()
    return [added[number].content for number in sorted(added) if not added[number].special]
