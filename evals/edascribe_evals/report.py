"""A report: one HTML page that needs nothing but itself, with tables and plots."""

from __future__ import annotations

import statistics
from collections import Counter
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edascribe_evals.plots import draw_failures, draw_infilling, draw_latency, draw_levels, draw_steps, draw_tokens, plot
from edascribe_evals.questions import EDA_CORPUS, INFILLING
from edascribe_evals.results import FIGURES, LEVELS, by_name, comes_to_its_end, difference, estimate, mean_of, passes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from edascribe_evals.results import Estimate, Run

KS = (1, 5)
# The parts one after the other, by what a run went without; the plain prompt is without the catalogue.
STEPS: dict[str, tuple[str, ...]] = {
    "plain prompt": ("catalogue",),
    "and retrieval": ("constraint", "repair"),
    "and the constraint": ("repair",),
    "and repair: all parts": (),
}
PARTS_LEFT_OUT = ("retrieval", "constraint", "repair")
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


def page(runs: Sequence[Run]) -> str:
    """The whole page for some runs; what there is to show of each suite's first run is shown of that one."""
    suites: dict[str, dict[str, Run]] = {
        suite: by_name([run for run in runs if run.suite == suite]) for suite in dict.fromkeys(run.suite for run in runs)
    }
    parts = [
        "<h1>Edascribe, measured</h1><p class=note>What is measured is what the editor would show. "
        "In brackets: 95 % intervals, by a bootstrap.</p>"
    ]
    models = {run.model for run in runs}
    if len(models) == 1:
        # Then it is said once, and the runs are called by the parts that took part.
        parts.append(f"<p>Model: <b>{escape(models.pop())}</b></p>")
    if "" in suites:
        parts += [*executed(suites[""]), *ablations(list(suites[""].values()))]
    if INFILLING in suites:
        parts += infilling(suites[INFILLING])
    if EDA_CORPUS in suites:
        parts += eda_corpus(suites[EDA_CORPUS])
    parts += [
        "<h2>What others published</h2>",
        "<p class=note>On <b>their own tasks</b>, which nobody else can run, judged in their own ways, with levels as they define "
        "them: for orientation only, not to be compared with the figures above.</p>",
        table(["system", "what was measured", "easy / medium / hard, %", "source"], [list(row) for row in PUBLISHED], words=True),
        *conditions(suites),
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


def executed(runs: Mapping[str, Run]) -> list[str]:
    """The section about tasks that are run in their tools."""
    name, main = next(iter(runs.items()))
    tools = sorted({outcome.tool for outcome in main.outcomes})
    parts = [
        "<h2>Scripts that were run</h2>",
        "<p class=note>Each answer ran in its real tool, in a sandbox, on two designs or more; what it left was compared with what "
        "the reference leaves. <b>Runs</b>: the share of answers that the tool ran to their end, whatever came out.</p>",
        table(
            ["run", *(f"pass@{k}, %" for k in KS), "runs, %", "tasks", "samples", "T", "s, median", "s, p95"],
            [
                [
                    each,
                    *(percent(estimate(run.outcomes, k), counted=False) for k in KS),
                    percent(mean_of(run.outcomes, comes_to_its_end), counted=False),
                    run.tasks,
                    run.samples,
                    f"{run.temperature:g}",
                    *(f"{value:.1f}" for value in latency(run)),
                ]
                for each, run in runs.items()
            ],
        ),
        f"<h3>By tool and level: {escape(name)}</h3>",
        *(by_tool_and_level(main, tools, k) for k in KS if estimate(main.outcomes, k)),
        plot(lambda axes: draw_levels(axes, main, tools)),
        "<h3>How answers end</h3>",
        plot(lambda axes: draw_failures(axes, runs), height=1.1 + 0.34 * len(runs)),
        "<h3>Time and tokens</h3>",
        plot(lambda axes: draw_latency(axes, runs), height=3.2 + 0.1 * len(runs)),
        plot(lambda axes: draw_tokens(axes, runs), height=1.0 + 0.34 * len(runs)),
    ]
    models = {run.model: each for each, run in reversed(list(runs.items())) if not run.without}
    if len(models) > 1:
        rows = [[each, points(difference(runs[each], main))] for each in models.values() if each != name]
        parts += [f"<h3>Against other models: {escape(name)}</h3>", table(["against", "pass@1, points more"], rows)]
    return parts


def ablations(runs: Sequence[Run]) -> list[str]:
    """The section about what each part of the pipeline is worth, for the models that were asked without some in the same way."""
    groups: dict[tuple[str, float, int], dict[tuple[str, ...], Run]] = {}
    for run in runs:
        groups.setdefault((run.model, run.temperature, run.wording), {}).setdefault(run.without, run)
    parts = []
    for (model, temperature, _), found in groups.items():
        steps = {name: found[without] for name, without in STEPS.items() if without in found}
        left_out = {part: found[part,] for part in PARTS_LEFT_OUT if (part,) in found}
        if () not in found or len(found) == 1:
            continue
        figures = ["pass@1, %", "points", "runs, %", "points"]
        parts += [
            f"<h3>One part after the other: {escape(model)}, T={temperature:g}</h3>",
            table(
                ["what takes part", *figures],
                [
                    worth(name, run, less=before, more=run)
                    for before, (name, run) in zip([None, *steps.values()], steps.items(), strict=False)
                ],
            ),
            plot(lambda axes, steps=steps: draw_steps(axes, steps)),  # type: ignore[misc]
        ]
        if left_out:
            parts += [
                f"<h3>Without one part: {escape(model)}, T={temperature:g}</h3>",
                table(["left out", *figures], [worth(part, run, less=run, more=found[()]) for part, run in left_out.items()]),
            ]
    if not parts:
        return []
    return [
        "<h2>What each part is worth</h2>",
        "<p class=note>The <b>plain prompt</b> holds what stands before the cursor and the task. <b>Retrieval</b> adds entries of "
        "the tool's API with examples, the <b>constraint</b> keeps the answer inside the API while it is written, <b>repair</b> is "
        "the check with its certain fixes and two more tries. <b>Points</b>: what the part adds, paired by task. Without repair "
        "the first answer counts, as it is.</p>",
        *parts,
    ]


def worth(name: str, run: Run, *, less: Run | None, more: Run) -> list[str]:
    """A row of a run's figures, each with the points that a part adds: of a run with ``more`` parts over one with ``less``."""
    row = [name]
    for figure in (passes, comes_to_its_end):
        added = points(difference(less, more, figure), counted=False) if less else ""
        row += [percent(mean_of(run.outcomes, figure), counted=False), added]
    return row


def conditions(suites: Mapping[str, Mapping[str, Run]]) -> list[str]:
    """The section that says how each run was made."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for suite, runs in suites.items():
        for name, run in runs.items():
            day = run.created[:10].replace("-", "\N{NON-BREAKING HYPHEN}")
            seeds = ", ".join(map(str, run.seeds))
            told = (day, run.version, run.server, run.machine, f"{run.temperature:g}", seeds)
            alike.setdefault(tuple(each or "-" for each in told), []).append(f"{suite}: {name}" if suite else name)
    rows = [["; ".join(several), *told] for told, several in alike.items()]
    return [
        "<h2>How it was measured</h2>",
        "<p class=note>A task's seed is that of its sample, and one more for each further try. Tasks are asked in their first "
        "wording where no other is named.</p>",
        table(["runs", "date", "Edascribe", "server", "machine", "T", "seeds"], rows, words=True),
    ]


def infilling(runs: Mapping[str, Run]) -> list[str]:
    """The section about gaps in real scripts."""
    first, main = next(iter(runs.items()))
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
            ["run", *(name for name, _ in FIGURES), "gaps", "s, median", "s, p95"],
            [
                [
                    each,
                    *(percent(mean_of(run.outcomes, figure), counted=False) for _, figure in FIGURES),
                    len(run.outcomes),
                    *(f"{value:.1f}" for value in latency(run)),
                ]
                for each, run in runs.items()
            ],
        ),
        f"<h3>By tool and kind: {escape(first)}</h3>",
        table(["tool and gap", *(name for name, _ in FIGURES), "gaps"], rows),
        plot(lambda axes: draw_infilling(axes, main, tools)),
    ]


def eda_corpus(runs: Mapping[str, Run]) -> list[str]:
    """The section about EDA-Corpus."""
    return [
        "<h2>EDA-Corpus: OpenROAD's Python API</h2>",
        "<p class=note>Prompts of the OpenROAD project's EDA-Corpus (arXiv 2405.06676, CC BY 4.0), without the pairs that are "
        "wrong themselves. Answers are <b>checked, not run</b>: what <b>passes</b> parses, uses OpenROAD's Python API, and nothing "
        "that its headers do not declare; <b>same calls</b> is the share of the reference's names of the API that are used. "
        "Neither says that an answer does what was asked.</p>",
        table(
            ["run", *(f"pass@{k}, %" for k in KS), "same calls, %", "prompts", "s, median", "s, p95"],
            [
                [
                    each,
                    *(percent(estimate(run.outcomes, k), counted=False) for k in KS),
                    percent(mean_of(run.outcomes, lambda each: each.figures["calls"]), counted=False),
                    run.tasks,
                    *(f"{value:.1f}" for value in latency(run)),
                ]
                for each, run in runs.items()
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


def every_task(runs: Mapping[str, Run]) -> str:
    """How many answers passed, per task and run."""
    tasks = sorted({(outcome.task, outcome.level) for run in runs.values() for outcome in run.outcomes})
    counts = [Counter(outcome.task for outcome in run.outcomes if outcome.passed) for run in runs.values()]
    totals = [Counter(outcome.task for outcome in run.outcomes) for run in runs.values()]
    rows = [
        [task, level, *(f"{count[task]}/{total[task]}" for count, total in zip(counts, totals, strict=True))]
        for task, level in tasks
    ]
    return table(["task", "level", *runs], rows)


def latency(run: Run) -> tuple[float, float]:
    """Median and 95th percentile of the seconds of a completion."""
    seconds = sorted(outcome.seconds for outcome in run.outcomes)
    return statistics.median(seconds), seconds[int(0.95 * (len(seconds) - 1))]


def percent(value: Estimate | None, *, counted: bool = True) -> str:
    """An estimate in percent with its interval and, where it is not said beside it, the number of tasks."""
    if value is None:
        return "-"
    count = f" n={value.tasks}" if counted else ""
    mean, low, high = (
        f"{each:.1f}" if 0 < each < 10 else f"{each:.0f}" for each in (100 * value.mean, 100 * value.low, 100 * value.high)
    )
    return f"{mean} <small>[{low}, {high}]{count}</small>"


def points(value: Estimate | None, *, counted: bool = True) -> str:
    """A difference in percentage points with its interval and, where it is not said beside it, the number of tasks."""
    if value is None:
        return "-"
    count = f" n={value.tasks}" if counted else ""
    return f"{100 * value.mean:+.1f} <small>[{100 * value.low:+.1f}, {100 * value.high:+.1f}]{count}</small>"


def table(head: Sequence[str], rows: Sequence[Sequence[object]], *, words: bool = False) -> str:
    """An HTML table. Cells are escaped but for the marks that `percent` and `points` make; ``words`` are aligned as such."""
    cells = "".join("<tr>" + "".join(f"<td>{cell_text(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    names = "".join(f"<th>{escape(name)}</th>" for name in head)
    kind = " class=words" if words else ""
    return f"<div class=wide><table{kind}><thead><tr>{names}</tr></thead><tbody>{cells}</tbody></table></div>"


def cell_text(cell: object) -> str:
    """A cell's text, escaped."""
    return escape(str(cell)).replace("&lt;small&gt;", "<small>").replace("&lt;/small&gt;", "</small>")
