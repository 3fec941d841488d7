"""A report: one HTML page that needs nothing but itself, with tables and plots."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edascribe_evals.plots import draw_failures, draw_infilling, draw_latency, draw_levels, draw_tokens, plot
from edascribe_evals.questions import EDA_CORPUS, INFILLING
from edascribe_evals.results import FIGURES, LEVELS, difference, estimate, mean_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from edascribe_evals.results import Estimate, Run

KS = (1, 5)
STYLE = Path(__file__).with_name("report.css")
# Percent, as printed in the papers; the tasks, and who judged, are their own.
PUBLISHED = (
    ("ChipNeMo-70B-Steer, API documentation retrieved", "Tcl, pass@5", "84 / 85 / -", "arXiv 2311.00176"),
    ("ChipNeMo-70B-Steer, API documentation retrieved", "Python, pass@5", "77 / 36 / -", "arXiv 2311.00176"),
    ("ChipNeMo-70B-SFT", "Tcl, pass@5", "27 / 74 / -", "arXiv 2311.00176"),
    ("ChipNeMo-70B-SFT", "Python, pass@5", "61 / 29 / -", "arXiv 2311.00176"),
    ("GPT-4, as ChipNeMo's authors measured it", "Tcl, pass@5", "20 / 52 / -", "arXiv 2311.00176"),
    ("JARVIS: retrieval, checker and fixing agent", "own scripts, pass@1, T=0", "92 / 93 / 81", "arXiv 2505.14978"),
    ("JARVIS without the checker", "own scripts, pass@1, T=0", "89 / 84 / 56", "arXiv 2505.14978"),
    ("JARVIS: adapted and fine-tuned only", "own scripts, pass@1, T=0", "46 / 56 / 36", "arXiv 2505.14978"),
    ("iScript", "Innovus Tcl, pass@1 by another model", "syntax 59.5, function 19.0", "arXiv 2603.04476"),
    ("OpenROAD-Assistant", "OpenROAD Python, pass@1", "about 77", "MLCAD 2024"),
)


def page(runs: Sequence[Run], version: str) -> str:
    """The whole page for some runs; what there is to show of each suite's first run is shown of that one."""
    suites: dict[str, list[Run]] = {}
    for run in runs:
        suites.setdefault(run.suite, []).append(run)
    parts = [
        f"<h1>Edascribe, measured</h1><p class=note>Edascribe {escape(version)}. What is measured is what the editor would show. "
        "In brackets: 95 % intervals, by a bootstrap.</p>"
    ]
    models = {run.model for run in runs}
    if len(models) == 1:
        # Then it is said once, and the runs are called by what they went without.
        parts.append(f"<p>Model: <b>{escape(models.pop())}</b></p>")
        suites = {
            suite: [replace(run, model="" if run.without else "all parts") for run in found] for suite, found in suites.items()
        }
    if "" in suites:
        parts += executed(suites[""])
    if INFILLING in suites:
        parts += infilling(suites[INFILLING])
    if EDA_CORPUS in suites:
        parts += eda_corpus(suites[EDA_CORPUS])
    parts += [
        "<h2>What others published</h2>",
        "<p class=note>On <b>their own tasks</b>, which nobody else can run, judged in their own ways, with levels as they define "
        "them: for orientation only, not to be compared with the figures above.</p>",
        table(["system", "what was measured", "easy / medium / hard, %", "source"], [list(row) for row in PUBLISHED], words=True),
    ]
    if "" in suites:
        parts += [
            "<h2>Every task that was run</h2>",
            f"<details><summary>Answers that pass</summary>{every_task(suites[''])}</details>",
        ]
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Edascribe, measured</title><style>{STYLE.read_text()}</style>" + "\n".join(parts) + "</html>\n"
    )


def executed(runs: Sequence[Run]) -> list[str]:
    """The section about tasks that are run in their tools."""
    main = runs[0]
    tools = sorted({outcome.tool for outcome in main.outcomes})
    parts = [
        "<h2>Scripts that were run</h2>",
        "<p class=note>Each answer ran in its real tool, in a sandbox, on two designs or more; what it left was compared with what "
        "the reference leaves.</p>",
        table(
            ["run", *(f"pass@{k}, %" for k in KS), "tasks", "samples", "T", "s, median", "s, p95", "date"],
            [
                [
                    run.name,
                    *(percent(estimate(run.outcomes, k), counted=False) for k in KS),
                    len({outcome.task for outcome in run.outcomes}),
                    max(outcome.epoch for outcome in run.outcomes),
                    f"{run.temperature:g}",
                    *(f"{value:.1f}" for value in latency(run)),
                    date(run),
                ]
                for run in runs
            ],
        ),
        f"<h3>By tool and level: {escape(main.name)}</h3>",
        *(by_tool_and_level(main, tools, k) for k in KS if estimate(main.outcomes, k)),
        plot(lambda axes: draw_levels(axes, main, tools)),
        "<h3>How answers end</h3>",
        plot(lambda axes: draw_failures(axes, runs), height=1.1 + 0.34 * len(runs)),
        "<h3>Time and tokens</h3>",
        plot(lambda axes: draw_latency(axes, runs)),
        plot(lambda axes: draw_tokens(axes, runs), height=1.0 + 0.34 * len(runs)),
    ]
    if len(runs) > 1:
        rows = [[run.name, points(difference(run, main))] for run in runs[1:]]
        parts += [f"<h3>Against the others: {escape(main.name)}</h3>", table(["against", "pass@1, points more"], rows)]
    return parts


def infilling(runs: Sequence[Run]) -> list[str]:
    """The section about gaps in real scripts."""
    main = runs[0]
    tools = sorted({outcome.tool for outcome in main.outcomes})
    kinds = sorted({outcome.level for outcome in main.outcomes}, reverse=True)
    author = mean_of(main.outcomes, lambda each: each.figures["author_valid"])
    rows = [
        [f"{tool}, {kind}", *(percent(mean_of(chosen, figure), counted=False) for _, figure in FIGURES), len(chosen)]
        for tool in tools
        for kind in kinds
        if (chosen := [each for each in main.outcomes if (each.tool, each.level) == (tool, kind)])
    ]
    return [
        "<h2>Infilling: gaps in real scripts</h2>",
        "<p class=note>Lines of public scripts, of repositories that nothing was learnt from, that ghost text should write: a "
        "whole line, or the rest of one that was begun. <b>Same line</b>: what is shown is the author's, blanks aside; "
        "<b>edit similarity</b>: one less the share of characters to change, 0 where nothing is shown; <b>valid</b>: the model's "
        "first answer is sound and within the tool's API, by the check, which says so of the authors' own lines in "
        f"{percent(author, counted=False)} %; <b>shown</b>: something passes the check and is shown. "
        "Intervals: files drawn anew.</p>",
        table(
            ["run", *(name for name, _ in FIGURES), "gaps", "s, median", "s, p95", "date"],
            [
                [
                    run.name,
                    *(percent(mean_of(run.outcomes, figure), counted=False) for _, figure in FIGURES),
                    len(run.outcomes),
                    *(f"{value:.1f}" for value in latency(run)),
                    date(run),
                ]
                for run in runs
            ],
        ),
        f"<h3>By tool and kind: {escape(main.name)}</h3>",
        table(["tool and gap", *(name for name, _ in FIGURES), "gaps"], rows),
        plot(lambda axes: draw_infilling(axes, main, tools)),
    ]


def eda_corpus(runs: Sequence[Run]) -> list[str]:
    """The section about EDA-Corpus."""
    return [
        "<h2>EDA-Corpus: OpenROAD's Python API</h2>",
        "<p class=note>Prompts of the OpenROAD project's EDA-Corpus (arXiv 2405.06676, CC BY 4.0), without the pairs that are "
        "wrong themselves. Answers are <b>checked, not run</b>: what <b>passes</b> parses, uses OpenROAD's Python API, and nothing "
        "that its headers do not declare; <b>same calls</b> is the share of the reference's names of the API that are used. "
        "Neither says that an answer does what was asked.</p>",
        table(
            ["run", *(f"pass@{k}, %" for k in KS), "same calls, %", "prompts", "s, median", "date"],
            [
                [
                    run.name,
                    *(percent(estimate(run.outcomes, k), counted=False) for k in KS),
                    percent(mean_of(run.outcomes, lambda each: each.figures["calls"]), counted=False),
                    len({outcome.task for outcome in run.outcomes}),
                    f"{latency(run)[0]:.1f}",
                    date(run),
                ]
                for run in runs
            ],
        ),
    ]


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


def date(run: Run) -> str:
    """The day of a run, which is not broken."""
    return run.created[:10].replace("-", "\N{NON-BREAKING HYPHEN}")


def percent(value: Estimate | None, *, counted: bool = True) -> str:
    """An estimate in percent with its interval and, where it is not said beside it, the number of tasks."""
    if value is None:
        return "-"
    count = f" n={value.tasks}" if counted else ""
    return f"{100 * value.mean:.0f} <small>[{100 * value.low:.0f}, {100 * value.high:.0f}]{count}</small>"


def points(value: Estimate | None) -> str:
    """A difference in percentage points with its interval."""
    if value is None:
        return "-"
    return f"{100 * value.mean:+.1f} <small>[{100 * value.low:+.1f}, {100 * value.high:+.1f}] n={value.tasks}</small>"


def table(head: Sequence[str], rows: Sequence[Sequence[object]], *, words: bool = False) -> str:
    """An HTML table. Cells are escaped but for the marks that `percent` and `points` make; ``words`` are aligned as such."""
    cells = "".join("<tr>" + "".join(f"<td>{cell_text(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    names = "".join(f"<th>{escape(name)}</th>" for name in head)
    kind = " class=words" if words else ""
    return f"<div class=wide><table{kind}><thead><tr>{names}</tr></thead><tbody>{cells}</tbody></table></div>"


def cell_text(cell: object) -> str:
    """A cell's text, escaped."""
    return escape(str(cell)).replace("&lt;small&gt;", "<small>").replace("&lt;/small&gt;", "</small>")
