"""KLayout: whole scripts, which begin with the import: layouts drawn from nothing, files read and answered for."""

from __future__ import annotations

from edascribe_training.data.draft import DoesNotApplyError, Draft, Draw, Family, family
from edascribe_training.data.families.klayout_scene import Layer, LayoutScene
from edascribe_training.data.scene import file_name

FAMILIES: list[Family] = []
_own = family("klayout", FAMILIES)
UM = "‹µm|um|micrometres›"


def new(draw: Draw) -> tuple[LayoutScene, str]:
    """The scene of a script that has said nothing yet, and its first line."""
    scene: LayoutScene = draw.design
    if scene.setup:
        raise DoesNotApplyError
    return scene, "import pya\n" if scene.db == "pya" else f"import klayout.db as {scene.db}\n"


def begun(draw: Draw, name: str) -> tuple[LayoutScene, str]:
    """The same, with a new layout that has one cell."""
    scene, start = new(draw)
    top = draw.one("top", "cell")
    return scene, f'{start}layout = {scene.db}.Layout()\n{top} = layout.create_cell("{name}")\n'


def cell_of(code: str) -> str:
    """The name that a script gives its cell."""
    return "top" if "\ntop = " in code else "cell"


def any_layer(draw: Draw) -> Layer:
    """A layer to draw on, by its numbers or by those of a process."""
    scene: LayoutScene = draw.design
    if draw.chance(0.5):
        return Layer(name="", layer=draw.whole(1, 90), datatype=draw.one(0, 0, 0, 1, 20))
    found: Layer = draw.of(scene.drawn)
    return found


def said(layer: Layer) -> str:
    """How it is named in words."""
    return layer.said if layer.name else f"layer {layer.numbers}"


@_own
def grid_of_boxes(draw: Draw) -> Draft:
    layer = any_layer(draw)
    name, file = draw.one("TOP", "GRID", "TEST", "ARRAY", "SQUARES"), file_name(draw, "grid boxes squares test", "gds oas")
    scene, start = begun(draw, name)
    columns, rows, side, pitch = draw.whole(3, 12), draw.whole(3, 12), draw.number(0.5, 3, 0.5), draw.number(4, 8, 0.5)
    x, y = draw.one(("x", "y"), ("i", "j"), ("column", "row"))
    code = f'{start}layer = layout.layer({layer.layer}, {layer.datatype})\nfor {x} in range({columns}):\n    for {y} in range({rows}):\n        {cell_of(start)}.shapes(layer).insert({scene.db}.DBox({x} * {pitch}, {y} * {pitch}, {x} * {pitch} + {side}, {y} * {pitch} + {side}))\nlayout.write("{file}")'
    return Draft(
        tasks=(
            f"‹Write|Create|Make› {file}: a cell {name} with {columns} by {rows} squares of {side} {UM} on {said(layer)}, pitch {pitch} {UM}, the first at the origin.",
            f"New layout with cell {name}: {columns} columns and {rows} rows of {side} x {side} {UM} squares on {said(layer)}, every {pitch} {UM}; save as {file}.",
        ),
        code=code,
    )


@_own
def comb_of_lines(draw: Draw) -> Draft:
    layer = any_layer(draw)
    name, file = draw.one("LINES", "TOP", "GRATING", "RULER"), file_name(draw, "lines grating stripes", "gds oas")
    scene, start = begun(draw, name)
    count, width, pitch, length = draw.whole(4, 40), draw.number(0.2, 1, 0.1), draw.number(1.5, 4, 0.5), draw.one(10, 20, 50, 100)
    vertical = draw.chance(0.5)
    box = (
        f"{scene.db}.DBox(i * {pitch}, 0, i * {pitch} + {width}, {length})"
        if vertical
        else f"{scene.db}.DBox(0, i * {pitch}, {length}, i * {pitch} + {width})"
    )
    way = "vertical" if vertical else "horizontal"
    return Draft(
        tasks=(
            f"‹Draw|Create› {count} {way} lines on {said(layer)}, {width} {UM} wide, {length} {UM} long, pitch {pitch} {UM}, in a cell {name}; save {file}.",
            f"{file}: cell {name} with {count} {way} stripes ({width} x {length} {UM}, pitch {pitch}) on {said(layer)}.",
        ),
        code=f'{start}for i in range({count}):\n    {cell_of(start)}.shapes(layout.layer({layer.layer}, {layer.datatype})).insert({box})\nlayout.write("{file}")',
    )


@_own
def array_of_cells(draw: Draw) -> Draft:
    layer = any_layer(draw)
    name, unit, file = draw.one("TOP", "ARRAY"), draw.one("UNIT", "BIT", "VIA", "DOT"), file_name(draw, "array cells", "gds oas")
    scene, start = begun(draw, name)
    columns, rows, pitch, side = draw.whole(4, 50), draw.whole(4, 50), draw.number(2, 6, 0.5), draw.number(0.5, 1.5, 0.5)
    db = scene.db
    return Draft(
        tasks=(
            f"‹Create|Write› {file} with a cell {unit} (a {side} {UM} square on {said(layer)} at the origin), placed as one {columns} x {rows} array with a pitch of {pitch} {UM} in {name}.",
            f"New layout: {unit} holds a {side} x {side} {UM} box on {said(layer)}; {name} places it {columns} times in x and {rows} times in y every {pitch} {UM}. Save {file}.",
        ),
        code=f'{start}unit = layout.create_cell("{unit}")\nunit.shapes(layout.layer({layer.layer}, {layer.datatype})).insert({db}.DBox(0, 0, {side}, {side}))\n'
        f'{cell_of(start)}.insert({db}.DCellInstArray(unit.cell_index(), {db}.DTrans(0, 0), {db}.DVector({pitch}, 0), {db}.DVector(0, {pitch}), {columns}, {rows}))\nlayout.write("{file}")',
    )


@_own
def ring_drawn(draw: Draw) -> Draft:
    layer = any_layer(draw)
    name, file = draw.one("RING", "GUARD", "SEAL", "TOP"), file_name(draw, "ring guard seal", "gds oas")
    scene, start = begun(draw, name)
    width, height, wide = draw.one(20, 30, 50, 80), draw.one(20, 30, 50, 80), draw.number(0.5, 3, 0.5)
    db = scene.db
    return Draft(
        tasks=(
            f"‹Draw|Create› a ring on {said(layer)} in a cell {name}: outside {width} by {height} {UM}, lower left corner at the origin, {wide} {UM} wide; write {file}.",
            f"{file}: cell {name} with a {wide} {UM} wide frame on {said(layer)} whose outer size is {width} x {height} {UM} (from the origin).",
        ),
        code=f"{start}ring = {db}.DPolygon({db}.DBox(0, 0, {width}, {height}))\nring.insert_hole({db}.DBox({wide}, {wide}, {width - float(wide):g}, {height - float(wide):g}))\n"
        f'{cell_of(start)}.shapes(layout.layer({layer.layer}, {layer.datatype})).insert(ring)\nlayout.write("{file}")',
    )


@_own
def sized_with_unit(draw: Draw) -> Draft:
    layer = any_layer(draw)
    dbu = draw.one("0.0005", "0.005", "0.002", "0.01", "0.0001")
    name, file = draw.one("TOP", "MARK", "CELL1"), file_name(draw, "mark unit box", "gds oas")
    scene, start = begun(draw, name)
    start = start.replace("Layout()\n", f"Layout()\nlayout.dbu = {dbu}\n")
    width, height = draw.number(1, 20, 0.5), draw.number(1, 20, 0.5)
    return Draft(
        tasks=(
            f"‹Create|Make› a layout with a database unit of {dbu} {UM}, a cell {name} and in it a {width} x {height} {UM} box on {said(layer)} with its lower left corner at the origin; save {file}.",
            f"{file}: dbu {dbu}, cell {name}, one box on {said(layer)} from (0, 0) to ({width}, {height}) {UM}.",
        ),
        code=f'{start}{cell_of(start)}.shapes(layout.layer({layer.layer}, {layer.datatype})).insert({scene.db}.DBox(0, 0, {width}, {height}))\nlayout.write("{file}")',
    )


@_own
def file_questions(draw: Draw) -> Draft:
    scene, start = new(draw)
    layer = draw.of(scene.drawn)
    layout = draw.one("layout", "ly")
    read = f'{start}{layout} = {scene.db}.Layout()\n{layout}.read("{scene.file}")\n'
    region = f"{scene.db}.Region({layout}.top_cell().begin_shapes_rec({layout}.layer({layer.layer}, {layer.datatype})))"
    code, words = draw.one(
        (f"for cell in {layout}.each_cell():\n    print(cell.name)", "print the names of its cells, one per line"),
        (f"print({layout}.top_cell().name)", "print the name of the top cell"),
        (f"print({layout}.dbu)", "print its database unit"),
        (f"for info in {layout}.layer_infos():\n    print(info)", "print its layers, one per line"),
        (f"box = {layout}.top_cell().dbbox()\nprint(box.width(), box.height())", f"print width and height of the top cell in {UM}"),
        (
            f'print(f"{{{region}.area() * {layout}.dbu ** 2:.3f}}")',
            f"print the merged area of {layer.said} in ‹µm²|um2|square micrometres› with three decimals",
        ),
        (f"print({region}.merged().count())", f"print how many merged polygons {layer.said} has"),
        (f"print({layout}.cells())", "print how many cells it has"),
    )
    return Draft(tasks=(f"‹Read|Open|Load› {scene.file} and {words}.", f"From {scene.file}: {words}."), code=f"{read}{code}")


@_own
def file_converted(draw: Draw) -> Draft:
    scene, start = new(draw)
    layout = draw.one("layout", "ly")
    stem = scene.file.rpartition(".")[0]
    target = f"{stem}_{draw.one('out', 'new', 'conv')}.{draw.one('oas', 'gds', 'dxf', 'gds.gz')}"
    read = f'{start}{layout} = {scene.db}.Layout()\n{layout}.read("{scene.file}")\n'
    layer = draw.of(scene.drawn)
    code, words = draw.one(
        ("", "‹convert it to|save it as›"),
        (f"{layout}.top_cell().flatten(True)\n", "flatten the top cell, save as"),
        (f"{layout}.delete_layer({layout}.layer({layer.layer}, {layer.datatype}))\n", f"remove {layer.said} and save as"),
        (f'{layout}.top_cell().name = "{draw.one("CHIP_TOP", "MAIN", "NEW_TOP")}"\n', ""),
        (f"{layout}.transform({scene.db}.DCplxTrans(0.5))\n", "scale it by 0.5 and save as"),
    )
    if not words:
        words = f"rename the top cell to {code.split(chr(34))[1]}, then save as"
    return Draft(
        tasks=(f"‹Read|Open|Load› {scene.file}, {words} {target}.", f"{scene.file} -> {target}: {words.split(',')[0]}."),
        code=f'{read}{code}{layout}.write("{target}")',
    )


@_own
def layers_read(draw: Draw) -> Draft:
    scene, start = new(draw)
    layers = draw.some(scene.drawn, 1, 2)
    target = file_name(draw, "metal only picked", "gds oas")
    db = scene.db
    maps = "\n".join(
        f"wanted.map({db}.LayerInfo({layer.layer}, {layer.datatype}), {number})" for number, layer in enumerate(layers)
    )
    numbers = " and ".join(layer.numbers for layer in layers)
    return Draft(
        tasks=(
            f"Read nothing but {numbers} of {scene.file} and save that as {target}.",
            f"{target}: only {numbers} from {scene.file}‹, do not even read the rest|›.",
        ),
        code=f'{start}wanted = {db}.LayerMap()\n{maps}\noptions = {db}.LoadLayoutOptions()\noptions.set_layer_map(wanted, False)\nlayout = {db}.Layout()\nlayout.read("{scene.file}", options)\nlayout.write("{target}")',
    )


@_own
def geometry_alone(draw: Draw) -> Draft:
    scene, start = new(draw)
    db = scene.db
    x, y, w, h = draw.whole(0, 10), draw.whole(0, 10), draw.whole(2, 20), draw.whole(2, 20)
    code, words = draw.one(
        (
            f"box = {db}.DBox({x}, {y}, {x + w}, {y + h})\nprint(box.area(), box.center())",
            f"‹Print|Show› area and center of the box ({x}, {y}) to ({x + w}, {y + h})",
        ),
        (
            f"a = {db}.Region({db}.Box(0, 0, {100 * w}, {100 * h}))\nb = {db}.Region({db}.Box({50 * w}, {50 * h}, {200 * w}, {200 * h}))\nprint((a & b).area())",
            f"Print the area that the boxes (0,0)-({100 * w},{100 * h}) and ({50 * w},{50 * h})-({200 * w},{200 * h}) have in common, in database units",
        ),
        (
            f"polygon = {db}.DPolygon([{db}.DPoint(0, 0), {db}.DPoint(0, {h}), {db}.DPoint({w}, 0)])\nprint(polygon.area(), polygon.perimeter())",
            f"Print area and perimeter of the triangle (0,0), (0,{h}), ({w},0)",
        ),
        (
            f"box = {db}.DBox({x}, {y}, {x + w}, {y + h})\nprint(box.enlarged({x + 1}, {x + 1}))",
            f"Print the box ({x},{y})-({x + w},{y + h}) enlarged by {x + 1} on every side",
        ),
        (
            f"point = {db}.DTrans({db}.DTrans.R90, {x}, {y}) * {db}.DPoint({w}, {h})\nprint(point)",
            f"Where does the point ({w}, {h}) go when it is turned by 90 degrees and moved by ({x}, {y})? Print it",
        ),
        (
            f"path = {db}.DPath([{db}.DPoint(0, 0), {db}.DPoint({w}, 0), {db}.DPoint({w}, {h})], 0.5)\nprint(path.length(), path.area())",
            f"Length and area of a 0.5 wide path through (0,0), ({w},0), ({w},{h}): print both",
        ),
    )
    return Draft(tasks=(f"{words}.",), code=f"{start}{code}")
