"""Text in, tree and faults out: syntax of Tcl and Python, knowing nothing of tools and editors."""

from edascribe_grammars.fault import Fault, Fix, Severity
from edascribe_grammars.syntax import Call, Language, Shape, Syntax, Word, call_before, parse

__all__ = ["Call", "Fault", "Fix", "Language", "Severity", "Shape", "Syntax", "Word", "call_before", "parse"]
