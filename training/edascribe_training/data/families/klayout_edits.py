"""KLayout: changes of cells, layers and shapes, and files that are written."""

from __future__ import annotations

from edascribe_training.data.draft import Draft, Draw, Family, family
from edascribe_training.data.families.klayout_measure import layer_named, opened
from edascribe_training.data.families.klayout_regions import dbu, free_layer
from edascribe_training.data.scene import file_name

FAMILIES: list[Family] = []
_own = family("klayout", FAMILIES)


def saved(draw: Draw, stems: str) -> tuple[str, str]:
    """A line that writes the layout behind a change, and the words for it; or nothing of both."""
    if draw.chance(0.5):
        return "", ""
    name = file_name(draw, stems, "gds gds oas")
    return (
        f'\n{draw.design.layout}.write("{name}")',
        f"‹ and save it as| and write| , then save to| and write the layout to› {name}",
    )


@_own
def flattening(draw: Draw) -> Draft:
    scene = opened(draw)
    line, words = saved(draw, "flat flattened out")
    if draw.chance(0.5):
        call = draw.one(
            f"{scene.top}.flatten(True)",
            f"{scene.top}.flatten(-1, True)",
            f"{scene.layout}.flatten({scene.top}.cell_index(), -1, True)",
        )
        return Draft(
            tasks=(
                f"‹Flatten|Dissolve the whole hierarchy of› the top cell‹ completely| and drop the cells that are no longer used|›{words}.",
                f"Flatten ‹everything|all levels›{words}.",
            ),
            code=f"{call}{line}",
        )
    name = draw.of(scene.cells)
    inst = draw.one("inst", "i")
    return Draft(
        tasks=(
            f"‹Dissolve|Explode|Flatten› all instances of {name} in the top cell{words}.",
            f"{name} shall be no cell of its own in the top cell any more: ‹explode its instances|flatten them there›{words}.",
        ),
        code=f'for {inst} in [{inst} for {inst} in {scene.top}.each_inst() if {inst}.cell.name == "{name}"]:\n    {inst}.explode(){line}',
    )


@_own
def renaming(draw: Draw) -> Draft:
    scene = opened(draw)
    name = draw.of(scene.cells)
    line, words = saved(draw, "renamed out")
    match draw.whole(0, 2):
        case 0:
            new = draw.one(f"{name}_V2", f"{name}_OLD", f"LIB_{name}", f"{name}_A", f"X_{name}")
            return Draft(
                tasks=(
                    f"‹Rename|Change the name of› ‹cell|the cell|› {name} to {new}{words}.",
                    f"{name} -> {new}‹ (rename the cell)|: rename cell›{words}.",
                ),
                code=f'{scene.layout}.rename_cell({scene.layout}.cell("{name}").cell_index(), "{new}"){line}'
                if draw.chance(0.4)
                else f'{scene.layout}.cell("{name}").name = "{new}"{line}',
            )
        case 1:
            prefix = draw.one("LIB_", "A_", "ip0_", "chipA_", "OLD_")
            cell = "cell" if scene.top != "cell" else "c"
            return Draft(
                tasks=(
                    f"‹Put|Add› the prefix {prefix} ‹before|to› the names of all cells ‹except|but› the top cell{words}.",
                    f"Prefix every cell but the top with {prefix}{words}.",
                ),
                code=f'for {cell} in {scene.layout}.each_cell():\n    if not {cell}.is_top():\n        {cell}.name = "{prefix}" + {cell}.name{line}',
            )
        case _:
            cell = "cell" if scene.top != "cell" else "c"
            method, said = draw.one(("lower", "lower case"), ("upper", "upper case"))
            return Draft(
                tasks=(f"‹Change|Turn› all cell names to {said}{words}.", f"Cell names in {said}{words}."),
                code=f"for {cell} in {scene.layout}.each_cell():\n    {cell}.name = {cell}.name.{method}(){line}",
                probe=f"print([each.name for each in {scene.layout}.each_cell()])",
            )


@_own
def layers_changed(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.drawn)
    numbers, target = free_layer(draw)
    line, words = saved(draw, "layers mapped out")
    before, index = layer_named(draw, layer)
    match draw.whole(0, 4):
        case 0:
            return Draft(
                tasks=(
                    f"‹Delete|Remove› {layer.said} ‹from all cells|everywhere|›{words}.",
                    f"‹Drop|Throw away› {layer.said} in the whole layout{words}.",
                ),
                code=f"{scene.layout}.delete_layer({index}){line}"
                if draw.chance(0.5)
                else f"{scene.layout}.clear_layer({index}){line}",
                before=before,
            )
        case 1:
            return Draft(
                tasks=(
                    f"‹Move|Shift› all shapes of {layer.said} to layer {numbers}, in all cells{words}.",
                    f"{layer.said} becomes {numbers}‹ in every cell|›{words}.",
                ),
                code=f"{scene.layout}.move_layer({index}, {target}){line}",
                before=before,
            )
        case 2:
            return Draft(
                tasks=(
                    f"‹Copy|Duplicate› {layer.said} to layer {numbers} in all cells{words}.",
                    f"Put a copy of {layer.said} on {numbers}{words}.",
                ),
                code=f"{scene.layout}.copy_layer({index}, {target}){line}",
                before=before,
            )
        case 3:
            return Draft(
                tasks=(
                    f"‹Merge|Join› overlapping shapes of {layer.said} in the top cell‹ itself|›{words}.",
                    f"Merge {layer.said} in the top cell in place{words}.",
                ),
                code=f"region = {scene.db}.Region({scene.top}.shapes({index}))\nregion.merge()\n{scene.top}.shapes({index}).clear()\n{scene.top}.shapes({index}).insert(region){line}",
                before=before,
                probe="print(region.count())",
            )
        case _:
            cell = "cell" if scene.top != "cell" else "c"
            return Draft(
                tasks=(
                    f"‹Clear|Empty› {layer.said} in every cell ‹except|but› the top cell{words}.",
                    f"Remove all {layer.said} shapes below the top cell, keep its own{words}.",
                ),
                code=f"for {cell} in {scene.layout}.each_cell():\n    if not {cell}.is_top():\n        {cell}.shapes({index}).clear(){line}",
                before=before,
            )


@_own
def shape_drawn(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.layers)
    before, index = layer_named(draw, layer)
    line, words = saved(draw, "drawn edited out")
    x, y, width, height = draw.number(0, 20, 0.5), draw.number(0, 20, 0.5), draw.number(0.5, 10, 0.5), draw.number(0.5, 10, 0.5)
    right, upper = f"{float(x) + float(width):g}", f"{float(y) + float(height):g}"
    um = "‹µm|um|micrometres›"
    match draw.whole(0, 5):
        case 0:
            return Draft(
                tasks=(
                    f"‹Draw|Add|Insert› a rectangle on {layer.said} from ({x}, {y}) to ({right}, {upper}) {um} in the top cell{words}.",
                    f"‹Add a|New› {width} x {height} {um} box on {layer.said}, lower left corner at ({x}, {y}){words}.",
                ),
                code=f"{scene.top}.shapes({index}).insert({scene.db}.DBox({x}, {y}, {right}, {upper})){line}",
                before=before,
            )
        case 1:
            text = draw.one("VDD", "GND", "PIN1", "TEST", "CLK_IN", "NET_A", "id_7")
            return Draft(
                tasks=(
                    f"‹Put|Write|Add› the label {text} on {scene.label.said} at ({x}, {y}) {um}{words}.",
                    f"Text {text} at x={x}, y={y} {um} on {scene.label.said}{words}.",
                ),
                code=f'{scene.top}.shapes({scene.index(scene.label)}).insert({scene.db}.DText("{text}", {x}, {y})){line}',
            )
        case 2:
            wide = draw.number(0.2, 1, 0.1)
            return Draft(
                tasks=(
                    f"‹Draw|Route› a path of width {wide} {um} on {layer.said} from ({x}, {y}) via ({right}, {y}) to ({right}, {upper}){words}.",
                    f"Wire on {layer.said}, {wide} {um} wide, points ({x},{y}) ({right},{y}) ({right},{upper}){words}.",
                ),
                code=f"points = [{scene.db}.DPoint({x}, {y}), {scene.db}.DPoint({right}, {y}), {scene.db}.DPoint({right}, {upper})]\n{scene.top}.shapes({index}).insert({scene.db}.DPath(points, {wide})){line}",
                before=before,
            )
        case 3:
            return Draft(
                tasks=(
                    f"‹Draw|Add› a triangle on {layer.said} with the corners ({x}, {y}), ({right}, {y}) and ({x}, {upper}) {um}{words}.",
                ),
                code=f"{scene.top}.shapes({index}).insert({scene.db}.DPolygon([{scene.db}.DPoint({x}, {y}), {scene.db}.DPoint({x}, {upper}), {scene.db}.DPoint({right}, {y})])){line}",
                before=before,
            )
        case 4:
            count = draw.one(16, 32, 64)
            return Draft(
                tasks=(
                    f"‹Draw|Add› a circle of radius {width} {um} around ({x}, {y}) on {layer.said}, as a polygon with {count} points{words}.",
                    f"{count}-point circle, center ({x}, {y}), radius {width} {um}, {layer.said}{words}.",
                ),
                code=f"circle = {scene.db}.DPolygon.ellipse({scene.db}.DBox({float(x) - float(width):g}, {float(y) - float(width):g}, {float(x) + float(width):g}, {float(y) + float(width):g}), {count})\n{scene.top}.shapes({index}).insert(circle){line}",
                before=before,
            )
        case _:
            margin = draw.number(0.5, 5, 0.5)
            return Draft(
                tasks=(
                    f"‹Draw|Add› ‹a frame|an outline› on {layer.said}: the top cell's bounding box enlarged by {margin} {um}{words}.",
                    f"Box on {layer.said} around everything, {margin} {um} larger on each side{words}.",
                ),
                code=f"{scene.top}.shapes({index}).insert({scene.top}.dbbox().enlarged({margin}, {margin})){line}",
                before=before,
            )


@_own
def cell_placed(draw: Draw) -> Draft:
    scene = opened(draw)
    name = draw.of(scene.cells)
    x, y = draw.number(0, 30, 0.5), draw.number(0, 30, 0.5)
    line, words = saved(draw, "placed out")
    um = "‹µm|um|micrometres›"
    child = draw.one("child", "sub", "placed", name.lower())
    find = f'{child} = {scene.layout}.cell("{name}")\n'
    match draw.whole(0, 3):
        case 0:
            return Draft(
                tasks=(
                    f"‹Place|Put|Insert› ‹cell|an instance of› {name} at ({x}, {y}) {um} ‹in|into› the top cell{words}.",
                    f"One more {name} in the top cell, origin at ({x}, {y}) {um}{words}.",
                ),
                code=f"{find}{scene.top}.insert({scene.db}.DCellInstArray({child}.cell_index(), {scene.db}.DTrans({x}, {y}))){line}",
            )
        case 1:
            turn, said = draw.one(
                ("R90", "rotated by 90 degrees"),
                ("R180", "rotated by 180 degrees"),
                ("R270", "rotated by 270 degrees"),
                ("M0", "mirrored at the x axis"),
                ("M90", "mirrored at the y axis"),
            )
            return Draft(
                tasks=(
                    f"‹Place|Put› {name}, {said}, at ({x}, {y}) {um} in the top cell{words}.",
                    f"Instance of {name} at ({x}, {y}) {um}, {said}{words}.",
                ),
                code=f"{find}{scene.top}.insert({scene.db}.DCellInstArray({child}.cell_index(), {scene.db}.DTrans({scene.db}.DTrans.{turn}, {x}, {y}))){line}",
            )
        case 2:
            columns, rows, dx, dy = draw.whole(2, 8), draw.whole(2, 8), draw.number(6, 12, 0.5), draw.number(6, 12, 0.5)
            return Draft(
                tasks=(
                    f"‹Place|Put› an array of {columns} columns and {rows} rows of {name} in the top cell, pitch {dx} by {dy} {um}, first one at ({x}, {y}){words}.",
                    f"{columns}x{rows} array of {name}: start ({x}, {y}), x pitch {dx}, y pitch {dy} ({um}){words}.",
                ),
                code=f"{find}{scene.top}.insert({scene.db}.DCellInstArray({child}.cell_index(), {scene.db}.DTrans({x}, {y}), {scene.db}.DVector({dx}, 0), {scene.db}.DVector(0, {dy}), {columns}, {rows})){line}",
            )
        case _:
            new = draw.one("NEW_TOP", "WRAPPER", "FRAME", "SHELL", "PAIR")
            return Draft(
                tasks=(
                    f"‹Create|Make› a new cell {new} with the top cell placed in it at ({x}, {y}) {um}{words}.",
                    f"New cell {new}: one instance of the top cell at ({x}, {y}) {um}{words}.",
                ),
                code=f'{new.lower()} = {scene.layout}.create_cell("{new}")\n{new.lower()}.insert({scene.db}.DCellInstArray({scene.top}.cell_index(), {scene.db}.DTrans({x}, {y}))){line}',
            )


@_own
def cells_removed(draw: Draw) -> Draft:
    scene = opened(draw)
    name = draw.of(scene.cells)
    line, words = saved(draw, "pruned out")
    code, said = draw.one(
        (
            f'{scene.layout}.delete_cell({scene.layout}.cell("{name}").cell_index())',
            f"‹Delete|Remove› the cell {name} ‹with all of its instances|and all its instances›",
        ),
        (f'{scene.layout}.cell("{name}").delete()', f"‹Delete|Remove› cell {name}, its children may stay"),
        (
            f'{scene.layout}.prune_cell({scene.layout}.cell("{name}").cell_index(), -1)',
            f"‹Delete|Remove› cell {name} and all cells below it that nothing else uses",
        ),
        (
            f'for inst in [inst for inst in {scene.top}.each_inst() if inst.cell.name == "{name}"]:\n    inst.delete()',
            f"‹Delete|Remove› all instances of {name} from the top cell, but keep the cell",
        ),
        (f'{scene.layout}.cell("{name}").clear()', f"‹Empty|Clear› the cell {name}: no shapes and no instances in it"),
    )
    return Draft(tasks=(f"{said}{words}.",), code=f"{code}{line}")


@_own
def moved_and_scaled(draw: Draw) -> Draft:
    scene = opened(draw)
    line, words = saved(draw, "moved shifted scaled out")
    x, y = draw.number(-20, 20, 0.5), draw.number(1, 20, 0.5)
    um = "‹µm|um|micrometres›"
    match draw.whole(0, 3):
        case 0:
            return Draft(
                tasks=(
                    f"‹Move|Shift› everything in the top cell by ({x}, {y}) {um}{words}.",
                    f"Shift the whole layout by x={x}, y={y} {um}{words}.",
                ),
                code=f"{scene.top}.transform({scene.db}.DTrans({x}, {y})){line}",
            )
        case 1:
            return Draft(
                tasks=(
                    f"‹Move|Shift› the top cell's content so that the lower left corner of its bounding box is at the origin{words}.",
                    f"Put the lower left corner of the layout at (0, 0){words}.",
                ),
                code=f"box = {scene.top}.bbox()\n{scene.top}.transform({scene.db}.Trans(-box.left, -box.bottom)){line}",
                probe=f"print({scene.top}.bbox())",
            )
        case 2:
            turn, said = draw.one(
                ("R90", "‹Rotate|Turn› the top cell by 90 degrees counterclockwise"),
                ("R180", "‹Rotate|Turn› the top cell by 180 degrees"),
                ("M90", "Mirror the top cell at the y axis"),
                ("M0", "Mirror the top cell at the x axis"),
            )
            return Draft(
                tasks=(f"{said}{words}.",), code=f"{scene.top}.transform({scene.db}.Trans({scene.db}.Trans.{turn}, 0, 0)){line}"
            )
        case _:
            factor = draw.one("2", "0.5", "0.9", "1.1", "10")
            call = f"{scene.layout}.transform({scene.db}.DCplxTrans({factor}))"
            return Draft(
                tasks=(
                    f"‹Scale|Magnify› the ‹whole|› layout by a factor of {factor}{words}.",
                    f"Scale everything by {factor}{words}.",
                ),
                code=f"{call}{line}",
            )


@_own
def clipped(draw: Draw) -> Draft:
    scene = opened(draw)
    x, y, side = draw.whole(0, 10), draw.whole(0, 10), draw.one(10, 15, 20, 25)
    name = draw.one("CLIP", "WINDOW", "CUT", "DETAIL")
    line, words = saved(draw, "clip window cut")
    um = "‹µm|um|micrometres›"
    return Draft(
        tasks=(
            f"‹Clip|Cut out› the window ({x}, {y}) to ({x + side}, {y + side}) {um} of the top cell into a cell ‹named|called› {name}{words}.",
            f"Cell {name}: what lies in ({x},{y})-({x + side},{y + side}) {um} of the top cell{words}.",
        ),
        code=f'clip = {scene.layout}.clip({scene.top}.cell_index(), {scene.db}.DBox({x}, {y}, {x + side}, {y + side}))\n{scene.layout}.cell(clip).name = "{name}"{line}',
    )


@_own
def shapes_removed(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.metals)
    before, index = layer_named(draw, layer)
    line, words = saved(draw, "cleaned out")
    cell = "cell" if scene.top != "cell" else "c"
    shape = draw.one("shape", "s")
    match draw.whole(0, 2):
        case 0:
            limit = draw.one("0.1", "0.2", "0.5")
            return Draft(
                tasks=(
                    f"‹Delete|Remove› all shapes on {layer.said} in the top cell whose area is below {limit} ‹µm²|um2|square micrometres›{words}.",
                ),
                code=f"for {shape} in [{shape} for {shape} in {scene.top}.shapes({index}).each() if {shape}.darea() < {limit}]:\n    {shape}.delete(){line}",
                before=before,
            )
        case 1:
            return Draft(
                tasks=(
                    f"‹Delete|Remove› all ‹texts|labels› in all cells and on all layers{words}.",
                    f"No ‹texts|labels› anywhere: ‹remove|delete› them{words}.",
                ),
                code=f"for {cell} in {scene.layout}.each_cell():\n    for index in {scene.layout}.layer_indexes():\n        for {shape} in list({cell}.shapes(index).each({scene.db}.Shapes.STexts)):\n            {shape}.delete(){line}",
            )
        case _:
            old = draw.of(scene.labels)
            new = draw.one(f"{old}_1", f"{old}!", f"n_{old.lower()}", old.lower())
            return Draft(
                tasks=(
                    f"‹Rename|Change› the label {old} on {scene.label.said} of the top cell to {new}{words}.",
                    f"Label {old} -> {new} ({scene.label.numbers}, top cell){words}.",
                ),
                code=f'for {shape} in {scene.top}.shapes({scene.index(scene.label)}).each():\n    if {shape}.is_text() and {shape}.text_string == "{old}":\n        {shape}.text_string = "{new}"{line}',
            )


@_own
def files_written(draw: Draw) -> Draft:
    scene = opened(draw)
    match draw.whole(0, 4):
        case 0:
            name = file_name(draw, "out copy final result", "gds oas gds.gz dxf cif")
            return Draft(
                tasks=(f"‹Save|Write› the layout ‹as|to› {name}.", f"‹Export|Write› {name}."),
                code=f'{scene.layout}.write("{name}")',
            )
        case 1:
            layers = draw.some(scene.drawn, 1, 3)
            name = file_name(draw, "metals selected subset", "gds oas")
            adds = "\n".join(f"options.add_layer({scene.index(layer)}, {scene.db}.LayerInfo())" for layer in layers)
            return Draft(
                tasks=(
                    f"‹Write|Save› only the layers {', '.join(layer.numbers for layer in layers)} to {name}.",
                    f"{name} shall hold nothing but {', '.join(layer.numbers for layer in layers)}.",
                ),
                code=f'options = {scene.db}.SaveLayoutOptions()\noptions.set_format_from_filename("{name}")\noptions.deselect_all_layers()\n{adds}\n{scene.layout}.write("{name}", options)',
            )
        case 2:
            cell = draw.of(scene.cells)
            name = f"{cell.lower()}.{draw.one('gds', 'oas')}"
            return Draft(
                tasks=(
                    f"‹Write|Save› ‹cell|the cell› {cell} ‹alone|with what it contains› to {name}.",
                    f"Export cell {cell} as {name}.",
                ),
                code=f'{scene.layout}.cell("{cell}").write("{name}")',
            )
        case 3:
            cell = draw.of(scene.cells)
            name = file_name(draw, "part cell sub", "gds")
            return Draft(
                tasks=(
                    f"Copy the cell {cell} with all below it into a new layout of the same database unit and save that as {name}.",
                ),
                code=f'other = {scene.db}.Layout()\nother.dbu = {scene.layout}.dbu\ncopy = other.create_cell("{cell}")\ncopy.copy_tree({scene.layout}.cell("{cell}"))\nother.write("{name}")',
            )
        case _:
            cell = "cell" if scene.top != "cell" else "c"
            suffix = draw.one("gds", "oas")
            return Draft(
                tasks=(f"‹Write|Save› every ‹child cell|cell› of the top cell to a file of its own, <cell name>.{suffix}.",),
                code=f'for index in {scene.top}.each_child_cell():\n    {cell} = {scene.layout}.cell(index)\n    {cell}.write(f"{{{cell}.name}}.{suffix}")',
            )


@_own
def filled(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.metals)
    size, pitch = draw.one(("1", "2"), ("0.8", "1.6"), ("2", "3"), ("0.5", "1"))
    space = draw.number(0.3, 1, 0.1)
    line, words = saved(draw, "filled out")
    fill = draw.one("FILL", "FILLER", "DUMMY")
    um = "‹µm|um›"
    return Draft(
        tasks=(
            f"Fill the free area of {layer.said} inside the top cell's bounding box with cells {fill}: squares of {size} {um} on a {pitch} {um} grid, {space} {um} away from {layer.said}{words}.",
        ),
        code=f'fill = {scene.layout}.create_cell("{fill}")\nfill.shapes({scene.index(layer)}).insert({scene.db}.DBox(0, 0, {size}, {size}))\nfree = {scene.db}.Region({scene.top}.bbox()) - {scene.region(layer)}.sized({dbu(draw, space)})\npitch = {dbu(draw, pitch)}\n'
        f"{scene.top}.fill_region(free, fill.cell_index(), {scene.db}.Box(0, 0, pitch, pitch), {scene.db}.Point(0, 0)){line}",
    )


@_own
def replaced_cells(draw: Draw) -> Draft:
    scene = opened(draw)
    old, new = draw.random.sample(scene.cells, 2)
    inst = draw.one("inst", "i")
    line, words = saved(draw, "swapped out")
    return Draft(
        tasks=(
            f"‹Replace|Swap› every instance of {old} in the top cell ‹by|with› {new}, at the same place{words}.",
            f"Instances of {old} in the top cell become {new}{words}.",
        ),
        code=f'for {inst} in {scene.top}.each_inst():\n    if {inst}.cell.name == "{old}":\n        {inst}.cell = {scene.layout}.cell("{new}"){line}',
    )


@_own
def functions(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.drawn)
    name, code, said, probe = draw.one(
        (
            draw.one("layer_area", "area_of", "area_um2"),
            "def {n}(cell, layer, datatype):\n    region = {db}.Region(cell.begin_shapes_rec(cell.layout().layer(layer, datatype)))\n    return region.area() * cell.layout().dbu ** 2",
            "returns the merged area of a layer below a cell in {um2}; ‹arguments|parameters›: cell, layer, datatype",
            "print({n}({top}, {l}, {d}))",
        ),
        (
            draw.one("count_shapes", "shape_count", "number_of_shapes"),
            "def {n}(cell, index):\n    return sum(1 for _ in cell.begin_shapes_rec(index).each())",
            "returns the number of shapes below a cell on a layer index",
            "print({n}({top}, {layout}.layer({l}, {d})))",
        ),
        (
            draw.one("size_of", "cell_size", "dimensions"),
            "def {n}(cell):\n    box = cell.dbbox()\n    return box.width(), box.height()",
            "returns width and height of a cell in {um}",
            "print({n}({top}))",
        ),
    )
    fill = {
        "n": name,
        "db": scene.db,
        "top": scene.top,
        "layout": scene.layout,
        "l": layer.layer,
        "d": layer.datatype,
        "um": "‹micrometres|µm|um›",
        "um2": "‹square micrometres|µm²|um2›",
    }
    return Draft(
        tasks=(f"‹Define|Write› a function {name} that {said.format(**fill)}.", f"Function {name}: {said.format(**fill)}."),
        code=code.format(**fill),
        probe=probe.format(**fill),
    )
