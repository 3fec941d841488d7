"""All benchmarks; the last line is one JSON object of figures, and of ratios measured side by side in this run."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable
from typing import Any

import bench_catalogue
import bench_check
import bench_constrain
import bench_differential
import bench_editors
import bench_evals_http
import bench_faults
import bench_features
import bench_features_peers
import bench_ghost_text
import bench_lookup
import bench_replay
import bench_retrieval
import bench_sampling
import bench_server
import bench_slots
import bench_syntax
import false_alarms
from corpus import scripts


def main() -> int:
    """Runs what can be measured here."""
    figures: dict[str, Any] = {}
    say("Language server", figures, bench_server.measure)
    say("Language servers side by side", figures, bench_features_peers.measure)
    say("Ghost text by the embedded model", figures, bench_ghost_text.measure)
    say("Slots of the embedded model's server that cancelled requests free", figures, bench_slots.measure)
    say("Constraint: samples of the embedded model at temperature 1", figures, bench_constrain.measure)
    say("Look-up while writing beside retrieval", figures, bench_lookup.measure)
    say("Several answers ranked by score beside one after the other", figures, bench_sampling.measure)
    say("Evaluation over HTTP, beside a bare load generator", figures, bench_evals_http.measure)
    say("Language features while the model server fails", figures, bench_faults.measure)
    say("Check: agreement with the real OpenSTA", figures, bench_differential.measure)
    say("Retrieval: shares of the wanted commands found", figures, lambda: flat("", bench_retrieval.measure()))
    say("Catalogues: reading, looking up, asking the installed tools", figures, bench_catalogue.measure)
    if scripts():
        say("Replay: a typing session with the embedded model", figures, bench_replay.measure)
        say("Eight editors on one embedded server", figures, bench_editors.measure)
        say("Language features after an edit of a long script", figures, bench_features.measure)
        say("Syntax: real files", figures, lambda: flat("valid", bench_syntax.validity(held=False)))
        say("Syntax: real files kept aside", figures, lambda: flat("valid_held_out", bench_syntax.validity(held=True)))
        say("Syntax: damages of one character", figures, lambda: flat("damages", bench_syntax.damages()))
        say("Syntax: speed", figures, lambda: flat("", bench_syntax.speed()))
        say("Syntax: verdict on insertions, Tcl", figures, lambda: flat("insertions_tcl", bench_syntax.insertions("tcl")))
        say("Syntax: verdict on insertions, Python", figures, lambda: flat("insertions_python", bench_syntax.insertions("python")))
        say("Check: speed beside tclint, and after an edit", figures, bench_check.measure)
        say("Check: false alarms on real scripts", figures, false_alarms.measure)
    print(json.dumps(figures))
    return 1 if "failed" in figures else 0


def say(title: str, figures: dict[str, Any], measure: Callable[[], dict[str, Any]]) -> None:
    """Measures, prints what was found, and keeps it; a part that fails is told at once and at the end, and the others go on."""
    print(f"== {title}", flush=True)
    try:
        found = measure()
    except Exception:  # noqa: BLE001  # whatever one part fails of, the others are still measured
        traceback.print_exc()
        figures.setdefault("failed", []).append(title)
        return
    for name, value in found.items():
        print(f"{name:44} {value}", flush=True)
    figures |= found


def flat(prefix: str, found: dict[str, Any]) -> dict[str, Any]:
    """The figures under names in one style; lists, which are for people, are printed and not kept."""
    figures = {}
    for name, value in found.items():
        if isinstance(value, list):
            for line in value:
                print(f"  {line}")
            continue
        words = f"{prefix} {name}".replace(",", "").replace("/", "_per_").split()
        figures["_".join(words).lower()] = value
    return figures


if __name__ == "__main__":
    sys.exit(main())
