"""KLayout: draws layouts with layers, cells, labels and some faults, and how a script has read them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from klayout import db

# Layer and datatype by name: three processes with names and numbers of their own.
_TECHNOLOGIES = (
    {"nwell": (64, 20), "diff": (65, 20), "poly": (66, 20), "licon": (66, 44), "li1": (67, 20), "met1": (68, 20), "via": (68, 44), "met2": (69, 20), "label": (68, 5), "boundary": (235, 4)},
    {"nwell": (21, 0), "comp": (22, 0), "poly2": (30, 0), "contact": (33, 0), "metal1": (34, 0), "via1": (35, 0), "metal2": (36, 0), "label": (34, 10), "pr_bndry": (0, 0)},
    {"NW": (1, 0), "OD": (3, 0), "PO": (17, 0), "CO": (30, 0), "M1": (31, 0), "VIA1": (51, 0), "M2": (32, 0), "TEXT": (31, 20), "BOUND": (108, 0)},
    {"ACT": (11, 1), "GATE": (14, 1), "CONT": (16, 1), "MET1": (18, 1), "V12": (19, 1), "MET2": (20, 1), "LBL": (18, 2), "EDGE": (90, 1)},
)  # fmt: skip
_CELLS = (
    "INV NAND2 NOR2 BUF DFF MUX2 TAP FILL1 XOR2 AOI21 SRAM_BIT SENSE WLDRV PAD ESD VIA_A RES_UNIT CAP_UNIT MOS_PAIR GUARD".split()
)
_TOPS = "chip core array bank macro adc_core pll_top bgr driver io_ring decoder ldo mixer_top sense_array test_chip seal".split()
_NAMES = "VDD VSS CLK OUT IN EN BIAS VREF WL0 WL1 BL0 BL1 Q D A B Y RST".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A layer of the scene: its name in the process and its numbers."""

    name: str
    layer: int
    datatype: int

    @property
    def numbers(self) -> str:
        """As it is written: layer/datatype."""
        return f"{self.layer}/{self.datatype}"

    @property
    def said(self) -> str:
        """How it is named in words, a template."""
        return f"‹{self.name} ({self.numbers})|layer {self.numbers}|{self.numbers} ({self.name})|{self.name} (layer {self.numbers})|layer {self.numbers}›"


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutScene:
    """A layout file, and the names by which the script above the tasks knows it; these are empty where the script is new.

    ``db``, ``layout`` and ``top`` are names in the script; sizes are in micrometres.
    """

    file: str
    data: bytes
    dbu: float
    top_name: str
    cells: tuple[str, ...]
    labels: tuple[str, ...]
    layers: tuple[Layer, ...]
    size: float
    setup: str
    db: str
    layout: str
    top: str

    @property
    def drawn(self) -> tuple[Layer, ...]:
        """The layers with polygons, without those for labels and the outline."""
        return self.layers[:-2]

    @property
    def metals(self) -> tuple[Layer, ...]:
        """Two layers of wires and the vias between them."""
        return self.layers[-5:-2]

    @property
    def label(self) -> Layer:
        """The layer of the labels."""
        return self.layers[-2]

    @property
    def outline(self) -> Layer:
        """The layer of the outline."""
        return self.layers[-1]

    def index(self, layer: Layer) -> str:
        """The call that gives a layer's index."""
        return f"{self.layout}.layer({layer.layer}, {layer.datatype})"

    def region(self, layer: Layer) -> str:
        """The call that collects a layer below the top cell."""
        return f"{self.db}.Region({self.top}.begin_shapes_rec({self.index(layer)}))"


def draw_scene(random: random.Random) -> LayoutScene:
    """A layout; in one of six draws a script that has read nothing yet."""
    technology = random.choice(_TECHNOLOGIES)
    layers = tuple(Layer(name=name, layer=number, datatype=datatype) for name, (number, datatype) in technology.items())
    dbu = random.choice((0.001, 0.001, 0.0005, 0.005, 0.002))
    top, cells = random.choice(_TOPS), tuple(random.sample(_CELLS, random.randint(3, 5)))
    labels = tuple(random.sample(_NAMES, 5))
    size = float(random.choice((40, 60, 80)))
    file = f"{random.choice((top, top, 'layout', 'in', 'block', 'top'))}.{random.choice(('gds', 'gds', 'gds', 'oas'))}"
    alias, start = random.choice(
        (
            ("db", "import klayout.db as db"),
            ("db", "import klayout.db as db"),
            ("db", "from klayout import db"),
            ("pya", "import pya"),
            ("kdb", "import klayout.db as kdb"),
        )
    )
    layout, name = random.choice(
        (
            ("layout", "top"),
            ("layout", "top"),
            ("layout", "top"),
            ("ly", "top"),
            ("layout", "cell"),
            ("layout", "top_cell"),
            ("ly", "tc"),
        )
    )
    found = random.choice((f"{layout}.top_cell()", f"{layout}.top_cell()", f'{layout}.cell("{top}")'))
    setup = f'{start}\n\n{layout} = {alias}.Layout()\n{layout}.read("{file}")\n{name} = {found}\n'
    if random.random() < 1 / 6:
        setup = ""
    return LayoutScene(
        file=file,
        data=_drawn(random, layers, cells, top, labels, dbu, size, file),
        dbu=dbu,
        top_name=top,
        cells=cells,
        labels=labels,
        layers=layers,
        size=size,
        setup=setup,
        db=alias,
        layout=layout,
        top=name,
    )


def given(scene: LayoutScene) -> dict[str, str | bytes]:
    """The files that are there."""
    return {scene.file: scene.data}


def setup(scene: LayoutScene) -> str:
    """The lines that read the layout."""
    return scene.setup


def head(_scene: LayoutScene) -> str:
    """Nothing: reading belongs to the script itself."""
    return ""


def top(_scene: LayoutScene) -> str:
    """Nothing is linked."""
    return ""


def _drawn(  # noqa: PLR0917
    random: random.Random,
    layers: tuple[Layer, ...],
    cells: tuple[str, ...],
    top: str,
    labels: tuple[str, ...],
    dbu: float,
    size: float,
    file: str,
) -> bytes:
    from klayout import db

    layout = db.Layout()
    layout.dbu = dbu
    indices = [layout.layer(db.LayerInfo(layer.layer, layer.datatype)) for layer in layers]
    drawn, (metal1, via, metal2), label, outline = indices[:-2], indices[-5:-2], indices[-2], indices[-1]

    def at(least: float, most: float) -> float:
        return round(random.uniform(least, most) / 0.05) * 0.05

    children = []
    for name in cells:
        cell = layout.create_cell(name)
        children.append(cell)
        for layer in drawn:
            for _ in range(random.randint(0, 3)):
                x, y = at(0, 4), at(0, 4)
                cell.shapes(layer).insert(
                    db.DBox(x, y, x + random.choice((0.15, 0.3, 0.5, 1, 2)), y + random.choice((0.15, 0.3, 0.6, 1.5)))
                )
        if random.random() < 0.5:
            cell.shapes(metal1).insert(
                db.DPolygon([db.DPoint(0, 0), db.DPoint(0, 3), db.DPoint(1, 3), db.DPoint(1, 1), db.DPoint(3, 1), db.DPoint(3, 0)])
            )
        cell.shapes(outline).insert(db.DBox(0, 0, 5, 5))
    if len(children) > 2:
        children[0].insert(db.DCellInstArray(children[1].cell_index(), db.DTrans(db.DVector(6, 0))))
    root = layout.create_cell(top)
    for cell in children:
        for _ in range(random.randint(1, 4)):
            turn = random.choice((db.DTrans.R0, db.DTrans.R0, db.DTrans.R90, db.DTrans.M0))
            root.insert(db.DCellInstArray(cell.cell_index(), db.DTrans(db.DVector(at(0, size - 8), at(0, size - 8))) * turn))
    root.insert(db.DCellInstArray(children[-1].cell_index(), db.DTrans(db.DVector(2, 2)), db.DVector(7, 0), db.DVector(0, 8), 3, 2))
    for number in range(random.randint(4, 8)):
        y = at(1, size - 2)
        root.shapes(metal1).insert(db.DBox(1, y, at(8, size - 1), y + random.choice((0.1, 0.2, 0.4, 0.8))))
        x = at(1, size - 2)
        width = random.choice((0.2, 0.4, 1.0))
        root.shapes(metal2).insert(
            db.DPath([db.DPoint(x, 1), db.DPoint(x, at(6, size - 1))], width)
            if number % 2
            else db.DBox(x, 1, x + width, at(6, size - 1))
        )
        root.shapes(via).insert(db.DBox(x, y, x + 0.2, y + 0.2))
    ring = db.DPolygon(db.DBox(size / 2, size / 2, size / 2 + 6, size / 2 + 6))
    ring.insert_hole(db.DBox(size / 2 + 1, size / 2 + 1, size / 2 + 5, size / 2 + 5))
    root.shapes(metal1).insert(ring)
    root.shapes(metal2).insert(db.DPolygon([db.DPoint(3, 3), db.DPoint(6, 6), db.DPoint(6, 3)]))
    for text in labels:
        root.shapes(label).insert(db.DText(text, at(1, size - 1), at(1, size - 1)))
    root.shapes(outline).insert(db.DBox(0, 0, size, size))
    return _bytes(layout, file)


def _bytes(layout: db.Layout, file: str) -> bytes:
    from klayout import db

    options = db.SaveLayoutOptions()
    options.set_format_from_filename(file)
    options.gds2_write_timestamps = False
    with tempfile.TemporaryDirectory(prefix="edascribe-training-") as folder:
        path = Path(folder, file)
        layout.write(str(path), options)
        return path.read_bytes()
