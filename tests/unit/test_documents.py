"""Catalogues from reference pages: Markdown and HTML in the shapes that tools' documentation has, with commands of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from inline_snapshot import snapshot

from edascribe_codegen.catalogue import CatalogueError
from edascribe_codegen.catalogue.building import build
from edascribe_codegen.catalogue.documents import read_page
from edascribe_codegen.catalogue.pages import read_html, read_markdown
from edascribe_codegen.catalogue.render import kind_in_words, synopsis
from edascribe_codegen.catalogue.schema import Command

MARKDOWN = """
# Shaping

```{note}
- Parameters in square brackets `[-param param]` are optional.
```

### Shape Design

Example usage:

```
shape_design -density 0.7 -layers {m1 m2}
shape_design -layers $layers
```

Gives the design its shape. There is more to it.

```tcl
shape_design \\
    [-density density]\\
    [-layers list_of_layers] \\
    [-starts_with POWER|GROUND] (deprecated)
    [-over_pins|-over_boundary]
    [-skip_io]
    -site site
    [instances]
```

#### Options

| Switch Name | Description |
| ----- | ----- |
| `-density` | Set the density. The default value is `0.7`. Allowed values are floats `[0, 1]`. |
| `-over_pins`, `-over_boundary` | Where it goes. |
| `instances` | What is shaped. |

#### More Options

| Option | Type | Default | Description |
|---|---|---|---|
| `-effort <level>` | | low | How hard to try. Values: low, high |

### Set Wire

```tcl
set_wire
    [-clock]
    -layer layer

or
set_wire
    [-resistance resistance]
```

### Place pins

```
place_pins
  [-corner "lx ly"]        where it begins
  [-space space]           room around, 0 by default
```

### reset_all

Forgets everything.

- `-force`: even what is in use
- `-keep <names>` - names of what stays

## For developers

| Command Name | Description |
| ----- | ----- |
| `check_wires` | Checks wires. |

## Tests

```shell
run_all [-x]
```
"""

SPHINX = """<!DOCTYPE html>
<html><head><title>set_thing</title><script>if (a < b) { shape_it [-x] }</script></head>
<body><nav><ul><li><a href="#">other_thing [-y]</a></li></ul></nav>
<section id="make-thing"><h2>make_thing<a class="headerlink" href="#make-thing" title="Link">&#182;</a></h2>
<p>Makes a thing<br>of parts. And more.</p>
<div class="highlight-tcl notranslate"><div class="highlight"><pre><span></span><span class="nv">make_thing</span>
    [<span class="o">-name</span> name]
    [<span class="o">-mode</span> fast|slow]
    parts
</pre></div></div>
<table class="docutils"><thead><tr class="row-odd"><th><p>Option</p></th><th><p>Description</p></th></tr></thead>
<tbody><tr><td><p><code>-name</code></p></td><td><p>Its &lt;name&gt;</p></td></tr></tbody></table>
</section>
<section><h2>2.3 drop_thing</h2>
<dl class="std option"><dt id="o1"><span class="descname">-all</span></dt><dd><p>All of them</p></dd>
<dt><span class="descname">-count</span> <span class="descclassname">&lt;n&gt;</span><dd>How many of them. Value >= 1</dl>
</section>
<dl class="tcl command"><dt id="c">find_thing [-exact] &lt;pattern&gt;</dt><dd><p>Finds things.</p></dd></dl>
</body></html>
"""


# As the pages of large manuals are: each command has its own, with headings for its parts.
MANUAL = """<html><body><main><h1>shape_thing</h1><p>Shapes a thing.</p><h2>Syntax</h2>
<p>shape_thing [&#8209;quiet] [&#8209;name&nbsp;&lt;arg&gt;] &lt;thing&gt;...</p><h2>Returns</h2><p>Nothing</p><h2>Usage</h2>
<table><tr><th>Name</th><th>Description</th></tr><tr><td>[&#8209;quiet]</td><td>Say nothing</td></tr>
<tr><td>&lt;thing&gt;</td><td>What is shaped</td></tr></table><h2>Examples</h2>
<pre>shape_thing -name x [get_things y]</pre></main></body></html>
"""


LIBRARY = """
# Shapes it all. In one go.
proc shape_all {args} { puts $args }
define_proc_attributes shape_all -hide_body -info "Shape everything" -define_args {
    {-effort "How hard to try" level one_of_string {required {values {low high}}}}
    {-quiet "Say nothing" "" boolean optional}
    {things "What is shaped" things list required}
}
namespace eval own {
    # Counts them.
    proc count {first {last end}} {}
}
"""


def lines(commands: list[Command]) -> list[str]:
    return [f"{synopsis(command)} -- {command.summary}" for command in commands]


def test_markdown() -> None:
    commands = list(read_page(read_markdown(MARKDOWN)))
    assert lines(commands) == snapshot(
        [
            "shape_design [-density density] [-layers list_of_layers] [-starts_with POWER|GROUND] "
            "[-over_pins|-over_boundary] [-skip_io] -site site [-effort low|high] [instances] -- Gives the "
            "design its shape.",
            "set_wire [-clock] [-layer layer] [-resistance resistance] -- ",
            "place_pins [-corner lx ly] [-space space] -- ",
            "reset_all [-force] [-keep names] [arg]... -- Forgets everything.",
            "check_wires [arg]... -- Checks wires.",
        ]
    )
    options = {option.name: option for option in commands[0].options}
    types = {name: kind_in_words(option.value) for name, option in options.items() if option.value}
    assert types == snapshot(
        {
            "-density": "number",
            "-layers": "value",
            "-starts_with": "one of POWER, GROUND",
            "-site": "value",
            "-effort": "one of low, high",
        }
    )
    assert options["-over_boundary"].summary == "Where it goes."
    assert [option.name for option in commands[0].options if option.required] == ["-site"]
    assert commands[0].exclusive == (("-over_pins", "-over_boundary"),)


def test_html() -> None:
    commands = list(read_page(read_html(SPHINX)))
    assert lines(commands) == snapshot(
        [
            "make_thing [-name name] [-mode fast|slow] parts -- Makes a thing of parts.",
            "find_thing [-exact] pattern -- Finds things.",
            "drop_thing [-all] [-count n] [arg]... -- ",
        ]
    )
    assert [
        (option.name, option.value and kind_in_words(option.value), option.summary) for c in commands for option in c.options
    ] == (
        snapshot(
            [
                ("-name", "string", "Its <name>"),
                ("-mode", "one of fast, slow", ""),
                ("-exact", None, ""),
                ("-all", None, "All of them"),
                ("-count", "number of at least 1", "How many of them."),
            ]
        )
    )
    # Without a usage nobody knows what else a command takes.
    assert [command.name for command in commands if command.open] == ["drop_thing"]


def test_a_page_of_a_manual() -> None:
    (command,) = read_page(read_html(MANUAL))
    assert lines([command]) == ["shape_thing [-quiet] [-name arg] thing... -- Shapes a thing."]
    assert (command.options[0].summary, command.positionals and command.positionals[0].summary) == ("Say nothing", "What is shaped")


def test_a_library_of_procedures(tmp_path: Path) -> None:
    (tmp_path / "library.tcl").write_text(LIBRARY)
    pack = build("mylib@1", source=tmp_path / "library.tcl")
    assert lines(list(pack.commands)) == [
        "own::count first [last] -- Counts them.",
        "shape_all -effort low|high [-quiet] things -- Shape everything",
    ]


def test_a_folder_is_a_catalogue(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.md").write_text(MARKDOWN)
    (tmp_path / "b.html").write_text(SPHINX)
    (tmp_path / "readme.txt").write_text("not_a_page [-x]")
    pack = build("mytool@1.2", source=tmp_path)
    assert (pack.tool, pack.version, pack.base) == ("mytool", "1.2", "tcl")
    assert pack.provenance.in_words == f"from the files in {tmp_path}, {pack.provenance.date}"
    names = [command.name for command in pack.commands]
    assert names == ["check_wires", "drop_thing", "find_thing", "make_thing", "place_pins", "reset_all", "set_wire", "shape_design"]


def test_a_folder_without_commands_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Hello\n\nNothing here but `words_like_this`.\n")
    with pytest.raises(CatalogueError, match=r"None of the 1 files in .* describes a command"):
        build("mytool", source=tmp_path)


STRANGE = ("", "<", "<table><tr><td>", "</dl></p>", "<dl><dt>-a", "<!--", "&#x;", "<pre>make_it [-a", "\0", "<div>" * 5_000)


@pytest.mark.parametrize("text", STRANGE)
def test_any_page_is_read(text: str) -> None:
    list(read_page(read_html(text)))
    list(read_page(read_markdown(text)))
