"""Draws the layouts that KLayout tasks read, each in two revisions: `make designs` runs it with KLayout's package.

All have the same layers, a hierarchy, labels and a few faults against the rules that tasks check. Their units differ, and none
is the usual nanometre, so that a script that takes it for granted fails.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from klayout import db

ACTIVE, POLY, CONTACT, METAL1, VIA1, METAL2, LABEL1, LABEL2, OUTLINE = (
    (2, 0), (5, 0), (6, 0), (8, 0), (9, 0), (10, 0), (8, 10), (10, 10), (63, 0),
)  # fmt: skip
HEIGHT = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Draws into a layout in micrometres."""

    layout: db.Layout

    def box(self, cell: db.Cell, layer: tuple[int, int], *box: float) -> None:
        """Draws a rectangle: left, bottom, right, top."""
        cell.shapes(self.layout.layer(*layer)).insert(db.DBox(*box))

    def text(self, cell: db.Cell, layer: tuple[int, int], string: str, x: float, y: float) -> None:
        """Writes a label."""
        cell.shapes(self.layout.layer(*layer)).insert(db.DText(string, x, y))

    def place(self, cell: db.Cell, child: db.Cell, x: float, y: float, *, mirrored: bool = False) -> None:
        """Places a cell, mirrored at the x axis where asked for."""
        cell.insert(
            db.DCellInstArray(child.cell_index(), db.DTrans(db.DVector(x, y)) * (db.DTrans.M0 if mirrored else db.DTrans.R0))
        )

    def array(
        self, cell: db.Cell, child: db.Cell, at: tuple[float, float], pitch: tuple[float, float], size: tuple[int, int]
    ) -> None:
        """Places a regular array of a cell."""
        steps = db.DVector(pitch[0], 0), db.DVector(0, pitch[1])
        cell.insert(db.DCellInstArray(child.cell_index(), db.DTrans(db.DVector(*at)), *steps, *size))


def via(pen: Pen) -> db.Cell:
    """A via from metal1 to metal2."""
    cell = pen.layout.create_cell("VIA1")
    pen.box(cell, VIA1, -0.1, -0.1, 0.1, 0.1)
    pen.box(cell, METAL1, -0.2, -0.15, 0.2, 0.15)
    pen.box(cell, METAL2, -0.15, -0.2, 0.15, 0.2)
    return cell


def gate(pen: Pen, name: str, inputs: str) -> db.Cell:
    """A gate with rails, one poly finger per input and an output Y."""
    cell = pen.layout.create_cell(name)
    width = 1.5 * (len(inputs) + 1)
    pen.box(cell, OUTLINE, 0, 0, width, HEIGHT)
    for bottom, label in ((0, "VSS"), (HEIGHT - 0.6, "VDD")):
        pen.box(cell, METAL1, 0, bottom, width, bottom + 0.6)
        pen.text(cell, LABEL1, label, width / 2, bottom + 0.3)
    for bottom in (1.0, 3.6):
        pen.box(cell, ACTIVE, 0.3, bottom, width - 0.3, bottom + 1.2)
    for index, pin in enumerate(inputs):
        x = 1.0 + 1.5 * index
        pen.box(cell, POLY, x, 0.8, x + 0.2, 5.0)
        pen.box(cell, POLY, x - 0.1, 2.6, x + 0.3, 3.1)
        pen.box(cell, CONTACT, x, 2.75, x + 0.2, 2.95)
        pen.box(cell, METAL1, x - 0.1, 2.6, x + 0.3, 3.1)
        pen.text(cell, LABEL1, pin, x + 0.1, 2.85)
    pen.box(cell, METAL1, width - 0.6, 1.2, width - 0.3, 4.6)
    for y in (1.6, 4.2):
        pen.box(cell, CONTACT, width - 0.55, y, width - 0.35, y + 0.2)
    pen.text(cell, LABEL1, "Y", width - 0.45, 2.85)
    return cell


def row(pen: Pen, gates: list[db.Cell], generator: random.Random, name: str, length: int) -> db.Cell:
    """A row of gates that touch one another."""
    cell = pen.layout.create_cell(name)
    x = 0.0
    for _ in range(length):
        child = generator.choice(gates)
        pen.place(cell, child, x, 0)
        x += child.dbbox(pen.layout.layer(*OUTLINE)).width()
    pen.box(cell, OUTLINE, 0, 0, x, HEIGHT)
    return cell


def faults(pen: Pen, top: db.Cell, x: float, more: int) -> None:
    """Shapes against the usual rules, left of everything else: narrow, close, small, overlapping, sloping, open, loose.

    `more` of the narrow, the small and the loose ones stand further left, so that the layouts differ in their numbers.
    """
    for index in range(more):
        left = x - 1.5 * (index + 1)
        pen.box(top, METAL1, left, 0, left + 0.15, 2)
        pen.box(top, METAL1, left, 3, left + 0.25, 3.2 + 0.05 * index)
        pen.box(top, VIA1, left, 5, left + 0.2, 5.2)
    pen.box(top, METAL1, x, 0, x + 0.15, 4)
    pen.box(top, METAL1, x + 0.3, 0, x + 0.7, 4)
    pen.box(top, METAL1, x + 0.3, 3, x + 1.0, 4.5)
    pen.box(top, METAL1, x + 1.5, 0, x + 1.8, 0.3)
    pen.box(top, METAL1, x + 1.5, 1.5, x + 1.75, 1.75)
    top.shapes(pen.layout.layer(*METAL1)).insert(
        db.DPolygon([db.DPoint(x + 1.5, 3), db.DPoint(x + 2.5, 3), db.DPoint(x + 3.3, 3.8), db.DPoint(x + 2.3, 3.8)])
    )
    ring = db.DPolygon(db.DBox(x + 1.5, 5, x + 3.5, 7))
    ring.insert_hole(db.DBox(x + 2, 5.5, x + 3, 6.5))
    top.shapes(pen.layout.layer(*METAL1)).insert(ring)
    pen.box(top, VIA1, x + 1.55, 5.02, x + 1.75, 5.22)
    pen.box(top, VIA1, x + 2.4, 8.4, x + 2.6, 8.6)
    pen.box(top, METAL2, x + 1.5, 4.9, x + 1.8, 5.3)
    pen.box(top, VIA1, x + 3.0, 8.4, x + 3.2, 8.6)
    pen.box(top, METAL2, x + 3.1, 8.0, x + 3.5, 9.0)
    pen.text(top, LABEL2, "open", x + 0.5, 8.0)


def wire(pen: Pen, top: db.Cell, name: str, x: float, y: tuple[float, float]) -> None:
    """A metal2 wire with a label and a via at both ends."""
    top.shapes(pen.layout.layer(*METAL2)).insert(db.DPath([db.DPoint(x, y[0]), db.DPoint(x, y[1])], 0.3, 0.15, 0.15))
    pen.text(top, LABEL2, name, x, (y[0] + y[1]) / 2)
    for end in y:
        pen.place(top, pen.layout.cell("VIA1"), x, end)


def block(pen: Pen, name: str, rows: int, length: int, more: int) -> db.Cell:
    """Rows of gates, every second one mirrored, wired over them."""
    generator = random.Random(length)  # noqa: S311
    top = pen.layout.create_cell(name)
    via_cell = via(pen)
    gates = [gate(pen, "INV", "A"), gate(pen, "NAND2", "AB"), gate(pen, "NOR3", "ABC")]
    for index in range(rows):
        mirrored = index % 2 == 1
        pen.place(top, row(pen, gates, generator, f"ROW{index}", length), 0, HEIGHT * (index + mirrored), mirrored=mirrored)
    pen.array(top, via_cell, (-5.0, 10.0), (0.6, 0.6), (3, 2))
    width = top.dbbox(pen.layout.layer(*OUTLINE)).width()
    for index in range(int(width / 2.4)):
        low = generator.randrange(rows)
        high = generator.randrange(low, rows)
        wire(pen, top, f"net<{index}>", 0.9 + 2.4 * index, (HEIGHT * low + 1.0, HEIGHT * high + 5.0))
    faults(pen, top, -6.0, more)
    pen.box(top, OUTLINE, -6.5 - 1.5 * more, -1, width + 1, HEIGHT * rows + 3)
    return top


def memory(pen: Pen, name: str, columns: int, lines: int, more: int) -> db.Cell:
    """An array of bit cells with word lines in metal1 and bit lines in metal2."""
    top = pen.layout.create_cell(name)
    via_cell = via(pen)
    bit = pen.layout.create_cell("BIT")
    pen.box(bit, OUTLINE, 0, 0, 3, 2)
    pen.box(bit, ACTIVE, 0.4, 0.4, 2.6, 0.9)
    pen.box(bit, POLY, 1.2, 0.2, 1.4, 1.8)
    pen.box(bit, CONTACT, 0.6, 0.55, 0.8, 0.75)
    pen.box(bit, METAL1, 0.5, 0.45, 0.9, 0.85)
    pen.box(bit, METAL1, 0, 1.4, 3, 1.7)
    pen.text(bit, LABEL1, "BL", 0.7, 0.65)
    pen.place(bit, via_cell, 0.7, 0.65)
    pair = pen.layout.create_cell("PAIR")
    pen.place(pair, bit, 0, 0)
    pen.place(pair, bit, 0, 4, mirrored=True)
    pen.array(top, pair, (0, 0), (3, 4), (columns, lines // 2))
    inverter = gate(pen, "INV", "A")
    for index in range(lines // 2):
        pen.place(top, inverter, 3 * columns + 1.0, HEIGHT * index)
    for index in range(columns):
        x = 0.7 + 3 * index
        pen.box(top, METAL2, x - 0.15, -1.0, x + 0.15, 2.0 * lines)
        pen.text(top, LABEL2, f"bl<{index}>", x, -0.8)
    for index in range(lines):
        pen.text(top, LABEL1, f"wl<{index}>", 0.1, 2 * index + (0.45 if index % 2 else 1.55))
    faults(pen, top, -6.0, more)
    pen.box(top, OUTLINE, -7 - 1.5 * more, -2, 3 * columns + 5, 3 * lines + 2)
    return top


def revise(pen: Pen, top: db.Cell, seed: int) -> None:
    """Makes the second revision: wires moved, a gate's pin redrawn, cells added, some of them empty."""
    generator = random.Random(seed)  # noqa: S311
    layer = pen.layout.layer(*METAL2)
    shapes = sorted(top.shapes(layer).each(), key=str)
    for shape in generator.sample(shapes, 2):
        shape.transform(db.DTrans(db.DVector(0.2, 0)))
    pen.box(pen.layout.cell("INV"), METAL1, 0.8, 2.5, 1.4, 3.2)
    spare = pen.layout.create_cell(f"SPARE{seed}")
    pen.box(spare, OUTLINE, 0, 0, 3, 2)
    for index in range(seed):
        pen.box(spare, (POLY, CONTACT)[index], index, 0, index + 0.5, 2)
    pen.place(top, spare, -6, 9)
    pen.text(top, LABEL2, "spare", -5, 10)
    for index in range(seed + 1):
        hollow = pen.layout.create_cell(f"HOLLOW{index + seed}")
        pen.place(spare, hollow, 0, 0)
        pen.place(top, hollow, index, 0)


def main() -> None:
    """Writes both revisions of every layout."""
    drawings = {
        "control": (0.002, lambda pen: block(pen, "control", 2, 6, 0)),
        "datapath": (0.0005, lambda pen: block(pen, "datapath", 5, 12, 1)),
        "memory": (0.005, lambda pen: memory(pen, "memory", 8, 6, 2)),
    }
    for number, (name, (dbu, draw)) in enumerate(drawings.items()):
        folder = Path(__file__).parent / "layouts" / name
        folder.mkdir(parents=True, exist_ok=True)
        layout = db.Layout()
        layout.dbu = dbu
        pen = Pen(layout=layout)
        top = draw(pen)
        # Without the time of writing, files are equal where layouts are.
        options = db.SaveLayoutOptions()
        options.gds2_write_timestamps = False
        layout.write(str(folder / "design.gds"), options)
        revise(pen, top, number)
        layout.write(str(folder / "revision.gds"), options)


if __name__ == "__main__":
    main()
