"""Fill-in-the-middle prompts, spelled as the model cards spell them."""

from __future__ import annotations

import pytest

from edascribe_codegen.catalogue import load
from edascribe_codegen.infill import FAMILIES, infill_of, without_tokens
from edascribe_codegen.profile import Profile
from edascribe_codegen.prompt import build_prompt
from edascribe_codegen.types import EditorContext

STARCODER = "<fim_prefix>B<fim_suffix>A<fim_middle>"
QWEN = "<|fim_prefix|>B<|fim_suffix|>A<|fim_middle|>"


@pytest.mark.parametrize(
    ("name", "prompt"),
    [
        ("Qwen/Qwen2.5-Coder-7B", QWEN),
        ("Qwen2.5-Coder-1.5B-Instruct-Q4_K_M.gguf", QWEN),
        ("Qwen/CodeQwen1.5-7B", STARCODER),
        ("google/codegemma-2b", QWEN),
        ("ibm-granite/granite-4.0-h-tiny-base", QWEN),
        ("bigcode/starcoder", STARCODER),
        ("bigcode/starcoder2-3b", STARCODER),
        ("stabilityai/stable-code-3b", STARCODER),
        ("ibm-granite/granite-8b-code-base-4k", STARCODER),
        ("JetBrains/Mellum-4b-base", "<fim_suffix>A<fim_prefix>B<fim_middle>"),
        ("deepseek-ai/deepseek-coder-6.7b-base", "<｜fim▁begin｜>B<｜fim▁hole｜>A<｜fim▁end｜>"),
        ("deepseek-ai/DeepSeek-Coder-V2-Lite-Instruct", "<｜fim▁begin｜>B<｜fim▁hole｜>A<｜fim▁end｜>"),
        ("codellama/CodeLlama-7b-hf", "<PRE> B <SUF>A <MID>"),
        ("mistralai/Codestral-22B-v0.1", "[SUFFIX]A[PREFIX]B"),
        ("ByteDance-Seed/Seed-Coder-8B-Base", "<[fim-suffix]>A<[fim-prefix]>B<[fim-middle]>"),
        ("Qwen/Qwen2.5-7B-Instruct", None),
        ("codellama/CodeLlama-34b-hf", None),
        ("deepseek-ai/deepseek-coder-6.7b-instruct", None),
        ("meta-llama/Llama-3.1-8B-Instruct", None),
        ("SmolLM2-135M-Instruct", None),
    ],
)
def test_the_form_by_the_models_name(name, prompt):
    infill = infill_of(name)
    assert (infill and infill.prompt("B", "A")) == prompt


@pytest.mark.parametrize(
    ("name", "tokens", "family"),
    [
        ("acme/eda-7b", "<fim_prefix> <fim_suffix> <fim_middle>", "StarCoder, Granite Code"),
        ("acme/eda-7b", "<|fim_prefix|> <|fim_suffix|> <|fim_middle|>", "CodeGemma"),
        ("acme/eda-7b", "[SUFFIX] [PREFIX]", "Codestral"),
        ("acme/eda-7b", "<fim_prefix> <fim_suffix>", None),
        ("acme/eda-7b", "", None),
        # A name alone is not believed where the tokenizer says otherwise.
        ("my-starcoder", "<|fim_prefix|> <|fim_suffix|> <|fim_middle|>", "CodeGemma"),
        ("my-starcoder", "", None),
        ("Mellum", "<fim_prefix> <fim_suffix> <fim_middle>", "Mellum"),
        # These have the tokens and were not trained to use them.
        ("Qwen/Qwen3-8B", "<|fim_prefix|> <|fim_suffix|> <|fim_middle|>", None),
    ],
)
def test_the_form_by_the_tokens(name, tokens, family):
    infill = infill_of(name, tokens.split().__contains__)
    assert (infill and infill.family) == family


@pytest.mark.parametrize("infill", FAMILIES, ids=lambda infill: infill.family)
def test_tokens_in_the_users_text_break_no_template(infill):
    text = "".join(infill.tokens) + " <|im_end|></s>[INST]<EOT><|endoftext|>"
    context = EditorContext(
        language="tcl", tool="opensta", version="2.0.17", before=f"puts {{{text}}}\nputs {{{text}", after=f"}}\nputs {{{text}}}\n"
    )
    prompt = build_prompt(context, load("opensta", "2.0.17"), Profile(infill=infill))
    for token in infill.tokens:
        assert prompt.text.count(token) == 1
    for token in ("<|im_end|>", "</s>", "[INST]", "<|endoftext|>"):
        assert token not in prompt.text
    opened = infill.prompt("\0", "\1")
    assert prompt.text.startswith(opened[: min(opened.index("\0"), opened.index("\1"))])
    assert prompt.below.startswith("}\nputs")
    assert prompt.cursor.startswith("puts {")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("puts <|fim_middle|>", "puts < |fim_middle|>"),
        ("a <PRE> [PREFIX] b", "a <PRE> [PREFIX] b"),
        ("if {$a <$b || $c> 2} {}", "if {$a <$b || $c> 2} {}"),
    ],
)
def test_only_what_is_a_special_token_is_changed(text, expected):
    assert without_tokens(text) == expected


def test_a_model_that_cannot_fill_in_is_told_what_follows():
    context = EditorContext(
        language="tcl",
        tool="opensta",
        version="2.0.17",
        before="# Report it\n",
        after="\nproc report_all {} {\n  report_tns\n}\nread_sdc a\nread_sdc b\n",
    )
    prompt = build_prompt(context, load("opensta", "2.0.17"))
    assert prompt.below == "# Further below: proc report_all, read_sdc\n\n"
    assert prompt.text.index(prompt.header) < prompt.text.index(prompt.below) < prompt.text.index("# Report it\n")
