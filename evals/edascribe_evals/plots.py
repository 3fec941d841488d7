"""The plots of a report, as SVG that takes the page's own colour of text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from edascribe_evals.results import FIGURES, LEVELS, comes_to_its_end, estimate, mean_of, passes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from edascribe_evals.results import Estimate, Run

# They keep their distance from one another, and from a white and a black page, also for the colour-blind.
COLOURS = ("#2f7fc1", "#d9822b", "#3f9c6b", "#b85478", "#7f6fc2", "#8a8a8a")
# The page's own colour of text, which plots take by this name.
INK = "#010203"


def plot(draw: Callable[[Any], object], *, height: float = 3.2) -> str:
    """A plot as SVG within the page, in the page's own colour of text; ``height`` in inches."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    inks: dict[Any, Any] = dict.fromkeys(("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color"), INK)
    with mpl.rc_context({**inks, "svg.hashsalt": "edascribe", "font.size": 10, "svg.fonttype": "none"}):
        figure = Figure(figsize=(8.5, height), layout="constrained", facecolor="none")
        axes = figure.subplots()
        axes.set_facecolor("none")
        axes.spines[["top", "right"]].set_visible(False)
        draw(axes)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None}, transparent=True)
    text = out.getvalue()
    return f"<figure>{text[text.index('<svg') :].replace(INK, 'currentColor')}</figure>"


def draw_levels(axes: Any, run: Run, tools: Sequence[str]) -> None:
    """Bars of pass@1 by tool and level, with intervals."""
    chosen = {
        (tool, level): estimate([each for each in run.outcomes if each.tool == tool and each.level == level], 1)
        for tool in tools
        for level in LEVELS
    }
    draw_bars(axes, tools, LEVELS, chosen)
    axes.set(ylabel="pass@1, %")


def draw_infilling(axes: Any, run: Run, tools: Sequence[str]) -> None:
    """Bars of each figure by tool, both kinds of gaps together, with intervals."""
    names = [name.removesuffix(", %") for name, _ in FIGURES]
    chosen = {
        (tool, name): mean_of([each for each in run.outcomes if each.tool == tool], figure)
        for tool in tools
        for name, (_, figure) in zip(names, FIGURES, strict=True)
    }
    draw_bars(axes, tools, names, chosen)
    axes.set(ylabel="gaps, %")


def draw_steps(axes: Any, steps: Mapping[str, Run]) -> None:
    """Bars of how many answers pass, and how many run, for the parts one after the other."""
    figures = {"passes": passes, "runs": comes_to_its_end}
    chosen = {(step, name): mean_of(run.outcomes, figure) for step, run in steps.items() for name, figure in figures.items()}
    draw_bars(axes, list(steps), list(figures), chosen)
    axes.set(ylabel="answers, %")


def draw_bars(axes: Any, groups: Sequence[str], bars: Sequence[str], values: Mapping[tuple[str, str], Estimate | None]) -> None:
    """A group of bars, each with its interval, for each of some names; a bar of nothing is a line on the ground."""
    width = 0.8 / len(bars)
    for index, bar in enumerate(bars):
        found = [(place, value) for place, group in enumerate(groups) if (value := values[group, bar]) is not None]
        ats = [place + (index - (len(bars) - 1) / 2) * width for place, _ in found]
        means = [100 * value.mean for _, value in found]
        bounds = [[100 * (value.mean - value.low) for _, value in found], [100 * (value.high - value.mean) for _, value in found]]
        axes.bar(ats, means, width * 0.88, color=COLOURS[index], label=bar)
        axes.errorbar(ats, means, bounds, fmt="none", capsize=2.5, ecolor=INK, elinewidth=0.9)
    axes.set(xticks=range(len(groups)), xticklabels=groups, ylim=(0, 100), xlim=(-0.5, len(groups) - 0.5))
    axes.figure.legend(frameon=False, ncols=len(bars), loc="outside upper left")


def draw_failures(axes: Any, runs: Mapping[str, Run]) -> None:
    """How the answers of each run end, in percent."""
    kinds = ("", "wrong result", "error in the tool", "over a limit", "rejected by the check")
    left = [0.0] * len(runs)
    for kind, colour in zip(kinds, (COLOURS[index] for index in (2, 0, 1, 4, 5)), strict=True):
        shares = [100 * sum(each.failure == kind for each in run.outcomes) / len(run.outcomes) for run in runs.values()]
        axes.barh(range(len(runs)), shares, left=left, color=colour, label=kind or "passes", height=0.66)
        left = [one + other for one, other in zip(left, shares, strict=True)]
    axes.set(yticks=range(len(runs)), yticklabels=list(runs), xlabel="answers, %", xlim=(0, 100))
    axes.invert_yaxis()
    axes.figure.legend(frameon=False, ncols=len(kinds), loc="outside upper left")


def draw_latency(axes: Any, runs: Mapping[str, Run]) -> None:
    """The share of completions that are there after some seconds."""
    for index, (name, run) in enumerate(runs.items()):
        seconds = sorted(each.seconds for each in run.outcomes)
        shares = [100 * place / len(seconds) for place in range(len(seconds) + 1)]
        again, colour = divmod(index, len(COLOURS))
        axes.step([0, *seconds], shares, where="post", color=COLOURS[colour], linestyle=("-", "--", ":")[again % 3], label=name)
    axes.set(xlabel="seconds of a completion, all tries", ylabel="done, %", ylim=(0, 101), xlim=(0, None))
    axes.figure.legend(frameon=False, ncols=2, loc="outside upper left")


def draw_tokens(axes: Any, runs: Mapping[str, Run]) -> None:
    """Tokens of prompt and answer."""
    lines: dict[str, dict[str, Any]] = {part: {"color": INK} for part in ("boxprops", "whiskerprops", "capprops", "medianprops")}
    lines["flierprops"] = {"markeredgecolor": INK, "markersize": 3}
    axes.boxplot([[each.tokens for each in run.outcomes] for run in runs.values()], orientation="horizontal", widths=0.6, **lines)
    axes.set(yticks=range(1, len(runs) + 1), yticklabels=list(runs), xlabel="tokens of prompt and answer, last try")
    axes.invert_yaxis()
