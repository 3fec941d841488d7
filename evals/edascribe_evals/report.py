"""A report: one HTML page that needs nothing but itself, with tables and plots."""

from __future__ import annotations

import io
import statistics
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any

from edascribe_evals.results import Estimate, Run, difference, estimate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LEVELS = ("easy", "medium", "hard")
KS = (1, 5)
COLOURS = ("#1b6ca8", "#d9822b", "#3a8f5c", "#a33b5e", "#6b5ca5", "#7f7f7f")
STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1c1e21; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
table { border-collapse: collapse; margin: .8rem 0; }
th, td { padding: .25rem .8rem; border-bottom: 1px solid #ddd; text-align: right; }
th:first-child, td:first-child { text-align: left; } thead th { border-bottom: 2px solid #888; }
small, .note { color: #555; } svg { max-width: 100%; height: auto; }
"""
# Percent, as printed in the papers; the tasks, and who judged, are their own.
PUBLISHED = (
    ("ChipNeMo-70B-Steer, API documentation retrieved (arXiv 2311.00176)", "Tcl, pass@5, checked by hand", "84 / 85 / -"),
    ("ChipNeMo-70B-SFT (arXiv 2311.00176)", "Tcl, pass@5", "27 / 74 / -"),
    ("GPT-4, as ChipNeMo measured it", "Tcl, pass@5", "20 / 52 / -"),
    ("ChipNeMo-70B-Steer, API documentation retrieved", "Python, pass@5", "77 / 36 / -"),
    ("JARVIS: retrieval, checker and fixing agent (arXiv 2505.14978)", "pass@1, T=0", "92 / 93 / 81"),
    ("JARVIS without the checker", "pass@1, T=0", "89 / 84 / 56"),
    ("JARVIS: adapted and fine-tuned only", "pass@1, T=0", "46 / 56 / 36"),
    ("iScript", "Innovus Tcl, pass@1: syntax / function", "59.5 / 19.0"),
    ("OpenROAD-Assistant", "Python, pass@1", "about 77"),
)


def page(runs: Sequence[Run], version: str) -> str:
    """The whole page for some runs, of which the first is the one that plots are about."""
    main = runs[0]
    tools = sorted({outcome.tool for outcome in main.outcomes})
    parts = [
        f"<h1>Edascribe: scripts that were run</h1><p class=note>Edascribe {escape(version)}. Each answer ran in its real tool, "
        "in a sandbox, on two designs or more; what it left was compared with what the reference leaves. "
        "Intervals: 95 %, bootstrap over tasks.</p>",
        "<h2>Runs</h2>",
        table(
            ["run", "date", "T", "tasks", "samples", *(f"pass@{k}" for k in KS), "s, median", "s, p95"],
            [
                [
                    run.name,
                    run.created[:10],
                    f"{run.temperature:g}",
                    len({outcome.task for outcome in run.outcomes}),
                    max(outcome.epoch for outcome in run.outcomes),
                    *(percent(estimate(run.outcomes, k)) for k in KS),
                    *(f"{value:.1f}" for value in latency(run)),
                ]
                for run in runs
            ],
        ),
        "<h2>By tool and level</h2>",
        *(by_tool_and_level(main, tools, k) for k in KS if estimate(main.outcomes, k)),
        plot(lambda axes: draw_levels(axes, main, tools)),
        "<h2>Why answers fail</h2>",
        plot(lambda axes: draw_failures(axes, runs)),
        "<h2>Time and tokens</h2>",
        plot(lambda axes: draw_latency(axes, runs)),
        plot(lambda axes: draw_tokens(axes, runs)),
    ]
    if len(runs) > 1:
        rows = [[run.name, points(difference(run, main))] for run in runs[1:]]
        parts += [f"<h2>{escape(main.name)} against the others</h2>", table(["against", "pass@1, points more"], rows)]
    parts += [
        "<h2>What others published</h2>",
        "<p class=note>On <b>their own tasks</b>, which nobody else can run, with levels as they define them: "
        "beside ours for orientation only.</p>",
        table(["system", "what was measured", "easy / medium / hard, %"], [list(row) for row in PUBLISHED]),
        "<h2>Every task</h2>",
        every_task(runs),
    ]
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Edascribe: executed tasks</title><style>{STYLE}</style>'
        + "\n".join(parts)
        + "</html>\n"
    )


def by_tool_and_level(run: Run, tools: Sequence[str], k: int) -> str:
    """The table of pass@k."""
    groups: list[tuple[str, Callable[[Any], bool]]] = [(tool, lambda each, tool=tool: each.tool == tool) for tool in tools]  # type: ignore[misc]
    groups.append(("all", lambda _: True))
    rows = [
        [
            name,
            *(percent(estimate([each for each in run.outcomes if belongs(each) and each.level == level], k)) for level in LEVELS),
            percent(estimate([each for each in run.outcomes if belongs(each)], k)),
        ]
        for name, belongs in groups
    ]
    return table([f"pass@{k}, %", *LEVELS, "all"], rows)


def every_task(runs: Sequence[Run]) -> str:
    """How many answers passed, per task and run."""
    tasks = sorted({(outcome.task, outcome.level) for run in runs for outcome in run.outcomes})
    counts = [Counter(outcome.task for outcome in run.outcomes if outcome.passed) for run in runs]
    totals = [Counter(outcome.task for outcome in run.outcomes) for run in runs]
    rows = [
        [task, level, *(f"{count[task]}/{total[task]}" for count, total in zip(counts, totals, strict=True))]
        for task, level in tasks
    ]
    return table(["task", "level", *(run.name for run in runs)], rows)


def latency(run: Run) -> tuple[float, float]:
    """Median and 95th percentile of the seconds of a completion."""
    seconds = sorted(outcome.seconds for outcome in run.outcomes)
    return statistics.median(seconds), seconds[int(0.95 * (len(seconds) - 1))]


def percent(value: Estimate | None) -> str:
    """An estimate in percent with its interval and the number of tasks."""
    if value is None:
        return "-"
    return f"{100 * value.mean:.0f} <small>[{100 * value.low:.0f}, {100 * value.high:.0f}], n={value.tasks}</small>"


def points(value: Estimate | None) -> str:
    """A difference in percentage points with its interval."""
    if value is None:
        return "-"
    return f"{100 * value.mean:+.1f} <small>[{100 * value.low:+.1f}, {100 * value.high:+.1f}], n={value.tasks}</small>"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """An HTML table. Cells are escaped but for the marks that `percent` and `points` make."""
    cells = "".join("<tr>" + "".join(f"<td>{cell_text(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{''.join(f'<th>{escape(name)}</th>' for name in head)}</tr></thead><tbody>{cells}</tbody></table>"


def cell_text(cell: object) -> str:
    """A cell's text, escaped."""
    return escape(str(cell)).replace("&lt;small&gt;", "<small>").replace("&lt;/small&gt;", "</small>")


def plot(draw: Callable[[Any], object]) -> str:
    """A plot as SVG within the page."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "edascribe", "font.size": 10, "svg.fonttype": "none"}):
        figure = Figure(figsize=(8.5, 3.4), layout="constrained")
        axes = figure.subplots()
        axes.spines[["top", "right"]].set_visible(False)
        draw(axes)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    text = out.getvalue()
    return text[text.index("<svg") :]


def draw_levels(axes: Any, run: Run, tools: Sequence[str]) -> None:
    """Bars of pass@1 by tool and level, with intervals."""
    width = 0.8 / len(LEVELS)
    for index, level in enumerate(LEVELS):
        for place, tool in enumerate(tools):
            value = estimate([each for each in run.outcomes if each.tool == tool and each.level == level], 1)
            if value is None:
                continue
            at = place + (index - 1) * width
            bounds = [[100 * (value.mean - value.low)], [100 * (value.high - value.mean)]]
            axes.bar(at, 100 * value.mean, width * 0.92, color=COLOURS[index], yerr=bounds, capsize=3, ecolor="#444")
    axes.set(xticks=range(len(tools)), xticklabels=tools, ylabel="pass@1, %", ylim=(0, 100), title=f"pass@1, {run.name}")
    handles = [axes.bar(0, 0, color=COLOURS[index]) for index in range(len(LEVELS))]
    axes.legend(handles, LEVELS, frameon=False, ncols=3)


def draw_failures(axes: Any, runs: Sequence[Run]) -> None:
    """How the answers of each run end, in percent."""
    kinds = ("", "wrong result", "error in the tool", "over a limit", "rejected by the check")
    left = [0.0] * len(runs)
    for index, kind in enumerate(kinds):
        shares = [100 * sum(each.failure == kind for each in run.outcomes) / len(run.outcomes) for run in runs]
        colour = "#3a8f5c" if not kind else COLOURS[(0, 1, 3, 4, 5)[index]]
        axes.barh(range(len(runs)), shares, left=left, color=colour, label=kind or "passes", height=0.6)
        left = [one + other for one, other in zip(left, shares, strict=True)]
    axes.set(yticks=range(len(runs)), yticklabels=[run.name for run in runs], xlabel="answers, %", xlim=(0, 100))
    axes.invert_yaxis()
    axes.figure.legend(frameon=False, ncols=5, loc="outside upper right")


def draw_latency(axes: Any, runs: Sequence[Run]) -> None:
    """The share of completions that are there after some seconds."""
    for index, run in enumerate(runs):
        seconds = sorted(each.seconds for each in run.outcomes)
        shares = [100 * (place + 1) / len(seconds) for place in range(len(seconds))]
        axes.step(seconds, shares, where="post", color=COLOURS[index % len(COLOURS)], label=run.name)
    axes.set(xlabel="seconds of a completion, all tries", ylabel="done, %", ylim=(0, 101), xlim=(0, None))
    axes.legend(frameon=False)


def draw_tokens(axes: Any, runs: Sequence[Run]) -> None:
    """Tokens of prompt and answer."""
    axes.boxplot([[each.tokens for each in run.outcomes] for run in runs], orientation="horizontal", widths=0.6)
    axes.set(yticks=range(1, len(runs) + 1), yticklabels=[run.name for run in runs], xlabel="tokens of prompt and answer, last try")
    axes.invert_yaxis()
