"""The language server: the only place that knows LSP."""

# Written here too, because asking the installed package's metadata would take a tenth of the start; a test holds them together.
__version__ = "0.1.0"
