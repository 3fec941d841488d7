"""What the procedures of OpenSTA and OpenROAD enforce in ways that are not read from their bodies, by the command's name."""

from __future__ import annotations

from edascribe_codegen.catalogue.evidence import CHECKS
from edascribe_codegen.catalogue.schema import Value

_FROM, _TO = ("-from", "-rise_from", "-fall_from"), ("-to", "-rise_to", "-fall_to")
_PATH = (*_FROM, "-through", "-rise_through", "-fall_through", *_TO)
_KINDS_OF_GROUPS = ("-logically_exclusive", "-physically_exclusive", "-asynchronous")
REQUIRED = {
    "create_clock": ("-period",),
    "set_assigned_check": ("-from", "-to"),
    "set_assigned_delay": ("-from", "-to"),
    "set_clock_groups": ("-group",),
    "set_driving_cell": ("-lib_cell",),
}
POSITIONALS = {
    "disconnect_pin": "net pin",
    "disconnect_pins": "net pins",
    "remove_buffers": "[instances] ...",
    "repair_antennas": "[diode_cell]",
}
# Take their words one by one, with no parser of options: -all is a word like others in the last one's place.
PLAIN = frozenset({"disconnect_pin", "disconnect_pins"})
# Hands all its arguments to a tool inside.
FREE = frozenset({"sv_elaborate"})
# Take any number of words, and look at the first.
LENIENT = frozenset({"define_corners", "set_ideal_net"})
# Arguments that are checked under another name, or not at all.
_COUNTED_PATHS = dict.fromkeys(("-endpoint_count", "-group_count"), CHECKS["cardinal"])
CHECKED = {
    "find_timing_paths": _COUNTED_PATHS,
    "report_checks": _COUNTED_PATHS,
    "report_dcalc": {"-digits": CHECKS["positive_integer"]},
    "set_fanout_load": {"fanout": Value()},
    "set_max_capacitance": {"cap": CHECKS["positive_float"]},
    "set_max_fanout": {"fanout": CHECKS["positive_float"]},
    "set_min_capacitance": {"cap": CHECKS["positive_float"]},
    "set_max_transition": {"slew": CHECKS["positive_float"]},
    "set_max_time_borrow": {"limit": CHECKS["positive_float"]},
    "set_min_pulse_width": {"value": CHECKS["positive_float"]},
    "write_sdc": {"-significant_digits": CHECKS["positive_integer"]},
    "write_sdf": {"-significant_digits": CHECKS["positive_integer"]},
}
NOT_REQUIRED = {"group_path": ("-name",)}  # -default will do
NOT_EXCLUSIVE = frozenset({"set_data_check", "unset_data_check"})  # -setup with -hold means both
EXCLUSIVE: dict[str, tuple[tuple[str, ...], ...]] = {
    "group_path": (("-name", "-default"),),
    "set_clock_groups": (_KINDS_OF_GROUPS,),
    "unset_clock_groups": (_KINDS_OF_GROUPS, ("-all", "-name")),
}
CONFLICTS: dict[str, tuple[tuple[str, ...], ...]] = EXCLUSIVE | {
    "create_generated_clock": (("-divide_by", "-multiply_by"),),
    "delete_clock": (("-all", "clocks"),),
    "delete_generated_clock": (("-all", "clocks"),),
    "get_timing_edges": (("-from", "-of_objects"),),
    "report_clock_skew": (("-setup", "-hold"),),
    "report_path": (("-min", "-max"),),
    "set_assigned_delay": (("-cell", "-net"),),
    "set_clock_gating_check": (("-high", "-low"),),
    "set_clock_uncertainty": tuple((option, "objects") for option in _FROM),
    "set_multicycle_path": (("-start", "-end"),),
    "set_timing_derate": (("-early", "-late"),),
    "total_negative_slack": (("-min", "-max"),),
    "unset_clock_uncertainty": tuple((option, "objects") for option in _FROM),
    "worst_negative_slack": (("-min", "-max"),),
    "worst_slack": (("-min", "-max"),),
}
ONE_OF: dict[str, tuple[tuple[str, ...], ...]] = {
    "create_clock": (("-name", "pins"),),
    "create_generated_clock": (("-divide_by", "-multiply_by", "-edges", "-combinational"),),
    "delete_clock": (("-all", "clocks"),),
    "delete_generated_clock": (("-all", "clocks"),),
    "get_timing_edges": (("-from", "-to", "-of_objects"),),
    "group_path": (("-name", "-default"), _PATH),
    "set_clock_gating_check": (("-setup", "-hold"),),
    "set_clock_groups": (_KINDS_OF_GROUPS,),
    "set_clock_uncertainty": ((*_FROM, "objects"),),
    "set_data_check": (_FROM, _TO),
    "set_false_path": ((*_PATH, "-rise", "-fall"),),
    "tee": (("-file", "-variable"),),
    "unset_clock_groups": EXCLUSIVE["unset_clock_groups"],
    "unset_clock_uncertainty": ((*_FROM, "objects"),),
    "unset_data_check": (_FROM, _TO),
    "unset_path_exceptions": ((*_PATH, "-rise", "-fall"),),
}
_BOTH_ENDS = (*((option, _TO) for option in _FROM), *((option, _FROM) for option in _TO))
NEEDS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "create_clock": (("-add", ("-name",)),),
    "create_generated_clock": (
        ("-add", ("-name",)),
        ("-add", ("-master_clock",)),
        ("-duty_cycle", ("-multiply_by",)),
        ("-invert", ("-divide_by", "-multiply_by", "-combinational")),
        ("-pll_feedback", ("-pll_output",)),
        ("-pll_output", ("-pll_feedback",)),
    ),
    "set_clock_latency": (("-early", ("-source",)), ("-late", ("-source",))),
    "set_clock_uncertainty": _BOTH_ENDS,
    "unset_clock_uncertainty": _BOTH_ENDS,
}
