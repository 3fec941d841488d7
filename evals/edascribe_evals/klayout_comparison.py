"""Runs in the sandbox: writes into the file differences what makes the layout `actual` another than `expected`.

The file `view` says "top" to compare what the top cells show, or "cells" to compare cell by cell.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from klayout import db

if TYPE_CHECKING:
    from collections.abc import Iterator

Labels = Counter[tuple[str, int, int]]
SHOWN = 5


def read(name: str) -> db.Layout:
    """A layout from its file."""
    layout = db.Layout()
    layout.read(name)
    return layout


def layers(layout: db.Layout) -> dict[tuple[int, int], int]:
    """The index of each layer, by layer and datatype."""
    return {(layout.get_info(index).layer, layout.get_info(index).datatype): index for index in layout.layer_indexes()}


def shown(cell: db.Cell, index: int | None, *, deep: bool) -> tuple[db.Region, Labels]:
    """A cell's polygons and labels on a layer, with those of the cells below where `deep`."""
    if index is None:
        return db.Region(), Counter()
    shapes = cell.begin_shapes_rec(index)
    if not deep:
        shapes.max_depth = 0
    region = db.Region(shapes)
    labels: Labels = Counter()
    shapes.shape_flags = db.Shapes.STexts
    while not shapes.at_end():
        text = shapes.trans() * shapes.shape().text
        labels[text.string, text.x, text.y] += 1
        shapes.next()
    return region, labels


def placements(cell: db.Cell) -> Counter[tuple[str, str]]:
    """How often each cell is placed with each transformation, arrays element by element."""
    found: Counter[tuple[str, str]] = Counter()
    for instance in cell.each_inst():
        for trans in instance.cell_inst.each_cplx_trans():
            found[instance.cell.name, str(trans)] += 1
    return found


def differences(actual: db.Layout, expected: db.Layout, *, deep: bool) -> Iterator[str]:
    """What is different, in words."""
    if abs(actual.dbu - expected.dbu) > 1e-9:
        yield f"Its database unit is {actual.dbu:g} where {expected.dbu:g} is right."
        return
    have, want = (
        {cell.name: cell for cell in (layout.top_cells() if deep else layout.each_cell())} for layout in (actual, expected)
    )
    if set(have) != set(want):
        kind = "top cells" if deep else "cells"
        yield f"Its {kind} are {', '.join(sorted(have))} where {', '.join(sorted(want))} are right."
        return
    mine, right = layers(actual), layers(expected)
    for name in sorted(want):
        for layer in sorted(mine.keys() | right.keys()):
            polygons, labels = shown(have[name], mine.get(layer), deep=deep)
            right_polygons, right_labels = shown(want[name], right.get(layer), deep=deep)
            where = f"{layer[0]}/{layer[1]} of {name}"
            if not (polygons ^ right_polygons).is_empty():
                yield f"The shapes on {where} are not those that are right."
            if labels != right_labels:
                yield f"The labels on {where} are not those that are right."
        if not deep and placements(have[name]) != placements(want[name]):
            yield f"The placements in {name} are not those that are right."


found = list(differences(read("actual"), read("expected"), deep=Path("view").read_text() == "top"))
Path("differences").write_text("\n".join(found[:SHOWN]))
