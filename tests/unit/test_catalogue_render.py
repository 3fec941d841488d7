from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from edascribe_codegen.catalogue import Catalogue, load
from edascribe_codegen.catalogue.render import kind_in_words, markdown, synopsis
from edascribe_codegen.catalogue.schema import Command, Value


@pytest.fixture
def opensta() -> Catalogue:
    return load("opensta", "2.0.17")


def _find(catalogue: Catalogue, name: str) -> Command:
    command = catalogue.find(name)
    assert command is not None
    return command


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("create_clock", "create_clock [-name name] -period period [-waveform waveform] [-add] [-comment comment] [pins]"),
        (
            "set_assigned_delay",
            "set_assigned_delay -cell|-net [-rise] [-fall] [-corner corner_name] [-min] [-max] -from from_pins -to to_pins "
            "delay",
        ),
        ("set_case_analysis", "set_case_analysis 0|1|zero|one|rise|rising|fall|falling pins"),
        ("report_tns", "report_tns [-digits digits] [> filename]"),
        ("string", "string subcommand ..."),
        ("socket", "socket [arg]..."),
        ("lindex", "lindex list [index]..."),
    ],
)  # fmt: skip
def test_synopses(opensta: Catalogue, name: str, expected: str) -> None:
    assert synopsis(_find(opensta, name)) == expected


def test_hidden_options_are_not_shown(opensta: Catalogue) -> None:
    assert "-incremental_only" not in markdown(_find(opensta, "read_sdf"), opensta)


def test_hover(opensta: Catalogue) -> None:
    assert markdown(_find(opensta, "set_clock_latency"), opensta) == snapshot("""\
```tcl
set_clock_latency [-source] [-clock clock] [-rise] [-fall] [-min] [-max] [-early] [-late] delay objects
```

Set the latency of a clock before its tree exists, or at its source.

| option | value |
|---|---|
| `-source` |  |
| `-clock` | list of clock |
| `-rise` |  |
| `-fall` |  |
| `-min` |  |
| `-max` |  |
| `-early` |  |
| `-late` |  |

```tcl
set_clock_latency 0.5 [get_clocks clk]
```

*OpenSTA 2.0.17 · shipped pack*\
""")


def test_hover_of_a_command_without_options(opensta: Catalogue) -> None:
    assert markdown(_find(opensta, "all_clocks"), opensta) == snapshot("""\
```tcl
all_clocks
```

Return every clock that is defined.

```tcl
foreach clock [all_clocks] { puts [get_name $clock] }
```

*OpenSTA 2.0.17 · shipped pack*\
""")


def test_hover_of_a_subcommand(opensta: Catalogue) -> None:
    command = opensta.find_subcommand("file", "exists")
    assert command is not None
    assert markdown(command, opensta, prefix="file") == snapshot("""\
```tcl
file exists name
```

Tell whether a file is there.

*Tcl 8.6 · shipped pack*\
""")


def test_hover_of_an_ensemble_lists_its_subcommands(opensta: Catalogue) -> None:
    text = markdown(_find(opensta, "encoding"), opensta)
    assert "| `names` | List the encodings. |" in text
    assert text.endswith("*Tcl 8.6 · shipped pack*")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Value(kinds=("enum",), values=("a", "b")), "one of a, b"),
        (Value(kinds=("enum", "string"), values=("a", "b"), many=True), "some of a, b"),
        (Value(kinds=("port", "pin"), many=True), "list of port or pin"),
        (Value(kinds=("int",), minimum=1), "whole number of at least 1"),
        (Value(kinds=("float",), minimum=0, exclusive=True), "number greater than 0"),
        (Value(), "value"),
    ],
)
def test_kinds_in_words(value: Value, words: str) -> None:
    assert kind_in_words(value) == words
