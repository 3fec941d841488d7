"""Text in, tree and faults out: syntax of Tcl and Python, knowing nothing of tools and editors."""

from edascribe_grammars.calls import Call, Source, Word, call_of, moved_call
from edascribe_grammars.cursor import call_before
from edascribe_grammars.fault import Fault, Fix, Severity, moved_fault
from edascribe_grammars.insertion import sound_insertion
from edascribe_grammars.lists import list_elements
from edascribe_grammars.shapes import TCL_SHAPES, Role, Shape, Shapes
from edascribe_grammars.symbols import Parameter, Procedure, Symbols, Use, Variable, chunk_symbols, procedures_of, symbols
from edascribe_grammars.syntax import Chunk, Language, Syntax, edit, parse
from edascribe_grammars.tcl import one_byte_each

__all__ = [
    "TCL_SHAPES",
    "Call",
    "Chunk",
    "Fault",
    "Fix",
    "Language",
    "Parameter",
    "Procedure",
    "Role",
    "Severity",
    "Shape",
    "Shapes",
    "Source",
    "Symbols",
    "Syntax",
    "Use",
    "Variable",
    "Word",
    "call_before",
    "call_of",
    "chunk_symbols",
    "edit",
    "list_elements",
    "moved_call",
    "moved_fault",
    "one_byte_each",
    "parse",
    "procedures_of",
    "sound_insertion",
    "symbols",
]
