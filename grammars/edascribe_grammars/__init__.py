"""Text in, tree and faults out: syntax of Tcl and Python, knowing nothing of tools and editors."""

from edascribe_grammars.calls import Call, Source, Word, call_of
from edascribe_grammars.cursor import call_before
from edascribe_grammars.fault import Fault, Fix, Severity, moved_fault
from edascribe_grammars.insertion import sound_insertion
from edascribe_grammars.shapes import TCL_SHAPES, Role, Shape, Shapes
from edascribe_grammars.symbols import Parameter, Procedure, Symbols, Variable, chunk_symbols, symbols
from edascribe_grammars.syntax import Chunk, Language, Syntax, edit, parse

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
    "Variable",
    "Word",
    "call_before",
    "call_of",
    "chunk_symbols",
    "edit",
    "moved_fault",
    "parse",
    "sound_insertion",
    "symbols",
]
