"""Weights in four bits in the form that processors read fastest.

llama.cpp rearranges Q4_0 for the processor's widest instructions when it loads a file, and leaves Q4_1 as it is. On one core with
AVX-512 the embedded model reads 1.5 to 1.7 times as many tokens in a second in Q4_0.
"""

from __future__ import annotations

from pathlib import Path

from gguf import GGMLQuantizationType, GGUFReader, GGUFValueType, GGUFWriter, LlamaFileType
from gguf.quants import dequantize, quantize


def requantize(source: Path, target: Path) -> None:
    """Writes a GGUF file whose Q4_1 tensors are Q4_0 and which is otherwise the same; ``target`` must not be ``source``.

    Raises:
        OSError: a file cannot be read or written.
        ValueError: the source is no GGUF file.
    """
    reader = GGUFReader(source)
    known = {name: field for name, field in reader.fields.items() if not name.startswith("GGUF.")}
    writer = GGUFWriter(target, known.pop("general.architecture").contents())
    known.pop("general.file_type", None)
    writer.add_file_type(LlamaFileType.MOSTLY_Q4_0)
    for name, field in known.items():
        inner = field.types[-1] if field.types[0] == GGUFValueType.ARRAY else None
        writer.add_key_value(name, field.contents(), field.types[0], sub_type=inner)
    for tensor in reader.tensors:
        data, kind = tensor.data, tensor.tensor_type
        if kind == GGMLQuantizationType.Q4_1:
            kind = GGMLQuantizationType.Q4_0
            data = quantize(dequantize(data, GGMLQuantizationType.Q4_1), kind)
        writer.add_tensor(tensor.name, data, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
