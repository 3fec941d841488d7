"""Fill-in-the-middle: the tokens by which a model is told what stands before and behind the gap, as its model card spells them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Infill:
    """How a family of models wants to be asked for what is missing.

    ``opening``, ``between`` and ``closing`` are what is written around the two texts. The text before the gap comes first unless
    ``suffix_first``; then the cursor is at the prompt's end, and a keystroke leaves the rest of the prompt as it was. ``tokens``
    are the special tokens of the form, ``names`` recognises models by their names, ``stop`` is what ends an answer besides the
    model's own end.
    """

    family: str
    opening: str
    between: str
    closing: str
    tokens: tuple[str, ...]
    names: str
    suffix_first: bool = False
    stop: tuple[str, ...] = ()

    def prompt(self, before: str, after: str) -> str:
        """The prompt for the gap between two texts, which hold none of the tokens (see ``without_tokens``)."""
        first, second = (after, before) if self.suffix_first else (before, after)
        return self.opening + first + self.between + second + self.closing


_QWEN = ("<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>")
_STARCODER = ("<fim_prefix>", "<fim_suffix>", "<fim_middle>")
_DEEPSEEK = ("<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>")
_SEED = ("<[fim-suffix]>", "<[fim-prefix]>", "<[fim-middle]>")

# Those that share their tokens with a larger family stand before it and are known by their names alone.
FAMILIES = (
    Infill(
        family="Mellum",
        opening=_STARCODER[1],
        between=_STARCODER[0],
        closing=_STARCODER[2],
        tokens=_STARCODER,
        names=r"mellum",
        suffix_first=True,
    ),
    Infill(
        family="StarCoder, Granite Code",
        opening=_STARCODER[0],
        between=_STARCODER[1],
        closing=_STARCODER[2],
        tokens=_STARCODER,
        names=r"starcoder|stable-?code|granite.*code|granite-?3\.3|codeqwen",
    ),
    Infill(
        family="CodeGemma",
        opening=_QWEN[0],
        between=_QWEN[1],
        closing=_QWEN[2],
        tokens=_QWEN,
        names=r"codegemma",
        stop=("<|file_separator|>",),
    ),
    Infill(
        family="Qwen Coder, Granite",
        opening=_QWEN[0],
        between=_QWEN[1],
        closing=_QWEN[2],
        tokens=_QWEN,
        names=r"qwen.*coder|granite-?4",
        stop=("<|fim_pad|>",),
    ),
    Infill(
        family="DeepSeek Coder",
        opening=_DEEPSEEK[0],
        between=_DEEPSEEK[1],
        closing=_DEEPSEEK[2],
        tokens=_DEEPSEEK,
        names=r"deepseek.*coder",
    ),
    Infill(
        family="Code Llama",
        opening="<PRE> ",
        between=" <SUF>",
        closing=" <MID>",
        tokens=("<PRE>", "<SUF>", "<MID>"),
        names=r"code-?llama.*(?:7b|13b)",
        stop=("<EOT>",),
    ),
    Infill(
        family="Codestral",
        opening="[SUFFIX]",
        between="[PREFIX]",
        closing="",
        tokens=("[SUFFIX]", "[PREFIX]"),
        names=r"codestral",
        suffix_first=True,
    ),
    Infill(
        family="Seed Coder",
        opening=_SEED[0],
        between=_SEED[1],
        closing=_SEED[2],
        tokens=_SEED,
        names=r"seed-?coder",
        suffix_first=True,
    ),
)

# The tokens that tell families apart, for asking a tokenizer.
TOKENS = tuple(dict.fromkeys(token for family in FAMILIES for token in family.tokens))

# These have the tokens in their vocabulary but were not trained to use them, or lost it when they learnt to follow instructions.
_UNTRAINED = re.compile(
    r"^(?!.*(?:coder|codeqwen)).*qwen|code-?llama.*(?:34b|70b)|deepseek-coder-\d.*instruct|seed-?coder.*(?:instruct|reasoning)",
    re.IGNORECASE,
)

# What ends or begins a part of a prompt in the templates of today's models, whichever of them is asked.
_CONTROL = r"<\|[\w-]{2,40}\|>|<｜[^｜\s]{2,40}｜>|</?s>|\[/?INST\]|<(?:start|end)_of_turn>|<EOT>|<(?:bos|eos)>"


def infill_of(name: str, is_token: Callable[[str], bool] | None = None) -> Infill | None:
    """The form for a model; None for one that cannot fill in.

    ``is_token`` says whether a text is one token of the model; where nobody can tell, the name has to do.
    """
    if _UNTRAINED.search(name):
        return None
    named = next((family for family in FAMILIES if re.search(family.names, name, re.IGNORECASE)), None)
    if is_token is None:
        return named
    if named is not None and all(map(is_token, named.tokens)):
        return named
    others = (family for family in FAMILIES if family.family != "Mellum")
    return next((family for family in others if all(map(is_token, family.tokens))), None)


def without_tokens(text: str, infill: Infill | None = None) -> str:
    """The text with a blank in what a server would read as a special token, so that it stays text and breaks no template."""
    return _special(infill).sub(lambda match: f"{match[0][0]} {match[0][1:]}", text)


@lru_cache(maxsize=16)
def _special(infill: Infill | None) -> re.Pattern[str]:
    return re.compile("|".join([_CONTROL, *map(re.escape, infill.tokens if infill else ())]))
