"""The command `edascribe-training`, whose `--help` lists the steps. This module is the only one here that prints."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from edascribe_training.rows import TrainingError

app = typer.Typer(
    help="Makes the domain model, step by step.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
DataOption = Annotated[Path, typer.Option("--data", help="The folder that `data` wrote.")]
BaseOption = Annotated[
    str | None,
    typer.Option("--base", help="A GGUF file, or a folder or name of transformers; the embedded model by default."),
]
OutputOption = Annotated[Path, typer.Option("--output", help="The folder for checkpoints, the model and the loss curves.")]
TokensOption = Annotated[Path | None, typer.Option("--tokens", help="The domain tokens that `tokenizer` wrote.")]
LoraOption = Annotated[int, typer.Option("--lora", min=0, help="Train LoRA of this rank; 0: the weights themselves.")]
LayersOption = Annotated[int | None, typer.Option("--layers", min=1, help="Train only so many of the last layers.")]
RateOption = Annotated[float, typer.Option("--rate", help="The highest learning rate.")]
EpochsOption = Annotated[int, typer.Option("--epochs", min=1)]
MaxTokensOption = Annotated[int | None, typer.Option("--max-tokens", min=1, help="End after so many tokens.")]
BatchOption = Annotated[int, typer.Option("--batch-tokens", min=64, help="Tokens of a step and process.")]
LongestOption = Annotated[int, typer.Option("--longest", min=16, help="Tokens of the longest sample.")]
SeedOption = Annotated[int, typer.Option("--seed")]
Bf16Option = Annotated[bool, typer.Option("--bf16", help="Multiply in 16 bits, where the processor is quick at it.")]


def main() -> None:
    """Runs the command; an error that the user can mend is one message on stderr and exit status 2."""
    from edascribe_codegen.corpus import CorpusError
    from edascribe_codegen.models import ModelError

    try:
        app()
    except ModuleNotFoundError as error:
        print(f"edascribe-training: {error.name} is missing. Install it: pip install 'edascribe[train]'", file=sys.stderr)
        raise SystemExit(2) from error
    except (TrainingError, CorpusError, ModelError, OSError) as error:
        print(f"edascribe-training: {error}", file=sys.stderr)
        raise SystemExit(2) from error


@app.command()
def data(
    output: Annotated[Path, typer.Option(help="The folder that the files are written to.")],
    episodes: Annotated[
        str, typer.Option(help="Episodes per tool, such as opensta=40,tcl=20; without it as many as give 30,000 pairs.")
    ] = "",
    seed: Annotated[int, typer.Option(help="The seed of all chance.")] = 0,
) -> None:
    """Makes the pairs and texts that the model is trained on, with a data card. A run that was ended is taken up where it was."""
    from edascribe_evals.sandbox import SandboxError
    from edascribe_training.data.building import EPISODES, build
    from edascribe_training.data.draft import TOOLS

    wanted = dict(EPISODES)
    if episodes:
        numbers = dict(each.partition("=")[::2] for each in episodes.split(","))
        if set(numbers) - set(TOOLS) or not all(number.isdigit() for number in numbers.values()):
            raise TrainingError(f"--episodes {episodes}: write them as opensta=40,tcl=20; the tools are {', '.join(TOOLS)}.")
        wanted = {tool: int(numbers.get(tool, "0")) for tool in TOOLS}
    with Progress(*Progress.get_default_columns(), TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("data")
        try:
            card = build(
                output,
                episodes=wanted,
                seed=seed,
                progress=lambda what, done, total: bar.update(task, description=what, completed=done, total=total),
            )
        except SandboxError as error:
            raise TrainingError(str(error)) from error
    print(f"Written: {card} tells what is in {output}.")


@app.command()
def tokenizer(
    data: DataOption,
    output: Annotated[Path, typer.Option("--output", help="The file for the domain tokens, e.g. tokens.json.")],
    base: BaseOption = None,
    number: Annotated[int, typer.Option("--number", min=0, help="How many tokens at most.")] = 2048,
) -> None:
    """Chooses domain tokens by what they save, and shows how much that is on held-out texts and on plain ones."""
    import json

    from rich.table import Table

    from edascribe_training.savings import measure
    from edascribe_training.tokenizer import base_tokenizer
    from edascribe_training.vocabulary import choose_tokens, training_texts

    old = base_tokenizer(Path(base or _embedded()))
    tokens = choose_tokens(old, training_texts(data), number)
    output.write_text(json.dumps(tokens, indent=0))
    table = Table(title=f"{len(tokens)} domain tokens")
    for heading in ("texts", "tokens before", "after", "saved"):
        table.add_column(heading, justify="left" if heading == "texts" else "right")
    for saving in measure(data, old, tokens):
        table.add_row(saving.texts, f"{saving.before:,}", f"{saving.after:,}", f"{100 * saving.share:.1f} %")
    Console().print(table)
    print(output)


@app.command()
def pretrain(
    *,
    data: DataOption,
    output: OutputOption,
    base: BaseOption = None,
    tokens: TokensOption = None,
    lora: LoraOption = 0,
    layers: LayersOption = None,
    rate: RateOption = 3e-4,
    epochs: EpochsOption = 1,
    max_tokens: MaxTokensOption = None,
    batch_tokens: BatchOption = 4096,
    longest: LongestOption = 1024,
    seed: SeedOption = 1,
    bf16: Bf16Option = False,
) -> None:
    """Trains on texts, whole. The same command goes on with a run that was ended."""
    _train("pretrain", **locals())


@app.command()
def finetune(
    *,
    data: DataOption,
    output: OutputOption,
    base: BaseOption = None,
    tokens: TokensOption = None,
    lora: LoraOption = 0,
    layers: LayersOption = None,
    rate: RateOption = 2e-4,
    epochs: EpochsOption = 1,
    max_tokens: MaxTokensOption = None,
    batch_tokens: BatchOption = 4096,
    longest: LongestOption = 1024,
    seed: SeedOption = 1,
    bf16: Bf16Option = False,
) -> None:
    """Trains on the answers of pairs; `--base` is what `pretrain` wrote. The same command goes on with a run that was ended."""
    _train("finetune", **locals())


@app.command()
def export(
    model: Annotated[Path, typer.Option("--model", help="The folder `model` of a run.")],
    delta: Annotated[Path, typer.Option("--delta", help="The file to write: what training added to the base.")],
    base: BaseOption = None,
    gguf: Annotated[Path | None, typer.Option("--gguf", help="Write the merged model too, as users get it.")] = None,
    kind: Annotated[str, typer.Option("--kind", help="Its weights: Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, F16.")] = "Q4_0",
) -> None:
    """Writes the difference of a trained model from the base, which is small enough to ship."""
    from gguf import GGMLQuantizationType

    from edascribe_codegen.models.delta import KINDS, merge
    from edascribe_training.runs import export as write

    if kind not in {each.name for each in KINDS}:
        raise TrainingError(f"There is no kind {kind}. Kinds: {', '.join(each.name for each in KINDS)}.")
    source = Path(base or _embedded())
    write(model, source, delta)
    print(f"{delta}: {delta.stat().st_size:,} bytes")
    if gguf is not None:
        merge(source, delta, gguf, GGMLQuantizationType[kind])
        print(f"{gguf}: {gguf.stat().st_size:,} bytes")


@app.command()
def smoke() -> None:
    """Goes the whole way in the small, in less than a minute: what the tests run."""
    from edascribe_training.smoke import smoke as go

    with tempfile.TemporaryDirectory() as folder:
        go(Path(folder), print)


def _train(
    stage: Any,
    *,
    base: str | None,
    lora: int,
    layers: int | None,
    tokens: Path | None,
    data: Path,
    output: Path,
    longest: int,
    **how: Any,
) -> None:
    from edascribe_training import loop
    from edascribe_training.runs import Trained, run

    # Of many processes one tells how it goes.
    first = os.environ.get("RANK", "0") == "0"
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
        disable=not first,
    ) as bar:
        task = bar.add_task(stage, total=None, told="")

        def report(progress: loop.Progress, speed: float) -> None:
            held_out = f", held out {progress.held_out[-1][1]:.3f}" if progress.held_out else ""
            told = f"loss {progress.losses[-1]:.3f}{held_out}, {speed:.0f} tokens/s"
            bar.update(task, total=progress.steps, completed=progress.step, told=told)

        done = run(
            stage,
            data=data,
            base=base or _embedded(),
            output=output,
            tokens=tokens,
            trained=Trained(lora_rank=lora, layers=layers),
            settings=loop.Settings(**how),
            longest=longest,
            report=report,
        )
    if not first:
        return
    last = f", held out {done.held_out[-1][1]:.4f}" if done.held_out else ""
    print(f"{output / 'model'}: {done.tokens:,} tokens in {done.seconds:.0f} s, loss {done.losses[-1]:.4f}{last}")


def _embedded() -> str:
    """The embedded model's file as it is published, which is what deltas belong to."""
    from edascribe_codegen.models.model_file import EMBEDDED, fetch

    return str(fetch(model=replace(EMBEDDED, requantized=False)))
