"""The whole way in the small: a tiny base is given tokens, pretrained, killed, resumed, fine-tuned, exported and served.

It ends with an error at the first thing that is not as it should be.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
import xllamacpp
from gguf import GGMLQuantizationType

from edascribe_codegen.models.delta import merge
from edascribe_training.base import load_model
from edascribe_training.loop import CHECKPOINT, Progress, Settings
from edascribe_training.rows import PairRow, Split, TextRow, TrainingError, write_pairs, write_texts
from edascribe_training.runs import TOKENS, export, run
from edascribe_training.tiny import write_tiny_base
from edascribe_training.tokenizer import base_tokenizer, with_tokens
from edascribe_training.vocabulary import choose_tokens

_CLOCKS = ("clk", "core_clk", "pclk", "sys_clk", "bus_clk")
_PRETRAINING = Settings(epochs=3, batch_tokens=512, rate=2e-3, checkpoint_seconds=0.0, evaluations=4)
_FINETUNING = Settings(epochs=8, batch_tokens=512, rate=2e-3, evaluations=4)


def smoke(folder: Path, say: Callable[[str], None]) -> None:
    """Goes the whole way in a folder, telling each step.

    Raises:
        TrainingError: the loss does not fall, a resumed run gives other figures, or llama.cpp reads or writes other tokens than
            torch.
    """
    started = time.monotonic()

    def tell(text: str) -> None:
        say(f"{time.monotonic() - started:5.1f} s  {text}")

    data = write_data(folder / "data")
    texts = [task(number)[0] + task(number)[1] for number in range(40)]
    base = write_tiny_base(folder / "base.gguf", texts)
    tokens = choose_tokens(base_tokenizer(base), texts, 32)
    (folder / TOKENS).write_text(json.dumps(tokens))
    tell(f"a base of {base.stat().st_size} bytes, {len(tokens)} domain tokens: {', '.join(map(repr, tokens[:4]))}, ...")
    straight = _pretrain(folder, data, base, folder / "straight")
    tell(f"pretrained: {_story(straight)}")
    _kill_and_resume(folder, data, base)
    resumed = _pretrain(folder, data, base, folder / "killed")
    if (resumed.losses, resumed.held_out) != (straight.losses, straight.held_out):
        raise TrainingError(f"A run that was killed and resumed gives other figures: {_story(resumed)}")
    tell("killed and resumed: the same figures")
    tuned = run(
        "finetune", data=data, base=folder / "straight" / "model", output=folder / "tuned", settings=_FINETUNING, longest=512
    )
    tell(f"fine-tuned: {_story(tuned)}")
    for progress in (straight, tuned):
        if not progress.held_out[-1][1] < progress.losses[0] - 1:
            raise TrainingError(f"The loss does not fall: {_story(progress)}")
    export(folder / "tuned" / "model", base, folder / "delta.gguf")
    merge(base, folder / "delta.gguf", folder / "merged.gguf", GGMLQuantizationType.F16)
    tell(f"a delta of {(folder / 'delta.gguf').stat().st_size} bytes, merged into {(folder / 'merged.gguf').stat().st_size}")
    compare_with_llama(folder / "merged.gguf", [task(number)[0] for number in range(100, 104)])
    tell("llama.cpp reads the same tokens and writes what torch would")


def task(number: int) -> tuple[str, str]:
    """A prompt and its answer."""
    clock, other = _CLOCKS[number % 5], _CLOCKS[number // 5 % 5]
    if number % 2:
        return (
            f"# Paths from {clock} to {other} are false.\n",
            f"set_false_path -from [get_clocks {clock}] -to [get_clocks {other}]\n",
        )
    return f"# Report the paths to {clock}.\n", f"report_checks -path_delay max -to [get_ports {clock}]\n"


def write_data(folder: Path) -> Path:
    """Texts and pairs of forty tasks, some of them held out."""
    splits: dict[Split, range] = {"train": range(40), "held-out": range(40, 50)}
    for split, numbers in splits.items():
        tasks = [task(number) for number in numbers]
        about: dict[str, Any] = {"tool": "opensta", "language": "tcl", "source": "smoke", "licence": "Apache-2.0"}
        write_texts(folder, split, [TextRow(text="".join(each), hash=str(number), **about) for number, each in enumerate(tasks)])
        pairs = [
            PairRow(prompt=prompt, answer=answer, kind="smoke", level="easy", task=prompt, hash=str(number), **about)
            for number, (prompt, answer) in enumerate(tasks)
        ]
        write_pairs(folder, split, pairs)
    return folder


def compare_with_llama(model: Path, prompts: list[str]) -> None:
    """Whether llama.cpp reads the same tokens of a prompt and goes on with the same text as torch does, greedily.

    Raises:
        TrainingError: it does not; the message says where.
    """
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.n_ctx, params.n_parallel, params.verbosity, params.fit_params = 512, 1, 0, False
    server = xllamacpp.Server(params)
    torch_model: Any = load_model(model)
    tokenizer = with_tokens(base_tokenizer(model), [])
    for prompt in prompts:
        ids = tokenizer.encode(prompt, add_special_tokens=False).ids
        asked = {"prompt": prompt, "max_tokens": 12, "temperature": 0, "cache_prompt": False}
        answer = server.handle_completions(asked)
        if answer["usage"]["prompt_tokens"] != len(ids):
            raise TrainingError(f"llama.cpp reads {answer['usage']['prompt_tokens']} tokens of {prompt!r}, not {len(ids)}.")
        with torch.no_grad():
            written = torch_model.generate(torch.tensor([ids]), max_new_tokens=12, do_sample=False, eos_token_id=2, pad_token_id=2)
        text = tokenizer.decode(written[0, len(ids) :].tolist(), skip_special_tokens=True)
        if answer["choices"][0]["text"] != text:
            raise TrainingError(f"llama.cpp goes on with {answer['choices'][0]['text']!r} after {prompt!r}, torch with {text!r}.")


def _pretrain(folder: Path, data: Path, base: Path, output: Path) -> Progress:
    return run("pretrain", data=data, base=base, tokens=folder / TOKENS, output=output, settings=_PRETRAINING, longest=512)


def _kill_and_resume(folder: Path, data: Path, base: Path) -> None:
    """Starts the same run in another process and kills it as soon as a checkpoint is there."""
    output = folder / "killed"
    code = "import sys; from pathlib import Path; from edascribe_training import smoke; smoke._pretrain(*map(Path, sys.argv[1:]))"
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(folder), str(data), str(base), str(output)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while child.poll() is None and not list(output.glob(f"{CHECKPOINT}*")):
            time.sleep(0.02)
        if child.poll() is not None:
            raise TrainingError("The run that was to be killed ended by itself.")
    finally:
        if child.poll() is None:
            os.kill(child.pid, signal.SIGKILL)
        child.wait()


def _story(progress: Progress) -> str:
    last = progress.held_out[-1][1]
    return f"loss {progress.losses[0]:.3f} -> {progress.losses[-1]:.3f}, held out {last:.3f}, {progress.steps} steps"
