"""`edascribe stats`: how much was shown, and how much of it accepted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from edascribe_codegen.cli_catalogue import fail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from edascribe_codegen.acceptances import Count


def stats(
    days: Annotated[int, typer.Option(min=1, max=36_500, metavar="N", help="Only the last N days.")] = 36_500,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Prints how much was shown, and how much of it you accepted, by tool. Only this machine knows."""
    from datetime import UTC, datetime, timedelta

    import msgspec
    from rich.console import Console

    from edascribe_codegen.acceptances import counts_file, kept_counts, summed

    since = datetime.now(UTC) - timedelta(days=days)
    try:
        counts = summed(count for count in kept_counts() if count.time >= since)
    except OSError as error:
        raise typer.Exit(fail(f"{counts_file()}: {error.strerror}")) from error
    if as_json:
        typer.echo(json.dumps({"file": str(counts_file()), "counts": msgspec.to_builtins(counts)}, indent=2))
    elif counts:
        Console().print(_table(counts))
        typer.echo(f"Counted in {counts_file()}, which stays on this machine.")
    else:
        typer.echo(f"Nothing was shown. Counts go into {counts_file()}, which stays on this machine.")


def _table(counts: Sequence[Count]) -> Table:
    """A row for each kind of text and tool; characters and lines are those of what was accepted."""
    from rich.table import Table

    table = Table("", "tool", "version", box=None, padding=(0, 2, 0, 0))
    for column in ("shown", "accepted", "share", "characters", "lines"):
        table.add_column(column, justify="right")
    found = {(count.event, count.kind, count.tool, count.version): count for count in counts}
    for kind, tool, version in dict.fromkeys((count.kind, count.tool, count.version) for count in counts):
        shown, accepted = found.get(("shown", kind, tool, version)), found.get(("accepted", kind, tool, version))
        share = f"{accepted.texts / shown.texts:.0%}" if shown and accepted else "-"
        sizes = (accepted.texts, share, accepted.characters, accepted.lines) if accepted else (0, share, 0, 0)
        table.add_row(kind.replace("_", " "), tool, version, *map(str, (shown.texts if shown else 0, *sizes)))
    return table
