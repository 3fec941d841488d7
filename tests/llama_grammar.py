"""llama.cpp's own reader of GBNF, called in the library of the wheel that the embedded model's server is."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import xllamacpp

# C++ functions, whose names tell their arguments. Of the first: vocabulary, grammar, root, lazy, trigger patterns, their number,
# trigger tokens, their number.
_MAKE = "_Z23llama_grammar_init_implPK11llama_vocabPKcS3_bPS3_mPKim"
_COPY = "_Z24llama_grammar_clone_implRK13llama_grammar"
_ACCEPT = "_Z20llama_grammar_acceptP13llama_grammarj"
_STACKS = "_Z24llama_grammar_get_stacksP13llama_grammar"
_FREE = "_Z23llama_grammar_free_implP13llama_grammar"
_VECTOR = 24


class LlamaGrammar:
    """A grammar as llama.cpp reads it."""

    def __init__(self, text: str) -> None:
        self._library = ctypes.CDLL(str(next(Path(xllamacpp.__file__).parent.glob("xllamacpp*.so"))))
        pointer, size = ctypes.c_void_p, ctypes.c_size_t
        made = self._call(_MAKE, pointer, [pointer, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_bool, pointer, size, pointer, size])
        self._grammar = made(None, text.encode(), b"root", False, None, 0, None, 0)
        if not self._grammar:
            raise ValueError("llama.cpp does not read this grammar")

    def accepts(self, text: str) -> bool:
        """Whether the whole text is in the language."""
        pointer = ctypes.c_void_p
        copy = self._call(_COPY, pointer, [pointer])(self._grammar)
        accept = self._call(_ACCEPT, None, [pointer, ctypes.c_uint32])
        try:
            for sign in text:
                accept(copy, ord(sign))
                if not self._stacks(copy):
                    return False
            # An empty stack says that nothing more is needed.
            return 0 in self._stacks(copy)
        finally:
            self._call(_FREE, None, [pointer])(copy)

    def _stacks(self, grammar: int) -> list[int]:
        """The sizes of the stacks, of which each is one way to go on."""
        begin, end = _ends(self._call(_STACKS, ctypes.c_void_p, [ctypes.c_void_p])(grammar))
        return [last - first for at in range(begin, end, _VECTOR) for first, last in [_ends(at)]]

    def _call(self, name: str, result: Any, arguments: list[Any]) -> Any:
        function = getattr(self._library, name)
        function.restype, function.argtypes = result, arguments
        return function


def _ends(vector: int) -> tuple[int, int]:
    """Where the elements of a std::vector begin and end."""
    begin, end = ctypes.cast(vector, ctypes.POINTER(ctypes.c_void_p * 2)).contents
    return begin or 0, end or 0
