"""The one training loop, for pretraining and fine-tuning, whole models and LoRA, two cores and many GPUs.

It is our own, on accelerate, since three things are not to be had from transformers' Trainer: checkpoints that are whole or not
there at all, batches whose head runs only where something is learnt, and a budget of tokens a batch instead of padded rows.
"""

from __future__ import annotations

import json
import logging
import math
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from accelerate import Accelerator
from torch.nn.functional import cross_entropy

from edascribe_training.packing import Batch, Sample, pack, plan
from edascribe_training.rows import TrainingError

CHECKPOINT = "checkpoint-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to train: ``batch_tokens`` a step and process, ``rate`` the highest learning rate.

    The rate rises for the first ``warmup`` of all steps, and falls along a cosine to a tenth. ``max_tokens`` of training data are
    used at most. There are ``checkpoint_seconds`` between checkpoints. Held-out loss is told ``evaluations`` times, on at most
    ``held_out_tokens``.
    """

    seed: int = 1
    epochs: int = 1
    max_tokens: int | None = None
    batch_tokens: int = 4096
    rate: float = 3e-4
    warmup: float = 0.05
    weight_decay: float = 0.0
    clip: float = 1.0
    checkpoint_seconds: float = 180.0
    evaluations: int = 10
    held_out_tokens: int = 65_536
    bf16: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far training is: each step's loss, and (steps, loss) on held-out data."""

    step: int
    steps: int
    tokens: int
    losses: tuple[float, ...] = ()
    held_out: tuple[tuple[int, float], ...] = ()
    seconds: float = 0.0


Report = Callable[[Progress, float], None]


def train(
    model: torch.nn.Module,
    samples: Sequence[Sample],
    held_out: Sequence[Sample],
    *,
    folder: Path,
    settings: Settings,
    report: Report | None = None,
) -> tuple[dict[str, torch.Tensor], Progress]:
    """Trains ``model``, going on from the last checkpoint in ``folder`` if there is one, and returns all its weights.

    Of many processes the first has them all.

    ``report`` is told the progress and the tokens a second of the last step. A run that was killed and is started again with the
    same data and settings gives the very figures of one that was not.

    Raises:
        TrainingError: there is nothing to train on, or the checkpoint is of other data or settings.
    """
    accelerator = Accelerator(mixed_precision="bf16" if settings.bf16 else "no", cpu=not torch.cuda.is_available())
    torch.manual_seed(settings.seed)
    batches = [batch for epoch in range(settings.epochs) for batch in plan(samples, settings.batch_tokens, settings.seed + epoch)]
    batches = _within(batches, samples, settings.max_tokens)
    # Every process takes its own batches, so that all end at the same time.
    steps = len(batches) // accelerator.num_processes
    if not steps:
        raise TrainingError("There is nothing to train on: no sample is short enough, or the data is empty.")
    model.train()
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=settings.rate, betas=(0.9, 0.95), weight_decay=settings.weight_decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, settings.warmup))
    wrapped, optimizer = accelerator.prepare(model, optimizer)
    # The schedule counts steps, not the steps of all processes, so accelerate does not wrap it.
    accelerator.register_for_checkpointing(schedule)
    identity = {
        "samples": len(samples),
        "tokens": sum(len(each.tokens) for each in samples),
        "settings": asdict(settings),
        "steps": steps,
    }
    progress = _resume(accelerator, folder, identity) or Progress(step=0, steps=steps, tokens=0)
    every = max(1, steps // max(1, settings.evaluations))
    kept = last = time.monotonic()
    for step in range(progress.step, steps):
        chosen = batches[step * accelerator.num_processes + accelerator.process_index]
        batch = pack([samples[number] for number in chosen])
        loss = _loss(wrapped, batch, accelerator)
        accelerator.backward(loss)
        accelerator.clip_grad_norm_(wrapped.parameters(), settings.clip)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        told = float(accelerator.reduce(loss.detach(), "mean"))
        if not math.isfinite(told):
            raise TrainingError(f"The loss is {told} after step {step}. Lower the learning rate.")
        now = time.monotonic()
        tokens = len(batch.tokens) * accelerator.num_processes
        progress = Progress(
            step=step + 1,
            steps=steps,
            tokens=progress.tokens + tokens,
            losses=(*progress.losses, told),
            held_out=progress.held_out,
            seconds=progress.seconds + now - last,
        )
        if held_out and ((step + 1) % every == 0 or step + 1 == steps):
            told = held_out_loss(wrapped, held_out, settings, accelerator)
            progress = _with_held_out(progress, told)
        if report is not None and accelerator.is_main_process:
            report(progress, tokens / (now - last))
        last = time.monotonic()
        if _is_due(accelerator, last - kept >= settings.checkpoint_seconds or step + 1 == steps):
            _keep(accelerator, folder, progress, identity)
            kept = last = time.monotonic()
    return accelerator.get_state_dict(wrapped), progress


def held_out_loss(
    model: torch.nn.Module, samples: Sequence[Sample], settings: Settings, accelerator: Accelerator | None = None
) -> float:
    """The mean loss of a learnt token, over the first batches that a fixed order gives; the same for every run."""
    model.eval()
    total = count = seen = 0.0
    with torch.no_grad():
        for chosen in plan(samples, settings.batch_tokens, 0):
            batch = pack([samples[number] for number in chosen])
            total += float(_loss(model, batch, accelerator)) * len(batch.targets)
            count += len(batch.targets)
            seen += len(batch.tokens)
            if seen >= settings.held_out_tokens:
                break
    model.train()
    return total / max(count, 1)


def _loss(model: torch.nn.Module, batch: Batch, accelerator: Accelerator | None) -> torch.Tensor:
    device = accelerator.device if accelerator is not None else torch.device("cpu")
    output = model(
        input_ids=batch.tokens[None].to(device),
        position_ids=batch.positions[None].to(device),
        logits_to_keep=batch.places.to(device),
        use_cache=False,
        lengths=batch.lengths,
    )
    return cross_entropy(output.logits[0].float(), batch.targets.to(device))


def _rate(step: int, steps: int, warmup: float) -> float:
    rising = max(1, round(steps * warmup))
    if step < rising:
        return (step + 1) / rising
    return 0.1 + 0.45 * (1 + math.cos(math.pi * (step - rising) / max(1, steps - rising)))


def _within(batches: list[list[int]], samples: Sequence[Sample], max_tokens: int | None) -> list[list[int]]:
    seen = 0
    for number, batch in enumerate(batches):
        if max_tokens is not None and seen >= max_tokens:
            return batches[:number]
        seen += sum(len(samples[each].tokens) for each in batch)
    return batches


def _with_held_out(progress: Progress, loss: float) -> Progress:
    values = {name: getattr(progress, name) for name in ("step", "steps", "tokens", "losses", "seconds")}
    return Progress(**values, held_out=(*progress.held_out, (progress.step, loss)))


def _is_due(accelerator: Accelerator, due: bool) -> bool:
    """Clocks differ between processes, and all must write a checkpoint together: the first one's clock decides."""
    flag = torch.tensor(float(due and accelerator.is_main_process), device=accelerator.device)
    return bool(accelerator.reduce(flag, "sum") > 0)


def _keep(accelerator: Accelerator, folder: Path, progress: Progress, identity: dict[str, Any]) -> None:
    """Writes a checkpoint beside the others and gives it its name when it is whole, then removes the older ones."""
    partial, whole = folder / "partial", folder / f"{CHECKPOINT}{progress.step:07}"
    if accelerator.is_main_process:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
    accelerator.wait_for_everyone()
    # The head is the embeddings, once is enough.
    with _quiet("accelerate.utils.other"):
        accelerator.save_state(str(partial))
    if accelerator.is_main_process:
        (partial / "progress.json").write_text(json.dumps({"progress": asdict(progress), "identity": identity}))
        for file in partial.rglob("*"):
            if file.is_file():
                with file.open("rb") as written:
                    os.fsync(written.fileno())
        partial.rename(whole)
        for older in sorted(folder.glob(f"{CHECKPOINT}*"))[:-1]:
            shutil.rmtree(older)
    accelerator.wait_for_everyone()


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def _resume(accelerator: Accelerator, folder: Path, identity: dict[str, Any]) -> Progress | None:
    found = sorted(folder.glob(f"{CHECKPOINT}*"))
    if not found:
        return None
    kept = json.loads((found[-1] / "progress.json").read_text())
    if kept["identity"] != json.loads(json.dumps(identity)):
        raise TrainingError(f"{found[-1]} is of other data or settings. Give another --output, or remove it to begin anew.")
    accelerator.load_state(str(found[-1]))
    values = kept["progress"]
    return Progress(
        **values | {"losses": tuple(values["losses"]), "held_out": tuple((step, loss) for step, loss in values["held_out"])}
    )
