from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edascribe_codegen.catalogue.schema import Command, Value
from edascribe_codegen.catalogue.synopsis import parse, value_of


def _shown(command: Command) -> str:
    """Options as ``-name``, ``-name:kind``, with ``!`` where required and ``...`` where repeated; then the positionals."""

    def value(of: Value | None) -> str:
        if of is None:
            return ""
        return ":" + ("|".join(of.values) or "|".join(of.kinds)) + ("*" if of.many else "")

    options = [f"{option.name}{value(option.value)}{'!' * option.required}" for option in command.options]
    positionals = [
        ("[" if positional.optional else "(")
        + positional.name
        + ("]" if positional.optional else ")")
        + "..." * positional.repeated
        for positional in command.positionals or ()
    ]
    return " ".join([*options, *positionals, *([">"] if command.redirect else [])])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("net pin", "(net) (pin)"),
        ("[-add] [-name name] [pins]", "-add -name:string [pins]"),
        ("-source master_pin port_pin_list", "-source:pin! (port_pin_list)"),
        ("[-format full|short] [> filename] [>> filename]", "-format:full|short >"),
        ("[-fields [slew|net]] pin", "-fields:slew|net* (pin)"),
        ("[-fields [slew|net] [-digits digits] pin", "-fields:slew|net* -digits:int (pin)"),
        ("[-setup|-hold] [-corner corner_name]] [-digits digits]", "-setup -hold -corner:corner -digits:int"),
        ("[-from|-rise_from from_clock] delay", "-from:clock* -rise_from:clock* (delay)"),
        ("corner1 [corner2]...", "(corner1) [corner2]..."),
        ("...", ""),
        ("net -all|pin", "-all (net) [pin]"),
        ("pin|instance|net", "(pin|instance|net)"),
        ("0|1|rise pins", "(0|1|rise) (pins)"),
        ("var { cmds }", "(var) (cmds)"),
        ("-gates {{instance edge [delay]}...} -file file", "-gates:list! -file:file!"),
        ("-early|-late [-rise] derate", "-early -late -rise (derate)"),
    ],
)
def test_synopses(text: str, shown: str) -> None:
    assert _shown(parse("command", text)) == shown


def test_flags_that_are_known_take_no_value() -> None:
    assert _shown(parse("c", "-all pins", flags=frozenset({"-all"}))) == "-all! (pins)"
    assert _shown(parse("c", "[-echo|-file file]", flags=frozenset({"-echo"}))) == "-echo -file:file"


@pytest.mark.parametrize(
    ("text", "exclusive", "one_of"),
    [
        ("[-divide_by divisor | -multiply_by multiplier]", (("-divide_by", "-multiply_by"),), ()),
        ("-early|-late derate", (("-early", "-late"),), (("-early", "-late"),)),
        ("[-spef f | -spef_min f -spef_max f]", (("-spef", "-spef_min"), ("-spef", "-spef_max")), ()),
        ("net -all|pin", (), ()),
    ],
)
def test_alternatives(text: str, exclusive: tuple[tuple[str, ...], ...], one_of: tuple[tuple[str, ...], ...]) -> None:
    command = parse("c", text)
    assert command.exclusive == exclusive
    assert command.one_of == one_of


def test_options_may_be_repeated() -> None:
    (option,) = parse("c", "[-group clocks]...").options
    assert option.repeated


def test_kinds_of_values() -> None:
    assert value_of("pin", ("pin", "instance", "net")).kinds == ("pin", "instance", "net")
    assert value_of("top", ("top", "enclosed")) == Value(kinds=("enum",), values=("top", "enclosed"))
    assert value_of("lib_subckts_file").kinds == ("file",)
    assert value_of("whatever").kinds == ("unknown",)
    assert [positional.value.kinds for positional in parse("c", "var { cmds }").positionals or ()] == [("variable",), ("script",)]


@given(st.lists(st.sampled_from(["[", "]", "{", "}", "|", ">", ">>", "...", "-a", "-b", "x", "y"]), max_size=12).map(" ".join))
def test_any_text_is_read(text: str) -> None:
    parse("command", text)
