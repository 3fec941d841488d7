"""The compiled Tcl grammars: capsules for ``tree_sitter.Language``."""

def language() -> object:
    """The language of Tcl scripts."""

def language_expr() -> object:
    """The language of Tcl expressions."""
