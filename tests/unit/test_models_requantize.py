from __future__ import annotations

import numpy as np
import pytest
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter
from gguf.quants import dequantize, quantize

from edascribe_codegen.models.requantize import requantize


def test_weights_in_q4_1_become_q4_0_and_all_else_stays(tmp_path):
    weights = np.linspace(-1, 1, 4 * 64, dtype=np.float32).reshape(4, 64)
    source, target = tmp_path / "source.gguf", tmp_path / "target.gguf"
    writer = GGUFWriter(source, "llama")
    writer.add_name("tiny")
    writer.add_token_list(["a", "bé", "\n"])
    writer.add_array("tiny.empty_or_not", [1, 2])
    writer.add_tensor("norm", weights[0])
    for kind in (GGMLQuantizationType.Q4_1, GGMLQuantizationType.Q8_0):
        writer.add_tensor(kind.name, quantize(weights, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()

    requantize(source, target)

    before, after = GGUFReader(source), GGUFReader(target)
    fields = {name: field.contents() for name, field in before.fields.items() if not name.startswith("GGUF.")}
    assert {name: field.contents() for name, field in after.fields.items() if name in fields} == fields
    assert after.fields["general.file_type"].contents() == 2
    tensors = {tensor.name: tensor for tensor in after.tensors}
    assert {name: tensor.tensor_type.name for name, tensor in tensors.items()} == {"norm": "F32", "Q4_1": "Q4_0", "Q8_0": "Q8_0"}
    assert np.array_equal(tensors["norm"].data, weights[0])
    # A step of Q4_0 is an eighth of the largest weight of a block.
    assert np.abs(dequantize(tensors["Q4_1"].data, GGMLQuantizationType.Q4_0) - weights).max() < 0.13


def test_what_is_no_gguf_file_is_refused(tmp_path):
    (tmp_path / "source.gguf").write_bytes(b"no model")
    with pytest.raises(ValueError, match="GGUF"):
        requantize(tmp_path / "source.gguf", tmp_path / "target.gguf")
