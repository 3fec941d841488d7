"""The command `edascribe-training`, whose `--help` lists the steps. This module is the only one here that prints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TimeElapsedColumn

from edascribe_training.rows import TrainingError

app = typer.Typer(
    help="Makes the domain model, step by step.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Runs the command; an error that the user can mend is one message on stderr and exit status 2."""
    from edascribe_codegen.corpus import CorpusError
    from edascribe_codegen.models import ModelError

    try:
        app()
    except (TrainingError, CorpusError, ModelError, OSError) as error:
        print(f"edascribe-training: {error}", file=sys.stderr)
        raise SystemExit(2) from error


@app.callback()
def steps() -> None:
    """Makes the domain model, step by step."""


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
