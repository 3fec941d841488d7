"""KLayout: rules checked on regions, and layers made from others."""

from __future__ import annotations

from edascribe_training.data.draft import Draft, Draw, Family, family
from edascribe_training.data.families.klayout_measure import DIGITS, UM2, layer_named, opened, region_named
from edascribe_training.data.scene import file_name

FAMILIES: list[Family] = []
_own = family("klayout", FAMILIES)


def dbu(draw: Draw, microns: str) -> str:
    """The code for a length in database units."""
    layout = draw.design.layout
    return (
        draw.one(f"int({microns} / {layout}.dbu)", f"round({microns} / {layout}.dbu)", f"round({microns} / {layout}.dbu)")
        if microns != "0"
        else "0"
    )


def free_layer(draw: Draw) -> tuple[str, str]:
    """A layer that the layout does not have: how it is written, and the call that makes it."""
    scene = draw.design
    used = {(layer.layer, layer.datatype) for layer in scene.layers}
    while (found := (draw.one(100, 101, 120, 150, 200, 210, 250, 99, 77, draw.whole(110, 240)), draw.one(0, 0, 0, 1, 5))) in used:
        continue
    return f"{found[0]}/{found[1]}", f"{scene.layout}.layer({found[0]}, {found[1]})"


@_own
def rule_check(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.metals)
    limit = draw.number(0.15, 1.2, 0.05)
    before, region = region_named(draw, layer)
    check, said, short = draw.one(
        ("width_check", f"‹narrower than|with a width below|of less than› {limit} {{um}}", "width"),
        ("space_check", f"‹closer together than|with a spacing below› {limit} {{um}}", "space"),
        ("notch_check", f"with notches ‹below|narrower than› {limit} {{um}}", "notch"),
        ("isolated_check", f"of different polygons closer than {limit} {{um}}", "isolated space"),
    )
    um = "‹µm|um|micrometres›"
    said = said.format(um=um)
    name = draw.one("violations", "errors", "bad", "markers", "pairs")
    match draw.whole(0, 2):
        case 0:
            return Draft(
                tasks=(
                    f"‹Print|Count and print› the number of places on {layer.said} {said}.",
                    f"DRC: {short} of {layer.said} ‹at least|>=› {limit} {um}; print how many violations there are.",
                    f"How many {short} violations ({limit} {um}) has {layer.said}? Print the count.",
                ),
                code=f"{name} = {region}.{check}({dbu(draw, limit)})\nprint({name}.count())",
                before=before,
            )
        case 1:
            numbers, target = free_layer(draw)
            name_out = file_name(draw, "drc checked markers", "gds")
            return Draft(
                tasks=(
                    f"Mark the places on {layer.said} {said} as polygons on layer {numbers} of the top cell and save {name_out}.",
                    f"{short} check of {layer.said} with {limit} {um}: markers ‹to|on› {numbers}, then write {name_out}.",
                ),
                code=f'{name} = {region}.{check}({dbu(draw, limit)})\n{scene.top}.shapes({target}).insert({name}.polygons())\n{scene.layout}.write("{name_out}")',
                before=before,
            )
        case _:
            digits, said_digits = draw.of(DIGITS)
            pair = draw.one("pair", "p", "violation")
            return Draft(
                tasks=(
                    f"‹Print|List› the distance of each {short} violation on {layer.said} (limit {limit} {um}) in {um}, {said_digits}.",
                    f"For every {short} violation of {layer.said} below {limit} {um} print the measured distance ({um}, {said_digits}).",
                ),
                code=f'for {pair} in {region}.{check}({dbu(draw, limit)}).each():\n    print(f"{{{pair}.distance() * {scene.layout}.dbu:.{digits}f}}")',
                before=before,
            )


@_own
def two_layer_check(draw: Draw) -> Draft:
    scene = opened(draw)
    metal1, via, metal2 = scene.metals
    metal = draw.one(metal1, metal2)
    limit = draw.number(0.02, 0.2, 0.01)
    um = "‹µm|um|micrometres›"
    match draw.whole(0, 2):
        case 0:
            return Draft(
                tasks=(
                    f"‹Print|Count› the places where {metal.said} encloses {via.said} by less than {limit} {um}.",
                    f"Enclosure of {via.said} by {metal.said}: at least {limit} {um}; print the number of violations.",
                ),
                code=f"metal = {scene.region(metal)}\nvias = {scene.region(via)}\nprint(metal.enclosing_check(vias, {dbu(draw, limit)}).count())",
            )
        case 1:
            return Draft(
                tasks=(
                    f"‹Print|Count› the vias on {via.said} that {metal.said} does not ‹cover|enclose› ‹completely|fully›.",
                    f"How many shapes of {via.said} are not inside {metal.said}? Print the count.",
                ),
                code=f"vias = {scene.region(via)}\nmetal = {scene.region(metal)}\nprint(vias.not_inside(metal).count())",
            )
        case _:
            other = draw.of([layer for layer in scene.drawn if layer not in (metal,)])
            return Draft(
                tasks=(
                    f"‹Print|Count› the places where {metal.said} and {other.said} are closer than {limit} {um}.",
                    f"Separation between {metal.said} and {other.said} below {limit} {um}: print how often.",
                ),
                code=f"first = {scene.region(metal)}\nsecond = {scene.region(other)}\nprint(first.separation_check(second, {dbu(draw, limit)}).count())",
            )


@_own
def selected_by_other(draw: Draw) -> Draft:
    scene = opened(draw)
    one, other = draw.random.sample(scene.drawn, 2)
    method, said = draw.one(
        ("interacting", "‹touch or overlap|interact with›"),
        ("not_interacting", "‹neither touch nor overlap|do not interact with›"),
        ("overlapping", "overlap"),
        ("inside", "lie ‹completely|› inside of"),
        ("not_inside", "are not ‹completely|› inside of"),
        ("outside", "lie ‹completely|› outside of"),
    )
    name = draw.one("found", "selected", "result", "hits")
    if draw.chance(0.5):
        return Draft(
            tasks=(
                f"‹Print|Count and print› the number of merged polygons on {one.said} that {said} {other.said}.",
                f"How many polygons of {one.said} (merged) {said} {other.said}? Print it.",
            ),
            code=f"{name} = {scene.region(one)}.{method}({scene.region(other)})\nprint({name}.count())",
        )
    digits, said_digits = draw.of(DIGITS)
    return Draft(
        tasks=(
            f"‹Print|Show› the area of those polygons on {one.said} that {said} {other.said}, in {UM2}, {said_digits}.",
            f"Area ({UM2}, {said_digits}) of the {one.said} polygons which {said} {other.said}.",
        ),
        code=f'{name} = {scene.region(one)}.{method}({scene.region(other)})\nprint(f"{{{name}.area() * {scene.layout}.dbu ** 2:.{digits}f}}")',
    )


@_own
def boolean_area(draw: Draw) -> Draft:
    scene = opened(draw)
    one, other = draw.random.sample(scene.drawn, 2)
    sign, said = draw.one(
        ("&", f"‹where {one.said} and {other.said} overlap|common to {one.said} and {other.said}|of {one.said} AND {other.said}›"),
        ("-", f"‹of {one.said} outside of {other.said}|of {one.said} without {other.said}|of {one.said} NOT {other.said}›"),
        ("|", f"‹that {one.said} and {other.said} cover together|of the union of {one.said} and {other.said}›"),
        ("^", f"‹covered by just one of {one.said} and {other.said}|of {one.said} XOR {other.said}›"),
    )
    digits, said_digits = draw.of(DIGITS)
    first, second = draw.one(("a", "b"), ("first", "second"), (f"r_{one.name.lower()}", f"r_{other.name.lower()}"))
    return Draft(
        tasks=(f"‹Print|Show› the area {said} in {UM2} with {said_digits}.", f"Area {said}: {UM2}, {said_digits}."),
        code=f'{first} = {scene.region(one)}\n{second} = {scene.region(other)}\nprint(f"{{({first} {sign} {second}).area() * {scene.layout}.dbu ** 2:.{digits}f}}")',
    )


@_own
def layer_from_layers(draw: Draw) -> Draft:
    scene = opened(draw)
    one, other = draw.random.sample(scene.drawn, 2)
    numbers, target = free_layer(draw)
    sign, said = draw.one(
        ("&", f"the overlap of {one.said} and {other.said}"),
        ("-", f"‹{one.said} minus {other.said}|what {one.said} has outside of {other.said}›"),
        ("+", f"{one.said} and {other.said} together"),
        ("^", f"the XOR of {one.said} and {other.said}"),
    )
    out = draw.one("out", "result", "target")
    merged = ".merged()" if sign == "+" else ""
    value = f"({scene.region(one)} {sign} {scene.region(other)}){merged}"
    if draw.chance(0.5):
        name = file_name(draw, "boolean derived out result", "gds oas")
        return Draft(
            tasks=(
                f"‹Put|Write› {said} on layer {numbers} of the top cell and save ‹the layout as|as› {name}.",
                f"{numbers} = {said}; write {name}.",
            ),
            code=f'{scene.top}.shapes({target}).insert({value})\n{scene.layout}.write("{name}")',
        )
    return Draft(
        tasks=(
            f"‹Put|Insert|Draw› {said} ‹into|on› layer {numbers} of the top cell.",
            f"‹Derive|Make› layer {numbers}: {said}, in the top cell.",
        ),
        code=f"{out} = {value}\n{scene.top}.shapes({target}).insert({out})",
    )


@_own
def sized_layer(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.drawn)
    numbers, target = free_layer(draw)
    amount = draw.number(0.05, 0.6, 0.05)
    before, region = region_named(draw, layer)
    um = "‹µm|um|micrometres›"
    if draw.chance(0.5):
        verb, sign = draw.one(("‹Grow|Oversize|Enlarge›", ""), ("‹Shrink|Undersize›", "-"))
        return Draft(
            tasks=(
                f"{verb} {layer.said} by {amount} {um} ‹per side|on each side› and put the result on layer {numbers} of the top cell.",
                f"Layer {numbers}: {layer.said} ‹sized by {sign}{amount}|biased {sign}{amount}› {um} per side, in the top cell.",
            ),
            code=f"grown = {region}.sized({sign}{dbu(draw, amount)})\n{scene.top}.shapes({target}).insert(grown)",
            before=before,
        )
    return Draft(
        tasks=(
            f"Close gaps on {layer.said} up to {float(amount) * 2:g} {um} (grow and shrink by {amount}) and write the result to layer {numbers} of the top cell.",
            f"Layer {numbers} = {layer.said} grown by {amount} {um}, then shrunk by the same amount.",
        ),
        code=f"d = {dbu(draw, amount)}\n{scene.top}.shapes({target}).insert({region}.sized(d).sized(-d))",
        before=before,
    )


@_own
def filtered_polygons(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.metals)
    limit = draw.one("0.1", "0.25", "0.5", "1", "2", "4")
    before, region = region_named(draw, layer)
    digits, said = draw.of(DIGITS)
    what, words = draw.one(
        (f"with_area(None, {limit} / {scene.layout}.dbu ** 2, False)", f"smaller than {limit} {UM2}"),
        (f"with_area({limit} / {scene.layout}.dbu ** 2, None, False)", f"of at least {limit} {UM2}"),
        (f"with_bbox_min(None, {dbu(draw, limit)}, False)", f"whose ‹smaller|lesser› side is below {limit} ‹µm|um›"),
        (f"with_bbox_width({dbu(draw, limit)}, None, False)", f"that are at least {limit} ‹µm|um› wide"),
        (f"with_bbox_height({dbu(draw, limit)}, None, False)", f"that are at least {limit} ‹µm|um› high"),
    )
    if draw.chance(0.6):
        return Draft(
            tasks=(
                f"‹Print|Count› the merged polygons on {layer.said} {words}.",
                f"How many merged polygons {words} are on {layer.said}? Print the number.",
            ),
            code=f"print({region}.merged().{what}.count())",
            before=before,
        )
    return Draft(
        tasks=(
            f"‹Print|Show› the total area of the merged polygons on {layer.said} {words}, in {UM2} ({said}).",
            f"Area of polygons {words} on {layer.said} (merged), {UM2}, {said}.",
        ),
        code=f'small = {region}.merged().{what}\nprint(f"{{small.area() * {scene.layout}.dbu ** 2:.{digits}f}}")',
        before=before,
    )


@_own
def edges_of_layer(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.metals)
    limit = draw.one("0.3", "0.5", "1", "2", "5")
    before, region = region_named(draw, layer)
    digits, said = draw.of(DIGITS)
    match draw.whole(0, 2):
        case 0:
            return Draft(
                tasks=(
                    f"‹Print|Count› the edges of {layer.said} that are shorter than {limit} ‹µm|um›.",
                    f"Number of edges on {layer.said} below {limit} ‹µm|um› in length.",
                ),
                code=f"print({region}.edges().with_length(0, {dbu(draw, limit)}, False).count())",
                before=before,
            )
        case 1:
            which, words = draw.one(("with_angle(0, False)", "horizontal"), ("with_angle(90, False)", "vertical"))
            return Draft(
                tasks=(
                    f"‹Print|Show› the total length of the {words} edges of {layer.said} in ‹µm|um›, {said}.",
                    f"Length of all {words} edges on {layer.said} ({said}, ‹µm|um›).",
                ),
                code=f'print(f"{{{region}.edges().{which}.length() * {scene.layout}.dbu:.{digits}f}}")',
                before=before,
            )
        case _:
            return Draft(
                tasks=(
                    f"‹Print|Show› the total edge length of {layer.said} in ‹µm|um› ({said}).",
                    f"Sum of the edge lengths on {layer.said}, merged, ‹µm|um›, {said}.",
                ),
                code=f'print(f"{{{region}.edges().length() * {scene.layout}.dbu:.{digits}f}}")',
                before=before,
            )


@_own
def region_variables(draw: Draw) -> Draft:
    scene = opened(draw)
    layer = draw.of(scene.drawn)
    name = draw.one(layer.name.lower(), f"{layer.name.lower()}_region", "region", "shapes", f"r_{layer.name.lower()}")
    if draw.chance(0.5):
        return Draft(
            tasks=(
                f"‹Collect|Get› ‹everything|all shapes› on {layer.said} ‹of the whole hierarchy|below the top cell› in a region ‹named|called› {name}.",
                f"Region {name}: all of {layer.said}, hierarchical.",
            ),
            code=f"{name} = {scene.region(layer)}",
        )
    before, index = layer_named(draw, layer)
    return Draft(
        tasks=(
            f"Make {name} a region of the shapes that the top cell itself has on {layer.said}, without those of its children.",
            f"Region {name} from {layer.said}, top cell only (no hierarchy).",
        ),
        code=f"{name} = {scene.db}.Region({scene.top}.shapes({index}))",
        before=before,
        probe=f"print({name}.count())",
    )
