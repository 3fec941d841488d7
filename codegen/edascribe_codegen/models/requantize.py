"""Weights in four bits in the form that processors read fastest.

llama.cpp rearranges Q4_0 for the processor's widest instructions when it loads a file, and leaves Q4_1 as it is. On one core with
AVX-512 the embedded model reads 1.5 to 1.7 times as many tokens in a second in Q4_0.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gguf import GGMLQuantizationType, GGUFReader, GGUFValueType, GGUFWriter, LlamaFileType
from gguf.quants import dequantize, quantize


def requantize(source: Path, target: Path) -> None:
    """Writes a GGUF file whose Q4_1 tensors are Q4_0 and which is otherwise the same; ``target`` must not be ``source``.

    Raises:
        OSError: a file cannot be read or written.
        ValueError: the source is no GGUF file.
    """
    reader = GGUFReader(source)
    writer = begun(reader, target, LlamaFileType.MOSTLY_Q4_0)
    for tensor in reader.tensors:
        data, kind = tensor.data, tensor.tensor_type
        if kind == GGMLQuantizationType.Q4_1:
            kind = GGMLQuantizationType.Q4_0
            data = quantize(dequantize(data, GGMLQuantizationType.Q4_1), kind)
        writer.add_tensor(tensor.name, data, raw_dtype=kind)
    write(writer)


def begun(reader: GGUFReader, target: Path, file_type: LlamaFileType, changes: Mapping[str, Any] | None = None) -> GGUFWriter:
    """A new file with the metadata of another, but for its type and ``changes`` by key; tensors are still to be added."""
    known = {name: field for name, field in reader.fields.items() if not name.startswith("GGUF.")}
    writer = GGUFWriter(target, known.pop("general.architecture").contents())
    known.pop("general.file_type", None)
    writer.add_file_type(file_type)
    for name, field in known.items():
        inner = field.types[-1] if field.types[0] == GGUFValueType.ARRAY else None
        value = (changes or {}).get(name, field.contents())
        writer.add_key_value(name, value, field.types[0], sub_type=inner)
    return writer


def write(writer: GGUFWriter) -> None:
    """Writes a file whose metadata and tensors are complete."""
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
