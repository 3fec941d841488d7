#!/usr/bin/env bash
# Maps the designs to the osu018 cells, writes the reports that plain Tcl tasks read, and draws the layouts of KLayout's tasks.
set -euo pipefail
cd "$(dirname "$0")"
export LIBERTY=/usr/share/qflow/tech/osu018/osu018_stdcells.lib
declare -A period=([pulse]=1.1 [serial]=1.3 [filter]=4.6)
mkdir -p mapped
for source in *.v; do
    design=${source%.v}
    SOURCE=$source TOP=$design TARGET=mapped/$design.v yosys -q -c map.tcl
    # The version in the first line would make a difference where there is none.
    sed -i '1s/.*/\/\/ Made by `make designs`./' "mapped/$design.v"
    # OpenSTA reads a packed netlist as well as a plain one.
    if [ "$(stat -c %s "mapped/$design.v")" -gt 1000000 ]; then gzip -9nf "mapped/$design.v"; fi
done
for design in "${!period[@]}"; do
    mkdir -p "reports/$design"
    DESIGN=$design NETLIST=mapped/$design.v PERIOD=${period[$design]} OUTPUT=reports/$design sta -no_splash -exit report.tcl
    yosys -q -p "read_verilog mapped/$design.v; read_liberty -lib $LIBERTY; tee -o reports/$design/stat.rpt stat -top $design -liberty $LIBERTY"
done
"${PYTHON:-python3}" layouts.py
