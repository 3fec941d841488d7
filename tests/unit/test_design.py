"""Names of the design from Verilog, LEF, liberty and SDC."""

from __future__ import annotations

import gzip
from pathlib import Path

from edascribe_codegen.design import design_files, names_of, read_design

NETLIST = """\
`timescale 1ns/1ps
// module not_me (x);
/* wire nor_me; */
module top (clk, data,
            q);
  input clk, rst ; input [3:0] data;
  output q;
  wire n1, \\odd.name ;
  wire [W-1:0] wide;
  assign n1 = data[0];
  (* keep *) DFF r1 (.D(n1), .Q(q), .CK(clk));
  sub #(.N(2)) \\u_sub[0] (.a(n1), .y(n2));
endmodule

module sub #(parameter N = 1) (input wire a, input [1:0] b, c, output reg y);
  INV u1 ( .A (a), .Y (y) );
  always @(posedge a) begin y <= b; end
endmodule
"""


def read(folder: Path, name: str, text: str) -> dict[str, list[str]]:
    """The names in one file by kind."""
    (folder / name).write_text(text)
    return {kind: list(names) for kind, names in names_of([read_design(str(folder / name))]).items()}


def test_a_netlist(tmp_path: Path) -> None:
    names = read(tmp_path, "top.v", NETLIST)
    assert names["port"] == ["clk", "rst", "data", "data[*]", "data[3]", "data[2]", "data[1]", "data[0]", "q"]
    assert names["instance"] == ["r1", "u_sub[0]", "u_sub[0]/u1"]
    assert names["pin"] == ["r1/D", "r1/Q", "r1/CK", "u_sub[0]/a", "u_sub[0]/y", "u_sub[0]/u1/A", "u_sub[0]/u1/Y"]
    assert {"n1", "odd.name", "wide", "wide[*]", "clk", "u_sub[0]/b[1]"} <= set(names["net"])
    assert "nor_me" not in names["net"]


def test_ports_in_the_header(tmp_path: Path) -> None:
    names = read(tmp_path, "m.sv", "module m (input logic clk, input [1:0] a, b, output reg y);\nendmodule\n")
    assert names["port"] == ["clk", "a", "a[*]", "a[1]", "a[0]", "b", "b[*]", "b[1]", "b[0]", "y"]


def test_libraries_and_constraints(tmp_path: Path) -> None:
    assert read(tmp_path, "x.lib", 'library (slow) {\n  cell (INVX1) { area : 1; }\n  cell ("NAND2") {}\n}\n') == {
        "lib_cell": ["INVX1", "NAND2"], "library": ["slow"],
    }  # fmt: skip
    assert read(tmp_path, "x.lef", "LAYER met1\nEND met1\nMACRO INVX1\nEND INVX1\n") == {"lib_cell": ["INVX1"], "layer": ["met1"]}
    sdc = "create_clock -name fast -period 2 [get_ports clk]\ncreate_clock \\\n  -period 1 [get_ports {ck2}]\n"
    assert read(tmp_path, "x.sdc", sdc) == {"clock": ["fast", "ck2"]}


def test_what_cannot_be_read_has_no_names(tmp_path: Path) -> None:
    (tmp_path / "bad.v.gz").write_bytes(b"no gzip")
    (tmp_path / "good.lib.gz").write_bytes(gzip.compress(b"cell (BUF) {}\n"))
    (tmp_path / "binary.v").write_bytes(bytes(range(256)) * 99)
    (tmp_path / "build").mkdir()
    (tmp_path / "build/left_out.v").write_text(NETLIST)
    files = design_files([tmp_path])
    assert [Path(file).name for file in files] == ["bad.v.gz", "binary.v", "good.lib.gz"]
    assert names_of(map(read_design, [*files, str(tmp_path / "gone.v")])) == {"lib_cell": ("BUF",), "library": ()}
