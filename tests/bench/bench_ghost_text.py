"""What the embedded model makes of plain comments, and how long it takes: the whole pipeline, one answer after the other."""

from __future__ import annotations

import asyncio
import json
import statistics
from pathlib import Path
from typing import Any

from edascribe_codegen.catalogue import load
from edascribe_codegen.models import embedded_model, fetch
from edascribe_codegen.pipeline import complete
from edascribe_codegen.types import EditorContext

SCRIPT = (Path(__file__).resolve().parents[2] / "examples/accumulator/timing.tcl").read_text().split("# The slowest")[0]
# A comment and the call that it asks for.
TASKS = {
    "Report the total negative slack": "report_tns",
    "Report the power of the design": "report_power",
    "Create a 5 ns clock on port clk": "create_clock",
    "Set an uncertainty of 0.1 on clock clk": "set_clock_uncertainty",
    "All paths from port rst_n are false": "set_false_path",
    "Inputs arrive 1.5 ns after the clock clk": "set_input_delay",
    "Show the worst slack with 3 digits": "report_worst_slack",
    "Outputs drive a load of 0.05 pF": "set_load",
    "Check the constraints for missing clocks": "check_setup",
    "Show the properties of all clocks": "report_clock_properties",
    "Give paths from a to b two cycles": "set_multicycle_path",
    "Write the constraints to out.sdc": "write_sdc",
}


def measure() -> dict[str, Any]:
    """Shares of answers that are shown and that are the right command; seconds to the answer, median and worst."""
    fetch()
    return asyncio.run(_measure())


async def _measure() -> dict[str, Any]:
    catalogue = load("opensta", "2.0.17")
    model = await embedded_model()
    shown = right = 0
    seconds = []
    try:
        for task, wanted in TASKS.items():
            context = EditorContext(language="tcl", tool="opensta", version="2.0.17", before=f"{SCRIPT}# {task}\n")
            checked = await complete(context, catalogue, model)
            shown += checked.verdict != "rejected"
            right += checked.text.split()[:1] == [wanted]
            seconds.append(checked.candidate.timings.total)
    finally:
        await model.close()
    return {
        "ghost_text_tasks": len(TASKS),
        "ghost_text_shown": round(shown / len(TASKS), 3),
        "ghost_text_right_command": round(right / len(TASKS), 3),
        "ghost_text_s_median": round(statistics.median(seconds), 3),
        "ghost_text_s_worst": round(max(seconds), 3),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_measure())))
