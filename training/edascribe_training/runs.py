"""A step of training from its files to its files: what `pretrain`, `finetune` and `export` do.

A run's folder holds the checkpoints, `model/` (weights and tokenizer in the format of transformers, as TGI and vLLM take them),
`progress.json` and `loss.svg`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from accelerate import PartialState
from tokenizers import Tokenizer
from transformers import AutoTokenizer
from transformers.utils import logging

from edascribe_training import curves, models
from edascribe_training.base import load_model
from edascribe_training.loop import Progress, Report, Settings, train
from edascribe_training.packing import Sample, pair_samples, text_samples
from edascribe_training.rows import Split, TrainingError, read_pairs, read_texts
from edascribe_training.tokenizer import base_tokenizer, domain_tokens, for_transformers, with_tokens

# Bars of transformers for files of an instant, beside the one that shows training.
logging.disable_progress_bar()

Stage = Literal["pretrain", "finetune"]
TOKENS = "tokens.json"
SPLITS: tuple[Split, Split] = ("train", "held-out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What of the model is trained: LoRA of ``lora_rank``, or all if 0, in the last ``layers`` (None: in all)."""

    lora_rank: int = 0
    layers: int | None = None


def run(
    stage: Stage,
    *,
    data: Path,
    base: str | Path,
    output: Path,
    tokens: Path | None = None,
    trained: Trained | None = None,
    settings: Settings | None = None,
    longest: int = 1024,
    report: Report | None = None,
) -> Progress:
    """Trains a model on texts or on pairs; started again after a kill, it goes on.

    ``base`` is a GGUF file, or a folder or a name of transformers; ``tokens`` names the domain tokens that it does not have yet.

    Raises:
        TrainingError: data, base or settings are not fit; the message says which.
    """
    trained, settings = trained or Trained(), settings or Settings()
    model, tokenizer = _load(base, read_tokens(tokens) if tokens else [])
    end = int(tokenizer.eos_token_id)
    inner: Tokenizer = tokenizer.backend_tokenizer
    splits = [_samples(stage, data, split, inner, end=end, longest=longest) for split in SPLITS]
    what: dict[str, Any] = {"new_rows": len(domain_tokens(inner)), "lora_rank": trained.lora_rank, "layers": trained.layers}
    prepared = models.prepare(model, **what)
    state, progress = train(prepared, splits[0], splits[1], folder=output, settings=settings, report=report)
    if not PartialState().is_main_process:
        return progress
    if PartialState().num_processes > 1:
        # What was trained is spread over the processes; its weights come together in a model that is not.
        prepared = models.prepare(_load(base, read_tokens(tokens) if tokens else [])[0], **what)
        prepared.load_state_dict(state)
    whole = models.merged(prepared)
    whole.set_attn_implementation("sdpa")
    whole.save_pretrained(output / "model")
    tokenizer.save_pretrained(output / "model")
    (output / "progress.json").write_text(json.dumps(asdict(progress)))
    curves.plot(progress, output / "loss.svg", stage)
    return progress


def export(model: Path, base: Path, delta: Path) -> None:
    """Writes what a trained model in transformers' format adds to a base's GGUF file.

    Raises:
        TrainingError: there is no such model.
    """
    whole, tokenizer = _load(model, [])
    models.write_difference(delta, whole, base, domain_tokens(tokenizer.backend_tokenizer))


def read_tokens(path: Path) -> list[str]:
    """The domain tokens that `tokenizer` chose. Raises TrainingError."""
    try:
        tokens: list[str] = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise TrainingError(f"{path} holds no domain tokens: {error}. `edascribe-training tokenizer` writes them.") from error
    return tokens


def _load(base: str | Path, tokens: Sequence[str]) -> tuple[Any, Any]:
    model = load_model(base)
    tokenizer: Any
    if str(base).endswith(".gguf"):
        old = base_tokenizer(Path(base))
        extended = with_tokens(old, tokens)
        tokenizer = for_transformers(extended)
    else:
        tokenizer = AutoTokenizer.from_pretrained(base)
        old = tokenizer.backend_tokenizer
        extended = with_tokens(old, tokens)
        if tokens:
            tokenizer = for_transformers(extended)
    models.add_rows(model, extended, tokens, old)
    return model, tokenizer


def _samples(stage: Stage, data: Path, split: Split, tokenizer: Tokenizer, *, end: int, longest: int) -> list[Sample]:
    if stage == "pretrain":
        return text_samples(tokenizer, read_texts(data, split), end, longest)
    return pair_samples(tokenizer, read_pairs(data, split), end, longest)
