"""Loss curves: what training lost at every step, smoothed, and on held-out data."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from edascribe_training.loop import Progress

_SMOOTHED = 0.95


def plot(progress: Progress, path: Path, title: str) -> None:
    """Writes the curves as an SVG, the same bytes for the same figures."""
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    steps = range(1, len(progress.losses) + 1)
    axes.plot(steps, progress.losses, color="#9bb8d3", linewidth=0.6, label="training, each step")
    axes.plot(steps, smoothed(progress.losses), color="#1f5582", label="training, smoothed")
    if progress.held_out:
        axes.plot(*zip(*progress.held_out, strict=True), color="#b3472f", marker="o", markersize=3, label="held out")
    axes.set(xlabel="step", ylabel="loss (nats a token)", title=title)
    axes.legend(frameon=False)
    with mpl.rc_context({"svg.hashsalt": title}):
        figure.savefig(path, format="svg", metadata={"Date": None})


def smoothed(losses: tuple[float, ...]) -> list[float]:
    """An exponential mean that begins without bias."""
    values: list[float] = []
    mean = weight = 0.0
    for loss in losses:
        mean = _SMOOTHED * mean + (1 - _SMOOTHED) * loss
        weight = _SMOOTHED * weight + (1 - _SMOOTHED)
        values.append(mean / weight)
    return values
