"""Draws small designs in Verilog: one to three clocks, units of common kinds, names as engineers give them.

They are made for training and have nothing of the designs that tasks are measured on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_TOPS = (
    "uart_bridge dma_ctrl spi_slave i2c_host eth_mac_lite aes_round fir_engine irq_ctrl pwm_bank sdram_if cordic_core gpio_block "
    "hash_unit jtag_tap lcd_drv mem_arb mixer noc_router pcm_codec pixel_pipe qdec rng_unit rle_coder sensor_hub servo_ctrl "
    "sigma_delta stepper_drv sync_bridge tdm_mux timer_block usb_phy_ctrl vga_timing wdog xbar_node can_frame crc_engine dac_ctrl "
    "decim_filter dsp_slice audio_mix motor_top boot_rom_if cache_tag clk_mon bit_packer frame_sync lane_align matrix_core"
).split()
_CLOCKS = (
    ("clk", "sys_clk", "clk_i", "core_clk", "clk_core", "clock_i", "clk_in", "hclk", "mclk", "ref_clk", "main_clk", "aclk"),
    ("pclk", "bus_clk", "io_clk", "clk_b", "rx_clk", "spi_clk", "pix_clk", "slow_clk", "per_clk", "wr_clk", "sck"),
    ("tx_clk", "adc_clk", "test_clk", "clk_aux", "rtc_clk", "rd_clk", "audio_clk", "fast_clk"),
)
_RESETS = ("rst", "reset", "rst_ni", "resetn", "arst_n", "sys_rst_n", "reset_l", "nreset")

# Each unit reads and drives ports of its own; W is its width, E the edge of its reset, R whether it is in reset.
_UNITS = {
    "counter": (
        ("timer", "cnt", "tick_gen", "beat_cnt", "prescaler", "event_cnt"),
        "input en, input [W-1:0] limit, output reg [W-1:0] count, output reg hit",
        "if (R) begin count <= 0; hit <= 0; end else if (en) begin count <= (count == limit) ? 0 : count + STEP;"
        " hit <= count == limit; end",
    ),
    "shifter": (
        ("ser", "shift", "tx_shift", "piso", "deserial"),
        "input load, input [W-1:0] din, output reg [W-1:0] sreg, output reg so",
        "if (R) begin sreg <= 0; so <= 0; end else begin sreg <= load ? din : {1'b0, sreg[W-1:1]}; so <= sreg[0]; end",
    ),
    "accumulator": (
        ("acc", "mac", "integ", "sum_unit"),
        "input clr, input [W-1:0] opa, input [W-1:0] opb, output reg [W+1:0] total",
        "if (R | clr) total <= 0; else total <= total + opa + opb;",
    ),
    "lfsr": (
        ("lfsr", "prbs", "scrambler", "dither"),
        "input step, output reg [W-1:0] state",
        "if (R) state <= 1; else if (step) state <= {state[W-2:0], state[W-1] ^ state[W-2]};",
    ),
    "fsm": (
        ("ctrl", "fsm", "seq", "arbiter", "handshake"),
        "input req, input done, input abort, output reg busy, output reg [1:0] phase",
        "if (R) begin phase <= 0; busy <= 0; end else case (phase) 0: if (req) begin phase <= 1; busy <= 1; end"
        " 1: phase <= abort ? 0 : 2;"
        " 2: if (done) phase <= 3; default: begin phase <= 0; busy <= 0; end endcase",
    ),
    "bank": (
        ("regs", "regfile", "csr", "scratch"),
        "input we, input [1:0] addr, input [W-1:0] wdata, output reg [W-1:0] rdata",
        "begin if (we) mem[addr] <= wdata; rdata <= mem[addr]; end",
    ),
    "alu": (
        ("alu", "exec", "datapath", "blend"),
        "input [1:0] op, input [W-1:0] x, input [W-1:0] y, output reg [W-1:0] res, output reg zero",
        "if (R) begin res <= 0; zero <= 0; end else begin case (op) 0: res <= x + y; 1: res <= x - y; 2: res <= x & y;"
        " default: res <= x ^ y; endcase zero <= res == 0; end",
    ),
    "compare": (
        ("cmp", "peak", "threshold", "limiter"),
        "input valid, input [W-1:0] sample, output reg [W-1:0] peak, output reg over",
        "if (R) begin peak <= 0; over <= 0; end else if (valid) begin over <= sample > peak;"
        " if (sample > peak) peak <= sample; end",
    ),
    "sync": (
        ("sync", "cdc", "edge_det", "debounce"),
        "input async_in, output reg stage, output reg pulse",
        "if (R) begin stage <= 0; pulse <= 0; end else begin stage <= async_in; pulse <= async_in & ~stage; end",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """A port of a design; ``width`` 1 is a single bit. ``clock`` is the port of the clock that its registers have."""

    name: str
    width: int
    clock: str
    is_output: bool

    @property
    def pins(self) -> str:
        """How it is named where all of its bits are meant."""
        return self.name if self.width == 1 else f"{self.name}[*]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An instance below the top: its kind, module, name and the port of its clock."""

    kind: str
    module: str
    instance: str
    clock: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rtl:
    """A design in Verilog and what it consists of."""

    top: str
    text: str
    clocks: tuple[str, ...]
    reset: str
    ports: tuple[Port, ...]
    units: tuple[Unit, ...]

    @property
    def inputs(self) -> tuple[Port, ...]:
        """The inputs besides clocks and reset."""
        return tuple(port for port in self.ports if not port.is_output)

    @property
    def outputs(self) -> tuple[Port, ...]:
        """The outputs."""
        return tuple(port for port in self.ports if port.is_output)


def draw_rtl(random: random.Random) -> Rtl:
    """A design of two to five units."""
    top = random.choice(_TOPS)
    clocks = tuple(random.choice(pool) for pool in _CLOCKS[: random.choice((1, 1, 2, 2, 3))])
    reset = random.choice(_RESETS)
    low = reset == "nreset" or reset.endswith(("n", "_ni", "_l"))
    modules: dict[str, str] = {}
    ports: list[Port] = []
    units: list[Unit] = []
    body: list[str] = []
    kinds = random.sample(sorted(_UNITS), random.randint(2, 5))
    for number, kind in enumerate(kinds):
        names, declared, code = _UNITS[kind]
        name = random.choice(names)
        width = random.choice((2, 3, 4, 4, 5, 6, 8))
        clock = clocks[number % len(clocks)]
        module = random.choice((name, f"{top}_{name}", f"{kind}_w{width}"))
        instance = random.choice((f"u_{name}", f"i_{name}", f"{name}_inst", f"u_{name}0"))
        prefix = random.choice((f"{name}_", f"{name}_", ""))
        units.append(Unit(kind=kind, module=module, instance=instance, clock=clock))
        modules[module] = _module(module, declared, code, width, low=low)
        connections = [f".clk({clock})", f".rst({reset})"]
        for direction, width_of, own in re.findall(r"(input|output)(?: reg)?(?: \[([^\]]+)\])? (\w+)", declared):
            outside = prefix + own
            while any(port.name == outside for port in ports):
                outside = f"{name}{number}_{own}" if outside == prefix + own else f"{outside}_{number}"
            bits = {"": 1, "W-1:0": width, "W+1:0": width + 2, "1:0": 2}[width_of]
            ports.append(Port(name=outside, width=bits, clock=clock, is_output=direction == "output"))
            connections.append(f".{own}({outside})")
        body.append(f"  {module} {instance} ({', '.join(connections)});")
    declarations = [f"input {name}" for name in (*dict.fromkeys(clocks), reset)]
    declarations += [
        f"{'output' if port.is_output else 'input'} {f'[{port.width - 1}:0] ' if port.width > 1 else ''}{port.name}"
        for port in ports
    ]
    text = "\n".join(modules.values()) + f"\nmodule {top} (\n  " + ",\n  ".join(declarations) + "\n);\n" + "\n".join(body)
    return Rtl(
        top=top,
        text=text + "\nendmodule\n",
        clocks=tuple(dict.fromkeys(clocks)),
        reset=reset,
        ports=tuple(ports),
        units=tuple(units),
    )


def _module(name: str, declared: str, code: str, width: int, *, low: bool) -> str:
    memory = f"  reg [{width - 1}:0] mem [0:3];\n" if "mem[" in code else ""
    resets = re.search(r"\bR\b", code) is not None
    edge = (" or negedge rst" if low else " or posedge rst") if resets and "clr" not in code else ""
    code = re.sub(r"\bR\b", "!rst" if low else "rst", code)
    declared = _sized(declared, width)
    parameter = " #(parameter STEP = 1)" if "STEP" in code else ""
    head = f"module {name}{parameter} (input clk, input rst, {declared});\n{memory}"
    return f"{head}  always @(posedge clk{edge})\n    {_sized(code, width)}\nendmodule\n"


def _sized(text: str, width: int) -> str:
    return re.sub(r"\bW([+-]\d)", lambda found: str(width + int(found[1])), text)
