"""The check of Python against installed packages: real ty, real klayout; each sound snippet is also run."""

from __future__ import annotations

import asyncio
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import ty
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from edascribe_codegen import cli, python_api
from edascribe_codegen.project import check_project, find_files
from edascribe_codegen.python_api import KNOWN_TY, RULES, PythonApiError, PythonChecker
from edascribe_grammars import Fault

Check = Callable[..., tuple[Fault, ...]]


@pytest.fixture(scope="module")
def faults() -> Iterator[Check]:
    """One checker for all tests that need no other."""
    with asyncio.Runner() as runner:
        checker = PythonChecker()
        yield lambda text, path="": runner.run(checker.faults(text, path))
        runner.run(checker.aclose())


def marked(text: str) -> tuple[str, str]:
    """A text and the part of it that stands between ``«`` and ``»``."""
    start, end = text.index("«"), text.index("»") - 1
    plain = text.replace("«", "").replace("»", "")
    return plain, plain[start:end]


HEAD = "import klayout.db as kdb\nlayout = kdb.Layout()\ntop = layout.create_cell('TOP')\nmetal = layout.layer(8, 0)\n"

# One snippet a paragraph.
SOUND = """
layout.dbu = 0.001
top.shapes(metal).insert(kdb.Box(0, 0, 1000, 2000))
layout.write('out.gds')

trans = kdb.Trans(kdb.Point(0, 0))
top.insert(kdb.CellInstArray(layout.create_cell('A').cell_index(), trans))

top.insert(kdb.DCellInstArray(layout.create_cell('A'), kdb.DTrans(kdb.DVector(1.5, 2))))

via = layout.create_cell('V')
step = (kdb.Vector(10, 0), kdb.Vector(0, 10))
top.insert(kdb.CellInstArray(via.cell_index(), kdb.Trans(), *step, 4, 5))

region = kdb.Region(top.begin_shapes_rec(metal))
region.size(10)
region.merge()
print(region.sized(-5).area())

a = kdb.Region(kdb.Box(0, 0, 10, 10))
b = kdb.Region(kdb.Box(5, 5, 20, 20))
print((a & b).area(), (a - b).count(), (a ^ b).bbox())

for shape in top.shapes(metal).each():
    if shape.is_box():
        print(shape.box.width(), shape.bbox().center())

hull = [kdb.Point(0, 0), kdb.Point(0, 10), kdb.Point(10, 10)]
polygon = kdb.Polygon(hull)
print(polygon.area(), polygon.moved(1, 2))

path = kdb.DPath([kdb.DPoint(0, 0), kdb.DPoint(10, 0)], 0.5)
top.shapes(metal).insert(path)
print(path.polygon().area())

for index in layout.layer_indexes():
    info = layout.get_info(index)
    print(info.layer, info.datatype, info.name)

options = kdb.SaveLayoutOptions()
options.format = 'OASIS'
options.scale_factor = 2.0
layout.write('out.oas', options)

layout.write('in.gds')
other = kdb.Layout()
other.read('in.gds')
print(other.top_cell().name, [c.name for c in other.each_cell()])

pairs = kdb.Region(kdb.Box(0, 0, 5, 100)).width_check(10, min_projection=1)
print(pairs.count(), pairs.polygons().area())

text = kdb.DText('VDD', kdb.DTrans(1, 2))
top.shapes(layout.layer(kdb.LayerInfo(8, 1))).insert(text)
print(text.string, text.x)

t = kdb.ICplxTrans(1.0, 90.0, False, kdb.Vector(1, 2))
print(kdb.Trans.R90 * kdb.Point(1, 2), t * kdb.Box(0, 0, 1, 1))
print(kdb.Point(1, 1) + kdb.Vector(2, 2))

layout.start_changes()
top.flatten(True)
layout.end_changes()
layout.cleanup()
print(top.bbox().to_s(), layout.cells())

netlist = kdb.Netlist()
circuit = kdb.Circuit()
circuit.name = 'TOP'
netlist.add(circuit)
print(circuit.create_net('A').name, netlist.to_s())

import pya
print(pya.Region(pya.Box(0, 0, 10, 10)).edges().length(), pya.DBox(0, 0, 1, 1).enlarged(1, 1), pya.LayerInfo(1, 0))

import pya
class Bar(pya.PCellDeclarationHelper):
    def __init__(self):
        super().__init__()
        self.param('l', self.TypeLayer, 'Layer', default=pya.LayerInfo(1, 0))
        self.param('w', self.TypeDouble, 'W', default=1.0)
    def display_text_impl(self):
        return f'Bar({self.w})'
    def produce_impl(self):
        self.cell.shapes(self.l_layer).insert(pya.DBox(0, 0, self.w, 1))
class Lib(pya.Library):
    def __init__(self):
        super().__init__()
        self.layout().register_pcell('Bar', Bar())
        self.register('Lib')
Lib()
layout.create_cell('Bar', 'Lib', {'w': 2.0})
""".strip().split("\n\n")

# What ty calls unsound in sound snippets: each must stay a warning.
DOUBTED = {"trans = kdb.Trans(kdb.Point(0, 0))": ["api/overload"]}


@pytest.mark.parametrize("snippet", SOUND)
def test_sound_snippets_run_and_have_no_error(faults: Check, snippet: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(HEAD + snippet, "snippet.py", "exec"), {"__name__": "snippet"})
    found = faults(HEAD + snippet)
    assert [fault for fault in found if fault.severity == "error"] == []
    assert [fault.code for fault in found] == DOUBTED.get(snippet.partition("\n")[0], [])


@pytest.mark.parametrize(
    ("snippet", "code", "severity", "meant"),
    [
        ("layout.«create_cel»('A')", "api/unknown-attribute", "error", "create_cell"),
        ("top.shapes(metal).«insrt»(kdb.Box())", "api/unknown-attribute", "error", "insert"),
        ("kdb.«Regoin»()", "api/unknown-attribute", "error", "Region"),
        ("from klayout.db import «Layuot»", "api/unknown-attribute", "error", "Layout"),
        ("kdb.Box.«nothing_like_it»", "api/unknown-attribute", "error", None),
        ("import pya\npya.«Pollygon»()", "api/unknown-attribute", "error", "Polygon"),
        (
            "class P(kdb.PCellDeclaration):\n    def produce(self, l, i, p, cell: kdb.Cell): cell.«shaps»(1)",
            "api/unknown-attribute",
            "error",
            "shapes",
        ),
        ("layout.clear(«foo=1»)", "api/unknown-argument", "error", None),
        ("layout.clear(«1», 2)", "api/extra-argument", "error", None),
        ("«layout.rename_cell(1)»", "api/missing-argument", "error", None),
        ("«layout.dbu()»", "api/not-callable", "error", None),
        ("«kdb.Box(1, 2, 3, 4, 5, 6, 7)»", "api/overload", "warning", None),
        ("«kdb.DPoint(1, z=2)»", "api/overload", "warning", None),
        ("layout.rename_cell(«'A'», 'B')", "api/wrong-type", "warning", None),
        ("«layout.dbu» = '0.001'", "api/wrong-type", "warning", None),
        ("layout.«dbuu» = 0.001", "api/unknown-attribute", "warning", "dbu"),
        ("import xml\n«xml.etree»", "api/missing-import", "warning", None),
        ("print(«input_gds»)", "api/unknown-name", "information", None),
    ],
)
def test_wrong_snippets(faults: Check, snippet: str, code: str, severity: str, meant: str | None) -> None:
    text, where = marked(HEAD + snippet)
    (fault,) = faults(text)
    assert (fault.code, fault.severity, text[fault.start : fault.end]) == (code, severity, where)
    assert ("Did you mean" in fault.message) == (meant is not None)
    if meant is not None:
        assert f"Did you mean `{meant}`?" in fault.message
    if fault.fix is not None:
        assert (fault.fix.start, fault.fix.end, fault.fix.text) == (fault.start, fault.end, meant)


def test_an_overload_says_what_it_takes(faults: Check) -> None:
    (fault,) = faults("import klayout.db as kdb\nkdb.Layout().delete_cell('A')\n")
    assert fault.message.endswith("It takes (cell: Cell), (cell_index: int).")


def test_names_of_the_program_alone_are_no_fault(faults: Check) -> None:
    assert (
        faults("import pya\npya.Application.instance().main_window()\nclass D(pya.QDialog): pass\npya.QFormLayout()\npya.Qt\n")
        == ()
    )


def test_all_names_of_pya_are_known(faults: Check) -> None:
    import pya

    assert faults("import pya\n" + "".join(f"pya.{name}\n" for name in pya.__all__ if name[0] != "_")) == ()


@pytest.mark.parametrize(
    "text",
    [
        # The text's own classes may have attributes that nobody can see from here.
        "class A:\n    def f(self): return self.unseen\n",
        "class A: pass\nA().unseen\n",
        "def f(): pass\nf.count = 1\n",
    ],
)
def test_own_classes_give_warnings_at_most(faults: Check, text: str) -> None:
    assert [(fault.code, fault.severity) for fault in faults(text)] == [("api/unknown-attribute", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "x: int = 'a'\n",
        "def f(a: int): pass\nf('a')\n",
        "class A:\n    n: int = 0\n    def f(self): self.n = 'a'\n",
        "unused = 1\nif unused: y = 2\nprint(y)\n",
        "import os\ndef f(): pass\ndef g(a): pass\n(f if os.environ else g)(1)\n",
        "d = {'a': 1, 'b': min}\nd['b'](1, 2)\n",
        "import os\nos.nothing  # edascribe: off api/\n",
        "import os\nos.nothing  # type: ignore\n",
        "def f(:\n",
        "",
    ],
)
def test_what_is_no_matter_of_an_api(faults: Check, text: str) -> None:
    assert faults(text) == ()


def test_a_package_that_is_not_here_is_told_and_nothing_else(faults: Check) -> None:
    (fault,) = faults("import odb\nblock = odb.dbDatabase.create().getChip().getBlock()\nblock.whatever(1, x=2)\n")
    assert (fault.code, fault.severity) == ("api/unresolved-import", "information")
    assert "`odb` is not installed" in fault.message or "No module `odb` is installed here" in fault.message


def test_own_modules_are_not_called_missing(faults: Check, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("")
    (tmp_path / "package").mkdir()
    text = "import mine\nimport package.part\nfrom . import more\nfrom .more import x\n"
    assert faults(text, str(tmp_path / "script.py")) == ()
    assert faults(text, str(tmp_path / "below" / "script.py")) == ()
    assert len(faults(text)) == 2


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_ranges_count_characters(faults: Check, line_end: str) -> None:
    text = line_end.join(["import os", "s = '😀\x0c\u2028'; os.nothing", "'é'; os.nothing", ""])
    assert [text[fault.start : fault.end] for fault in faults(text)] == ["nothing", "nothing"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["import os", "\n", "\r", "\x0c", "os.x", ".", "(", "'", "😀", "\ud800", "\x00", "\ufeff", " ", "def f", ":"]
        )
    )
)
@example(["\ufeff", "import os", "\n", "os.x"])
def test_any_text_has_faults_inside_of_it(faults: Check, parts: list[str]) -> None:
    text = "".join(parts)
    for fault in faults(text):
        assert 0 <= fault.start <= fault.end <= len(text)


async def test_checks_at_once_do_not_mix(tmp_path: Path) -> None:
    checker = PythonChecker()
    texts = ["\n" * number + f"import os\nos.nothing{number}\n" for number in range(20)]
    found = await asyncio.gather(*map(checker.faults, texts))
    assert [text[fault.start : fault.end] for text, (fault,) in zip(texts, found, strict=True)] == [
        f"nothing{number}" for number in range(20)
    ]
    task = asyncio.create_task(checker.faults("import os\n" + "os.path\n" * 2000))
    await asyncio.sleep(0.01)
    task.cancel()
    assert [fault.code for fault in await checker.faults(texts[0])] == ["api/unknown-attribute"]
    await checker.aclose()


async def test_a_ty_that_ended_is_started_again() -> None:
    checker = PythonChecker()
    assert await checker.faults("import os\nos.path\n") == ()
    assert checker._server is not None
    checker._server._process.kill()
    assert len(await checker.faults("import os\nos.nothing\n")) == 1
    await checker.aclose()


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Puts a program in ty's place."""
    program = tmp_path / "ty"
    program.write_text(f"#!{sys.executable}\nimport json, sys, time\n{body}")
    program.chmod(0o755)
    monkeypatch.setattr(ty, "find_ty_bin", lambda: str(program))


SILENT = """
while True:
    length = int(sys.stdin.readline().split(":")[1]); sys.stdin.readline()
    message = json.loads(sys.stdin.read(length))
    if message["method"] == "exit": break
    if "id" not in message: continue
    result = {"capabilities": {"positionEncoding": "utf-32"}, "serverInfo": {"version": "9.9"}, "items": []}
    body = json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result})
    sys.stdout.write(f"Content-Length: {len(body)}\\r\\n\\r\\n{body}"); sys.stdout.flush()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts with a first line")
@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("sys.exit(3)", "The API of Python was not checked, because ty failed twice: it ended."),
        ("print('Hello!\\r\\n\\r\\n', flush=True); time.sleep(60)", "because ty failed twice: its output is no LSP."),
        ("time.sleep(60)", "because ty failed twice: no answer in 1 s."),
        (SILENT, f"Edascribe does not understand ty 9.9. Install the one that it knows: `pip install ty=={KNOWN_TY}`."),
    ],
)
async def test_a_ty_that_is_no_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, message: str) -> None:
    stand_in(tmp_path, monkeypatch, body)
    checker = PythonChecker(seconds=1)
    with pytest.raises(PythonApiError, match=re.escape(message)):
        await checker.faults("import os\n")
    await checker.aclose()


async def test_the_python_whose_packages_count(tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    venv.create(bare)
    for python in (bare, bare / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")):
        checker = PythonChecker(str(python))
        assert [fault.code for fault in await checker.faults("import klayout.db as kdb\nkdb.Layuot()\n")] == [
            "api/unresolved-import"
        ]
        await checker.aclose()
    for python in (tmp_path / "none", tmp_path):
        with pytest.raises(PythonApiError, match=r"Set the Python whose packages your scripts use\.$"):
            await PythonChecker(str(python)).faults("import os\n")


async def test_the_users_own_configuration_of_ty_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ty").mkdir()
    for name in ("ty/ty.toml", "ty.toml"):
        (tmp_path / name).write_text('[rules]\nall = "ignore"\n[src]\nexclude = ["**"]\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("TY_CONFIG_FILE", str(tmp_path / "ty.toml"))
    monkeypatch.chdir(tmp_path)
    checker = PythonChecker()
    assert len(await checker.faults("import os\nos.nothing\n", str(tmp_path / "script.py"))) == 1
    await checker.aclose()


def test_ty_knows_all_rules(root: Path) -> None:
    said = subprocess.run([ty.find_ty_bin(), "explain", "rule", "--output-format", "json"], capture_output=True, check=True).stdout
    assert set(RULES) <= {rule["name"] for rule in json.loads(said)}
    extra = tomllib.loads((root / "pyproject.toml").read_text())["project"]["optional-dependencies"]["python"]
    assert extra == [f"ty>={KNOWN_TY},<0.1"]
    assert importlib.metadata.version("ty").startswith("0.0.")


def write(folder: Path) -> Path:
    (folder / "script.py").write_text("import klayout.db as kdb\nkdb.Layout().create_cel('A')\nprint(\n")
    (folder / "timing.tcl").write_text("report_cheks\n")
    return folder


def test_a_project_has_faults_of_syntax_and_api(tmp_path: Path) -> None:
    python, tcl = check_project(list(find_files([write(tmp_path)])))
    assert [fault.code for fault in python.faults] == ["api/unknown-attribute", "syntax/python-unclosed"]
    assert python.fixed is not None
    assert "create_cell('A')" in python.fixed
    assert [fault.code for fault in tcl.faults] == ["api/unknown-command"]
    assert (python.note, tcl.note) == ("", "")


def test_without_ty_the_syntax_is_checked_and_a_note_says_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find_ty_bin() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(ty, "find_ty_bin", find_ty_bin)
    (write(tmp_path) / "another.py").write_text("print(1)\n")
    result = CliRunner().invoke(cli.app, ["check", "--format", "json", str(tmp_path)])
    assert result.stderr == f"edascribe: The API of Python is checked by ty, which is not installed. {python_api.ADVICE}\n"
    assert [fault["code"] for fault in json.loads(result.stdout)] == ["syntax/python-unclosed", "api/unknown-command"]
    assert result.exit_code == 1


def test_real_scripts_have_no_false_errors(faults: Check, shared: Path) -> None:
    """The errors that are left are faults of the scripts: calls of their own functions, and `msg`, which psutil's errors lack."""
    import gzip

    found = []
    with gzip.open(shared / "corpora" / "eda-scripts.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["path"].endswith(".py"):
                errors = [fault for fault in faults(row["text"], "") if fault.severity == "error"]
                found += [(Path(row["path"]).name, fault.code, row["text"][fault.start : fault.end]) for fault in errors]
    assert found == [
        ("pdn_aux.py", "api/missing-argument", "get_layer(l)"),
        ("pdn_aux.py", "api/extra-argument", "grid"),
        ("pdn_aux.py", "api/missing-argument", "get_obstructions(obstructions)"),
        ("defutil.py", "api/missing-argument", "relocate_pins(reader.db, input_lefs, template_def)"),
        ("step.py", "api/unknown-attribute", "msg"),
    ]
