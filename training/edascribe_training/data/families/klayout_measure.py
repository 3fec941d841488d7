"""KLayout: what a layout holds and how large it is: areas, counts, sizes, labels, tables."""

from __future__ import annotations

from edascribe_training.data.draft import DoesNotApplyError, Draft, Draw, Family, family
from edascribe_training.data.families.klayout_scene import Layer, LayoutScene
from edascribe_training.data.scene import file_name, listed

FAMILIES: list[Family] = []
_own = family("klayout", FAMILIES)
UM2 = "‹square micrometres|µm²|um2|square microns›"
UM = "‹micrometres|µm|um|microns›"
DIGITS = ((3, "‹three decimals|3 decimals|%.3f›"), (2, "‹two decimals|2 decimals›"), (4, "four decimals"), (1, "one decimal"))


def opened(draw: Draw) -> LayoutScene:
    """The scene, where the script above the task has read the layout."""
    scene: LayoutScene = draw.design
    if not scene.setup:
        raise DoesNotApplyError
    return scene


def layer_named(draw: Draw, layer: Layer) -> tuple[str, str]:
    """What the script says above the task to name a layer, and the name that the code then uses; or the call itself."""
    scene = draw.design
    if draw.chance(0.25):
        name = draw.one(layer.name.lower(), f"l_{layer.name.lower()}", f"{layer.name.lower()}_layer")
        return f"{name} = {scene.index(layer)}\n", name
    return "", scene.index(layer)


def region_named(draw: Draw, layer: Layer) -> tuple[str, str]:
    """The same for all of a layer below the top cell, as a region."""
    before, index = layer_named(draw, layer)
    return before, f"{draw.design.db}.Region({draw.design.top}.begin_shapes_rec({index}))"


@_own
def layer_area(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.drawn)
    digits, said = draw.of(DIGITS)
    before, region = region_named(draw, layer)
    name = draw.one("region", "area", "metal", "r", layer.name.lower())
    if draw.chance(0.5):
        code = f'{name} = {region}\nprint(f"{{{name}.area() * {scene.layout}.dbu ** 2:.{digits}f}}")'
    else:
        code = f'{name} = {region}.merged()\nprint("%.{digits}f" % ({name}.area() * {scene.layout}.dbu * {scene.layout}.dbu))'
    return Draft(
        tasks=(
            f"‹Print|Show› the ‹merged|total› area of {layer.said} ‹in the whole hierarchy|over all cells|under the top cell|› in {UM2}, {said}.",
            f"How ‹much area|many square microns› does {layer.said} cover? Print it in {UM2} with {said}.",
            f"Area of {layer.said}, ‹hierarchical, overlaps once|whole hierarchy|merged›, in {UM2} ({said}).",
        ),
        code=code,
        before=before,
    )


@_own
def areas_of_layers(draw: Draw) -> Draft:
    scene = opened(draw)
    layers = draw.some(scene.drawn, 2, 4)
    digits, said = draw.of(DIGITS)
    separator = draw.one(" ", ": ", ",", "\\t")
    pairs = ", ".join(f"({layer.layer}, {layer.datatype})" for layer in layers)
    numbers, region = (
        draw.one(("layer, datatype", "layer, datatype"), ("l, d", "l, d"), ("number, kind", "number, kind")),
        draw.one("region", "r", "shapes"),
    )
    one, other = numbers[0].split(", ")
    return Draft(
        tasks=(
            f"‹Print|Show› the merged area of each of the layers {listed(layer.numbers for layer in layers)} in {UM2}, ‹one per line|a line each›, as 'layer/datatype{separator}area' with {said}.",
            f"For layers {', '.join(layer.numbers for layer in layers)}: print layer/datatype and area ({UM2}, {said}), separated by '{separator}'.",
        ),
        code=f"for {numbers[0]} in [{pairs}]:\n    {region} = {scene.db}.Region({scene.top}.begin_shapes_rec({scene.layout}.layer({numbers[0]})))\n"
        f'    print(f"{{{one}}}/{{{other}}}{separator}{{{region}.area() * {scene.layout}.dbu ** 2:.{digits}f}}")',
    )


@_own
def shape_counts(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.drawn)
    before, index = layer_named(draw, layer)
    match draw.whole(0, 3):
        case 0:
            return Draft(
                tasks=(
                    f"‹Print|Show› the number of shapes on {layer.said} ‹directly in|in› the top cell‹ itself|, not below it›.",
                    f"How many shapes of {layer.said} are in the top cell itself? Print the number.",
                ),
                code=f"print({scene.top}.shapes({index}).size())",
                before=before,
            )
        case 1:
            before, region = region_named(draw, layer)
            return Draft(
                tasks=(
                    f"‹Print|Count and print› the number of ‹separate|connected|merged› polygons on {layer.said}‹, whole hierarchy| in all cells|›.",
                    f"How many polygons does {layer.said} have after merging? Print it.",
                ),
                code=f"print({region}.merged().count())",
                before=before,
            )
        case 2:
            var = draw.one("count", "total", "n", "shapes")
            cell = draw.one("cell", "c", "each")
            if cell == scene.top:
                cell = "child"
            return Draft(
                tasks=(
                    f"‹Print|Count› how many shapes ‹are drawn|there are› on {layer.said} in all cells together, each cell counted once.",
                    f"Sum of the shapes on {layer.said} over all cell ‹definitions|definitions, not placements›: print it.",
                ),
                code=f"{var} = 0\nfor {cell} in {scene.layout}.each_cell():\n    {var} += {cell}.shapes({index}).size()\nprint({var})",
                before=before,
            )
        case _:
            cell = draw.one("cell", "c", "each")
            if cell == scene.top:
                cell = "child"
            separator = draw.one(" ", ": ", ",")
            return Draft(
                tasks=(
                    f"‹Print|List› each cell with the number of its own shapes on {layer.said}, as 'cell{separator}number'.",
                    f"Per cell: name and number of shapes on {layer.said}, separated by '{separator}'.",
                ),
                code=f'for {cell} in {scene.layout}.each_cell():\n    print(f"{{{cell}.name}}{separator}{{{cell}.shapes({index}).size()}}")',
                before=before,
            )


@_own
def bounding_box(draw: Draw) -> Draft:
    scene = opened(draw)
    digits, said = draw.of(DIGITS)
    box = draw.one("box", "bbox", "b", "extent")
    if draw.chance(0.5):
        return Draft(
            tasks=(
                f"‹Print|Show› width and height of the top cell in {UM}, separated by a blank, {said}.",
                f"How large is the ‹top cell|layout|chip›? Print width and height in {UM} ({said}) on one line.",
                f"Size of the top cell's bounding box: 'width height' in {UM}, {said}.",
            ),
            code=f'{box} = {scene.top}.dbbox()\nprint(f"{{{box}.width():.{digits}f}} {{{box}.height():.{digits}f}}")',
        )
    layer = draw.of(scene.drawn)
    before, index = layer_named(draw, layer)
    if draw.chance(0.5):
        return Draft(
            tasks=(
                f"‹Print|Show› the bounding box of {layer.said} in {UM}‹: left, bottom, right and top|, as left bottom right top›, {said}, separated by blanks.",
            ),
            code=f'{box} = {scene.top}.dbbox_per_layer({index})\nprint(f"{{{box}.left:.{digits}f}} {{{box}.bottom:.{digits}f}} {{{box}.right:.{digits}f}} {{{box}.top:.{digits}f}}")',
            before=before,
        )
    return Draft(
        tasks=(
            f"‹Print|Show› the width of the area that {layer.said} spans, in {UM} with {said}.",
            f"Width of {layer.said}'s bounding box ({UM}, {said}).",
        ),
        code=f'print(f"{{{scene.top}.dbbox_per_layer({index}).width():.{digits}f}}")',
        before=before,
    )


@_own
def layers_listed(draw: Draw) -> Draft:
    scene = opened(draw)
    info = draw.one("info", "layer", "li")
    match draw.whole(0, 3):
        case 0:
            return Draft(
                tasks=(
                    "‹Print|List› all layers ‹of the layout|› as layer/datatype‹, one per line|›.",
                    "Which layers does the layout have? Print layer/datatype, one per line.",
                ),
                code=f'for {info} in {scene.layout}.layer_infos():\n    print(f"{{{info}.layer}}/{{{info}.datatype}}")',
            )
        case 1:
            return Draft(
                tasks=(
                    "‹Print|List› the layers sorted by layer and datatype, as layer/datatype.",
                    "Sorted list of the layers (layer/datatype), one per line.",
                ),
                code=f'for {info} in sorted({scene.layout}.layer_infos(), key=lambda i: (i.layer, i.datatype)):\n    print(f"{{{info}.layer}}/{{{info}.datatype}}")',
            )
        case 2:
            separator = draw.one(" ", ": ", ",")
            index = draw.one("index", "li", "layer")
            var = draw.one("info", "i", "spec")
            return Draft(
                tasks=(
                    f"‹Print|List› each layer with the number of shapes in the whole hierarchy, 'layer/datatype{separator}count'.",
                    f"Layer table: layer/datatype{separator}number of shapes below the top cell.",
                ),
                code=f'for {index} in {scene.layout}.layer_indexes():\n    {var} = {scene.layout}.get_info({index})\n    count = sum(1 for _ in {scene.top}.begin_shapes_rec({index}).each())\n    print(f"{{{var}.layer}}/{{{var}.datatype}}{separator}{{count}}")',
            )
        case _:
            return Draft(
                tasks=("‹Print|Show› ‹how many layers the layout has|the number of layers›.", "Count the layers and print it."),
                code=f"print({scene.layout}.layers())" if draw.chance(0.5) else f"print(len({scene.layout}.layer_infos()))",
            )


@_own
def cells_listed(draw: Draw) -> Draft:
    scene = opened(draw)
    cell = draw.one("cell", "c", "each")
    if cell == scene.top:
        cell = "child"
    match draw.whole(0, 5):
        case 0:
            return Draft(
                tasks=(
                    "‹Print|List› the names of all cells in alphabetical order, one per line.",
                    "Sorted cell names, one per line.",
                ),
                code=f"for name in sorted({cell}.name for {cell} in {scene.layout}.each_cell()):\n    print(name)",
            )
        case 1:
            return Draft(
                tasks=(
                    "‹Print|Show› ‹how many cells there are|the number of cells›.",
                    "How many cells does the layout have? Print it.",
                ),
                code=f"print({scene.layout}.cells())",
            )
        case 2:
            return Draft(
                tasks=(
                    "‹Print|List› all cells from the bottom of the hierarchy to the top.",
                    "Cell names, children before their parents, one per line.",
                ),
                code=f"for index in {scene.layout}.each_cell_bottom_up():\n    print({scene.layout}.cell(index).name)",
            )
        case 3:
            return Draft(
                tasks=(
                    "‹Print|List› the leaf cells‹, those without instances|›.",
                    "Which cells ‹have no children|contain no other cells›? Print their names.",
                ),
                code=f"for {cell} in {scene.layout}.each_cell():\n    if {cell}.is_leaf():\n        print({cell}.name)",
            )
        case 4:
            return Draft(
                tasks=(
                    "‹Print|List› the cells that the top cell ‹calls directly|has as direct children›.",
                    "Names of the top cell's direct children, one per line.",
                ),
                code=f"for index in {scene.top}.each_child_cell():\n    print({scene.layout}.cell_name(index))",
            )
        case _:
            digits, said = draw.of(DIGITS)
            return Draft(
                tasks=(
                    f"‹Print|List› every cell with width and height of its bounding box in {UM} ({said}), separated by blanks.",
                    f"Cell sizes: name width height, {UM}, {said}.",
                ),
                code=f'for {cell} in {scene.layout}.each_cell():\n    box = {cell}.dbbox()\n    print(f"{{{cell}.name}} {{box.width():.{digits}f}} {{box.height():.{digits}f}}")',
            )


@_own
def placements(draw: Draw) -> Draft:
    scene = opened(draw)
    name = draw.of(scene.cells)
    inst = draw.one("inst", "instance", "i")
    match draw.whole(0, 3):
        case 0:
            var = draw.one("count", "n", "total")
            return Draft(
                tasks=(
                    f"‹Print|Count› how often {name} is placed ‹directly|› in the top cell, ‹array elements counted singly|with arrays resolved›.",
                    f"Number of {name} placements in the top cell (each element of an array counts): print it.",
                ),
                code=f'{var} = 0\nfor {inst} in {scene.top}.each_inst():\n    if {inst}.cell.name == "{name}":\n        {var} += {inst}.size()\nprint({var})',
            )
        case 1:
            digits, said = draw.of(DIGITS)
            return Draft(
                tasks=(
                    f"‹Print|List› the position of each instance of {name} in the top cell in {UM}, 'x y' with {said}.",
                    f"Where is {name} placed in the top cell? Print x and y in {UM} ({said}), a line each.",
                ),
                code=f'for {inst} in {scene.top}.each_inst():\n    if {inst}.cell.name == "{name}":\n        print(f"{{{inst}.dtrans.disp.x:.{digits}f}} {{{inst}.dtrans.disp.y:.{digits}f}}")',
            )
        case 2:
            counts = draw.one("counts", "number", "used", "placed")
            separator = draw.one(" ", ": ", ",")
            return Draft(
                tasks=(
                    f"‹Print|List› each cell that is placed in the top cell with its number of placements (arrays resolved), sorted by name, 'cell{separator}number'.",
                    f"Placement counts per child cell of the top cell, as name{separator}count in alphabetical order; array elements count.",
                ),
                code=f'{counts} = {{}}\nfor {inst} in {scene.top}.each_inst():\n    {counts}[{inst}.cell.name] = {counts}.get({inst}.cell.name, 0) + {inst}.size()\nfor name, number in sorted({counts}.items()):\n    print(f"{{name}}{separator}{{number}}")',
            )
        case _:
            return Draft(
                tasks=(
                    "‹Print|Show› the number of instances in the top cell, an array as one.",
                    "How many instances (arrays count once) has the top cell? Print it.",
                ),
                code=f"print({scene.top}.child_instances())"
                if draw.chance(0.6)
                else f"print(sum(1 for _ in {scene.top}.each_inst()))",
            )


@_own
def labels_listed(draw: Draw) -> Draft:
    scene = opened(draw)
    digits, said = draw.of(DIGITS)
    layer = scene.label
    before, index = layer_named(draw, layer)
    shape = draw.one("shape", "s", "label")
    match draw.whole(0, 3):
        case 0:
            return Draft(
                tasks=(
                    f"‹Print|List› the labels on {layer.said} of the top cell with x and y in {UM}, '{'text x y'}', {said}.",
                    f"Text labels on {layer.said}: string and position ({UM}, {said}), blank separated.",
                ),
                code=f'for {shape} in {scene.top}.shapes({index}).each():\n    if {shape}.is_text():\n        print(f"{{{shape}.dtext.string}} {{{shape}.dtext.x:.{digits}f}} {{{shape}.dtext.y:.{digits}f}}")',
                before=before,
            )
        case 1:
            return Draft(
                tasks=(
                    f"‹Print|List› the ‹strings|texts› of all labels on {layer.said} in alphabetical order.",
                    f"Sorted label names on {layer.said}, one per line.",
                ),
                code=f'names = sorted({shape}.text_string for {shape} in {scene.top}.shapes({index}).each() if {shape}.is_text())\nprint("\\n".join(names))',
                before=before,
            )
        case 2:
            name = file_name(draw, "labels pins texts", "csv")
            out = draw.one("out", "f", "file")
            return Draft(
                tasks=(
                    f"Write the labels on {layer.said} of the top cell to {name}: string,x,y in {UM} with {said}.",
                    f"{name}: one line per label on {layer.said}, text,x,y ({UM}, {said}).",
                ),
                code=f'with open("{name}", "w") as {out}:\n    for {shape} in {scene.top}.shapes({index}).each():\n        if {shape}.is_text():\n            text = {shape}.dtext\n            {out}.write(f"{{text.string}},{{text.x:.{digits}f}},{{text.y:.{digits}f}}\\n")',
                before=before,
            )
        case _:
            wanted = draw.of(scene.labels)
            return Draft(
                tasks=(
                    f"‹Print|Find› the position of the label {wanted} on {layer.said} in {UM}, 'x y', {said}.",
                    f"Where is label {wanted} ({layer.numbers})? Print x and y in {UM}, {said}.",
                ),
                code=f'for {shape} in {scene.top}.shapes({index}).each():\n    if {shape}.is_text() and {shape}.text_string == "{wanted}":\n        print(f"{{{shape}.dtext.x:.{digits}f}} {{{shape}.dtext.y:.{digits}f}}")',
                before=before,
            )


@_own
def density(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.metals)
    digits, said = draw.of(DIGITS)
    before, region = region_named(draw, layer)
    name = draw.one("metal", "region", "covered", "r")
    if draw.chance(0.5):
        return Draft(
            tasks=(
                f"‹Print|Show› how many per cent of the top cell's bounding box {layer.said} covers, {said}.",
                f"Density of {layer.said} over the bounding box of the top cell in per cent ({said}).",
            ),
            code=f'{name} = {region}\nprint(f"{{100 * {name}.area() / {scene.top}.bbox().area():.{digits}f}}")',
            before=before,
        )
    x, y = draw.whole(0, 10), draw.whole(0, 10)
    side = draw.one(10, 15, 20)
    return Draft(
        tasks=(
            f"‹Print|Show› the density of {layer.said} in the window from ({x}, {y}) to ({x + side}, {y + side}) {UM}, as a fraction with {said}.",
            f"Which fraction of the box ({x},{y})-({x + side},{y + side}) ({UM}) does {layer.said} cover? {said}.",
        ),
        code=f'window = {scene.db}.DBox({x}, {y}, {x + side}, {y + side}).to_itype({scene.layout}.dbu)\n{name} = {region} & {scene.db}.Region(window)\nprint(f"{{{name}.area() / window.area():.{digits}f}}")',
        before=before,
    )


@_own
def polygon_sizes(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.metals)
    digits, said = draw.of(DIGITS)
    before, region = region_named(draw, layer)
    polygon = draw.one("polygon", "p", "poly")
    match draw.whole(0, 3):
        case 0:
            return Draft(
                tasks=(
                    f"‹Print|Show› the area of the largest merged polygon on {layer.said} in {UM2} ({said}).",
                    f"How large is the biggest polygon on {layer.said} after merging? {UM2}, {said}.",
                ),
                code=f'largest = max({polygon}.area() for {polygon} in {region}.each_merged())\nprint(f"{{largest * {scene.layout}.dbu ** 2:.{digits}f}}")',
                before=before,
            )
        case 1:
            count = draw.one(3, 5, 10)
            return Draft(
                tasks=(
                    f"‹Print|List› the areas of the {count} largest merged polygons on {layer.said}, descending, in {UM2} with {said}.",
                    f"Top {count} polygon areas of {layer.said} (merged; {UM2}; {said}), largest first.",
                ),
                code=f'areas = sorted(({polygon}.area() for {polygon} in {region}.each_merged()), reverse=True)\nfor area in areas[:{count}]:\n    print(f"{{area * {scene.layout}.dbu ** 2:.{digits}f}}")',
                before=before,
            )
        case 2:
            return Draft(
                tasks=(
                    f"‹Print|Show› the total perimeter of {layer.said}, merged, in {UM} ({said}).",
                    f"Perimeter of {layer.said} after merging: {UM}, {said}.",
                ),
                code=f'print(f"{{{region}.perimeter() * {scene.layout}.dbu:.{digits}f}}")',
                before=before,
            )
        case _:
            return Draft(
                tasks=(
                    f"‹Print|List› the bounding box of each merged polygon on {layer.said} in {UM}.",
                    f"Boxes of the merged polygons of {layer.said}, {UM}, one per line.",
                ),
                code=f"for {polygon} in {region}.each_merged():\n    print({polygon}.bbox().to_dtype({scene.layout}.dbu))",
                before=before,
            )


@_own
def kinds_of_shapes(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.metals)
    before, region = region_named(draw, layer)
    which, said = draw.one(
        ("rectangles()", "‹rectangles|rectangular polygons›"),
        ("non_rectangles()", "‹polygons that are no rectangles|non-rectangular polygons›"),
        ("squares()", "squares"),
        ("rectilinear()", "‹Manhattan|rectilinear› polygons"),
        ("non_rectilinear()", "‹non-Manhattan polygons|polygons with slanted edges|polygons that are not rectilinear›"),
        ("holes()", "holes"),
    )
    return Draft(
        tasks=(
            f"‹Print|Count› the {said} on {layer.said}, merged.",
            f"How many {said} does {layer.said} have (merged)? Print the number.",
            f"Number of {said} on {layer.said}‹ after merging|›.",
        ),
        code=f"print({region}.{'merged().' if draw.chance(0.3) else ''}{which}.count())",
        before=before,
    )


@_own
def paths_and_boxes(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = scene.metals[2]
    digits, said = draw.of(DIGITS)
    before, index = layer_named(draw, layer)
    shape = draw.one("shape", "s", "each")
    test, words = draw.one(("is_path()", "paths"), ("is_box()", "boxes"), ("is_polygon()", "polygons"))
    if test == "is_path()" and draw.chance(0.5):
        return Draft(
            tasks=(
                f"‹Print|List› length and width of every path on {layer.said} of the top cell in {UM}, {said}.",
                f"Paths on {layer.said} (top cell): 'length width' in {UM}, {said}.",
            ),
            code=f'for {shape} in {scene.top}.shapes({index}).each():\n    if {shape}.is_path():\n        print(f"{{{shape}.dpath.length():.{digits}f}} {{{shape}.dpath.width:.{digits}f}}")',
            before=before,
        )
    return Draft(
        tasks=(
            f"‹Print|Count› the number of {words} on {layer.said} in the top cell.",
            f"How many {words} are on {layer.said} (top cell only)? Print it.",
        ),
        code=f"print(sum(1 for {shape} in {scene.top}.shapes({index}).each() if {shape}.{test}))",
        before=before,
    )


@_own
def tables(draw: Draw) -> Draft:
    scene = opened(draw)
    cell = draw.one("cell", "c") if scene.top != "cell" else "c"
    kind = draw.one("csv", "json")
    name = file_name(draw, "cells summary report inventory", kind)
    columns, values, keys = draw.one(
        ("name,instances", f"{{{cell}.name}},{{{cell}.child_instances()}}", f"{cell}.child_instances()"),
        ("name,children", f"{{{cell}.name}},{{{cell}.child_cells()}}", f"{cell}.child_cells()"),
        ("name,parents", f"{{{cell}.name}},{{{cell}.parent_cells()}}", f"{cell}.parent_cells()"),
        ("name,levels", f"{{{cell}.name}},{{{cell}.hierarchy_levels()}}", f"{cell}.hierarchy_levels()"),
    )
    what = {
        "instances": "number of instances",
        "children": "number of child cells",
        "parents": "number of parent cells",
        "levels": "number of hierarchy levels below",
    }[columns.split(",")[1]]
    if kind == "csv":
        return Draft(
            tasks=(
                f"Write {name} with the header {columns} and one line per cell: its name and the {what} ‹it has|›.",
                f"CSV {name} ({columns}): every cell with its {what}.",
            ),
            code=f'with open("{name}", "w") as out:\n    out.write("{columns}\\n")\n    for {cell} in {scene.layout}.each_cell():\n        out.write(f"{values}\\n")',
        )
    return Draft(
        tasks=(f"Write {name}, a JSON object that maps each cell's name to its {what}.", f"JSON {name}: cell name -> {what}."),
        code=f'import json\nwith open("{name}", "w") as out:\n    json.dump({{{cell}.name: {keys} for {cell} in {scene.layout}.each_cell()}}, out)',
    )


@_own
def scalar_facts(draw: Draw) -> Draft:
    scene = opened(draw)
    code, said = draw.one(
        (f"print({scene.layout}.dbu)", "the database unit‹ in micrometres|›"),
        (f"print({scene.top}.name)", "the name of the top cell"),
        (f"print({scene.top}.hierarchy_levels())", "the number of hierarchy levels below the top cell"),
        (
            f"print([{'cell' if scene.top != 'cell' else 'c'}.name for {'cell' if scene.top != 'cell' else 'c'} in {scene.layout}.top_cells()])",
            "the names of all top cells as a list",
        ),
        (f'print({scene.layout}.has_cell("{draw.of(scene.cells)}"))', ""),
    )
    if not said:
        name = code.split('"')[1]
        return Draft(
            tasks=(
                f"‹Print|Tell› whether there is a cell ‹named|called› {name}.",
                f"Does the layout have a cell {name}? Print True or False.",
            ),
            code=code,
        )
    return Draft(tasks=(f"‹Print|Show› {said}.", f"What is {said}? Print it."), code=code)
