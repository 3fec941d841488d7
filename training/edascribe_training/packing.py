"""Samples as batches without padding: laid end to end, each with positions of its own, and no sample sees another.

A batch is one row of tokens. Attention runs sample by sample (`attend`), which costs nothing for what would be masked. Loss is
counted where a sample's answer is, so the head runs there alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from tokenizers import Tokenizer
from torch.nn.functional import scaled_dot_product_attention
from transformers import AttentionInterface

from edascribe_training.rows import PairRow, TextRow

ATTENTION = "edascribe_packed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A text's tokens; those from ``learnt`` on are to be learnt, the ones before are only read."""

    tokens: tuple[int, ...]
    learnt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Samples end to end. ``places`` are the tokens after which one is to be learnt, ``targets`` those that are learnt.

    All tensors have one dimension; ``lengths`` are the samples' numbers of tokens.
    """

    tokens: torch.Tensor
    positions: torch.Tensor
    places: torch.Tensor
    targets: torch.Tensor
    lengths: tuple[int, ...]


def pair_samples(tokenizer: Tokenizer, rows: Iterable[PairRow], end: int, longest: int) -> list[Sample]:
    """Prompts with their answers, each tokenized by itself, as a server does it, and the token ``end`` after the answer.

    Pairs of more than ``longest`` tokens are left out: a prompt that is cut is no prompt of the product's.
    """
    rows = list(rows)
    prompts = tokenizer.encode_batch([row.prompt for row in rows], add_special_tokens=False)
    answers = tokenizer.encode_batch([row.answer for row in rows], add_special_tokens=False)
    samples = [
        Sample(tokens=(*prompt.ids, *answer.ids, end), learnt=len(prompt.ids))
        for prompt, answer in zip(prompts, answers, strict=True)
    ]
    return [sample for sample in samples if len(sample.tokens) <= longest]


def text_samples(tokenizer: Tokenizer, rows: Iterable[TextRow], end: int, longest: int) -> list[Sample]:
    """Texts in pieces of ``longest`` tokens, every one of which is learnt but the first; ``end`` closes a text."""
    samples = []
    for encoding in tokenizer.encode_batch([row.text for row in rows], add_special_tokens=False):
        tokens = (*encoding.ids, end)
        pieces = [tokens[start : start + longest] for start in range(0, len(tokens), longest)]
        samples += [Sample(tokens=piece, learnt=1) for piece in pieces if len(piece) > 1]
    return samples


def plan(samples: Sequence[Sample], batch_tokens: int, seed: int) -> list[list[int]]:
    """Which samples make which batch of at most ``batch_tokens``, in an order that the seed decides; every sample once."""
    order = list(range(len(samples)))
    random.Random(seed).shuffle(order)  # noqa: S311 -- an order, no secret.
    batches: list[list[int]] = [[]]
    room = batch_tokens
    for number in order:
        length = len(samples[number].tokens)
        if length > room and batches[-1]:
            batches.append([])
            room = batch_tokens
        batches[-1].append(number)
        room -= length
    return batches


def pack(samples: Sequence[Sample]) -> Batch:
    """One batch of the samples."""
    tokens: list[int] = []
    positions: list[int] = []
    places: list[int] = []
    for sample in samples:
        start = len(tokens)
        first = max(sample.learnt, 1)
        tokens += sample.tokens
        positions += range(len(sample.tokens))
        places += range(start + first - 1, start + len(sample.tokens) - 1)
    ids, at = torch.tensor(tokens), torch.tensor(places, dtype=torch.long)
    return Batch(
        tokens=ids,
        positions=torch.tensor(positions),
        places=at,
        targets=ids[at + 1],
        lengths=tuple(len(each.tokens) for each in samples),
    )


def attend(
    _module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    _mask: torch.Tensor | None,
    *,
    scaling: float | None = None,
    lengths: Sequence[int] = (),
    **_: Any,
) -> tuple[torch.Tensor, None]:
    """Causal attention sample by sample; tensors are (1, heads, tokens, size), the answer (1, tokens, heads, size)."""
    parts = list(lengths) or [query.shape[2]]
    outputs = [
        scaled_dot_product_attention(q, k, v, is_causal=True, scale=scaling, enable_gqa=True)
        for q, k, v in zip(*(torch.split(each, parts, 2) for each in (query, key, value)), strict=True)
    ]
    return torch.cat(outputs, 2).transpose(1, 2).contiguous(), None


AttentionInterface.register(ATTENTION, attend)
