"""Hover and completion while the model server fails, each fault beside a healthy server: the same requests, in turn, in one run.

In each round both editors open a script and ask for ghost text, of which the one's model server fails and the other one's answers.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))

from faults import FAULTS, HEALTHY, after_models, failing
from lsp_client import Client, Page, client
from stand_in import serving

ROUNDS = 8
SCRIPT = "# edascribe: tool=opensta@2.0.17\nread_liberty cells.lib\nset period 10\n"


def measure() -> dict[str, Any]:
    """For each fault, the medians of hover and completion divided by those of the healthy server; the worst, and milliseconds."""
    return asyncio.run(_measure())


async def _measure() -> dict[str, Any]:
    figures: dict[str, Any] = {}
    healthy: dict[str, list[float]] = {"hover": [], "completion": []}
    medians: dict[str, list[float]] = {"hover": [], "completion": []}
    ratios: dict[str, list[float]] = {"hover": [], "completion": []}
    async with serving(after_models(HEALTHY)) as url, client(EDASCRIBE_MODEL_URL=url) as well:
        for fault in FAULTS:
            async with failing(fault) as bad_url, client(EDASCRIBE_MODEL_URL=bad_url) as ill:
                found = await _side_by_side(well, ill, fault)
            if not (ill.messages or fault in {"endless", "prose"} or fault.startswith("hang")):
                raise RuntimeError(f"the model server did not fail with the fault {fault}")
            for feature, (with_fault, without) in found.items():
                healthy[feature] += without
                medians[feature].append(statistics.median(with_fault))
                ratio = statistics.median(with_fault) / statistics.median(without)
                ratios[feature].append(ratio)
                figures[f"faults_{feature}_ratio_{fault.replace('-', '_')}"] = round(ratio, 2)
    for feature, seconds in healthy.items():
        figures[f"faults_{feature}_ms_p50_healthy"] = round(1000 * statistics.median(seconds), 2)
        figures[f"faults_{feature}_ms_p50_worst_fault"] = round(1000 * max(medians[feature]), 2)
        figures[f"faults_{feature}_ratio_p50"] = round(statistics.median(ratios[feature]), 2)
        figures[f"faults_{feature}_ratio_worst"] = round(max(ratios[feature]), 2)
    return figures


async def _side_by_side(well: Client, ill: Client, fault: str) -> dict[str, tuple[list[float], list[float]]]:
    """Seconds of each hover and completion, with the fault and without."""
    found: dict[str, tuple[list[float], list[float]]] = {"hover": ([], []), "completion": ([], [])}
    hangs = fault.startswith("hang")
    for turn in range(ROUNDS):
        # By turns, so that neither always comes second.
        for which in (turn % 2, 1 - turn % 2):
            server = (ill, well)[which]
            # A text of its own each time, so that nothing is known of it.
            page = Page(server, f"file:///faults/{fault}/{turn}.tcl", f"{SCRIPT}# Report the worst path {turn}\n", "\n")
            await server.open(page.uri, page.text)
            request, ghost_text = page.ask(invoked=True)
            # The model server has the request, or has failed, when the features are asked.
            await asyncio.wait([ghost_text], timeout=1.0 if hangs else 5.0)
            for feature, seconds in found.items():
                seconds[which].append(await _asked(page, feature))
            if not ghost_text.done():
                server.notify("$/cancelRequest", {"id": request})
            await asyncio.wait_for(ghost_text, 30)
            server.notify("textDocument/didClose", {"textDocument": {"uri": page.uri}})
    return found


async def _asked(page: Page, feature: str) -> float:
    position = {"line": 1, "character": 3}
    start = time.perf_counter()
    result, _ = await page.client.request(f"textDocument/{feature}", {"textDocument": {"uri": page.uri}, "position": position})[1]
    if not result:
        raise RuntimeError(f"the {feature} was not answered")
    return time.perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
