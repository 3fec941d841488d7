"""Settings from the client and from the environment, and what is said of invalid ones."""

from __future__ import annotations

from pathlib import Path

from inline_snapshot import snapshot

from edascribe_lsp.settings import Settings, parse


def check(*sources: object, environment: dict[str, str] | None = None, **expected: object) -> None:
    """The sources give the defaults but for what is expected, and no complaint."""
    assert parse(*sources, environment=environment or {}) == (Settings(**expected), ())  # type: ignore[arg-type]


def problems(*sources: object, environment: dict[str, str] | None = None) -> tuple[str, ...]:
    """What is wrong with sources that all in all must give the defaults."""
    settings, found = parse(*sources, environment=environment or {})
    assert settings == Settings()
    return found


def test_sources() -> None:
    check()
    check(None, None)
    check({"modelUrl": "http://localhost:8080"}, model_url="http://localhost:8080")
    check({"modelUrl": "http://a"}, {"modelUrl": "http://b", "tool": "yosys"}, model_url="http://a", tool="yosys")
    check({"modelUrl": "http://gpu embedded"}, model_url="http://gpu embedded")
    check({"modelUrl": ""}, environment={"EDASCRIBE_MODEL_URL": "http://c"}, model_url="http://c")
    check({"modelUrl": "http://a"}, environment={"EDASCRIBE_MODEL_URL": "http://c"}, model_url="http://a")
    check(environment={"EDASCRIBE_MODEL_KIND": "tgi", "EDASCRIBE_TOOL": "opensta"}, model_kind="tgi", tool="opensta")
    check({"modelTimeout": 5}, model_timeout=5.0)
    check(environment={"EDASCRIBE_MODEL_TIMEOUT": "1.5"}, model_timeout=1.5)
    check({"enable": {"python": False}}, enable={"python": False})
    check(
        {"exclude": ["secret/"], "ghostTextLines": 3, "ghostTextPause": 0.5},
        exclude=("secret/",),
        ghost_text_lines=3,
        ghost_text_pause=0.5,
    )
    check({"modelKeys": {"http://gpu": "s3cret"}}, model_keys={"http://gpu": "s3cret"})
    check({"trace": {"server": "verbose"}})


def test_the_tool_of_a_file() -> None:
    folders = (Path("/project"),)
    settings, _ = parse({"tool": "tcl", "tools": {"*.tcl": "yosys", "sta/**": "opensta@2.0.17"}}, environment={})
    assert settings.tool_of("/project/a.tcl", folders) == ("yosys", "")
    assert settings.tool_of("/project/sta/a.tcl", folders) == ("opensta", "2.0.17")
    assert settings.tool_of("/project/a.sdc", folders) == ("tcl", "")
    assert settings.tool_of("", folders) == ("tcl", "")


def test_invalid_settings_are_named_and_have_their_default() -> None:
    assert problems({"modelUrl": "gpu7:8080"}) == snapshot(
        ("`edascribe.modelUrl` is 'gpu7:8080': a URL begins with http:// or https://. Its default is used.",)
    )
    assert problems({"modelKind": "gpt", "tool": 3}) == snapshot(
        (
            "`edascribe.modelKind` is 'gpt': it is one of auto, tgi, openai. Its default is used.",
            "`edascribe.tool` is 3: Expected `str`, got `int`. Its default is used.",
        )
    )
    assert problems({"modelTimeout": 0}) == snapshot(
        ("`edascribe.modelTimeout` is 0: Expected `float` > 0.0. Its default is used.",)
    )
    assert problems({"enable": {"tcl": "no"}}) == snapshot(
        ("`edascribe.enable` is {'tcl': 'no'}: Expected `bool`, got `str` - at `$[...]`. Its default is used.",)
    )
    assert problems({"caBundle": "/no/such.pem"}) == snapshot(
        ("`edascribe.caBundle` is '/no/such.pem': there is no such file. Its default is used.",)
    )
    assert problems({"modelKeys": {"http://gpu": 3}}) == snapshot(
        ("`edascribe.modelKeys` is not valid: Expected `str`, got `int` - at `$[...]`. Its default is used.",)
    )
    assert problems({"exclude": ["a", "!"]}) == snapshot(
        ("`edascribe.exclude` is ['a', '!']: Invalid git pattern: '!'. Its default is used.",)
    )
    assert problems({"pythonFiles": "some", "ghostTextLines": -1}) == snapshot(
        (
            "`edascribe.pythonFiles` is 'some': it is one of tools, all, none. Its default is used.",
            "`edascribe.ghostTextLines` is -1: Expected `int` >= 0. Its default is used.",
        )
    )
    assert problems(["tcl"]) == snapshot(("The settings must be an object of names and values, not ['tcl'].",))
    assert problems(environment={"EDASCRIBE_MODEL_KIND": "vllm"}) == snapshot(
        ("`EDASCRIBE_MODEL_KIND` is 'vllm': it is one of auto, tgi, openai. Its default is used.",)
    )


def test_a_bad_setting_does_not_hide_a_good_one() -> None:
    settings, found = parse({"modelUrl": "gpu7", "tool": "yosys"}, {"modelUrl": "http://a"}, environment={})
    assert (settings.tool, settings.model_url) == ("yosys", "http://a")
    assert len(found) == 1


def test_paths_may_begin_with_the_home_folder(tmp_path: Path) -> None:
    bundle = tmp_path / "company.pem"
    bundle.touch()
    check({"caBundle": str(bundle)}, ca_bundle=str(bundle))
    check({"toolExecutable": "~/bin/sta"}, tool_executable=str(Path("~/bin/sta").expanduser()))


def test_ghost_text_by_language() -> None:
    assert Settings().enabled("tcl")
    assert not Settings(enable={"*": False}).enabled("tcl")
    assert Settings(enable={"*": False, "sdc": True}).enabled("sdc")
    assert not Settings(enable={"python": False}).enabled("python")
