"""The command `edascribe-training`, whose `--help` lists the steps. This module is the only one here that prints."""

from __future__ import annotations

import sys

import typer

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
