from __future__ import annotations

import subprocess
import sys

import pytest

from edascribe_codegen.models import ModelError, ModelSettings, settings_from_environment


def test_settings_come_from_the_environment(tmp_path):
    environment = {
        "EDASCRIBE_MODEL_URL": " https://gpu.example/v1 ",
        "EDASCRIBE_MODEL_NAME": "acme",
        "EDASCRIBE_MODEL_KIND": "TGI",
        "EDASCRIBE_MODEL_KEY": "sesame\n",
    }
    (settings,) = settings_from_environment(environment)
    assert settings == ModelSettings(url="https://gpu.example/v1", name="acme", kind="tgi", key="sesame")
    assert "sesame" not in repr(settings)
    assert settings_from_environment({}) == (ModelSettings(),)


def test_several_servers_are_tried_in_their_order():
    environment = {"EDASCRIBE_MODEL_URL": "http://gpu:8080  http://old/v1 embedded", "EDASCRIBE_MODEL_TIMEOUT": "9"}
    assert settings_from_environment(environment) == (
        ModelSettings(url="http://gpu:8080", event_timeout=9.0),
        ModelSettings(url="http://old/v1", event_timeout=9.0),
        ModelSettings(event_timeout=9.0),
    )


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("URL", "localhost:8080", "EDASCRIBE_MODEL_URL is 'localhost:8080'; it must look like http://host:8080"),
        ("URL", "ftp://host", "it must look like"),
        ("URL", "http://", "it must look like"),
        ("URL", "http://h:99999", "it must look like"),
        ("URL", "http://h h", "it must look like"),
        ("URL", "http://[::1", "it must look like"),
        ("URL", "https://u:secret@h:x", "EDASCRIBE_MODEL_URL is 'h:x'"),
        ("URL", "http://h/?key=1", "after ? or #"),
        ("URL", "http://h embeded", "EDASCRIBE_MODEL_URL is 'embeded'; it must look like"),
        ("TIMEOUT", "soon", "EDASCRIBE_MODEL_TIMEOUT is 'soon'; it must be a number of seconds above 0"),
        ("TIMEOUT", "-1", "EDASCRIBE_MODEL_TIMEOUT is '-1'"),
        ("KIND", "ollama", "EDASCRIBE_MODEL_KIND is 'ollama'; it must be one of auto, openai, tgi"),
        ("KEY", "schlüssel", "EDASCRIBE_MODEL_KEY holds a character"),
        ("KEY", "a\nb", "EDASCRIBE_MODEL_KEY holds a character"),
    ],
)
def test_a_wrong_value_is_named(variable, value, expected):
    with pytest.raises(ModelError) as caught:
        settings_from_environment({f"EDASCRIBE_MODEL_{variable}": value})
    assert expected in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("content", [None, b"", b"not PEM", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_a_bundle_that_holds_no_certificates_is_named(tmp_path, content):
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match="EDASCRIBE_CA_BUNDLE is"):
        settings_from_environment({"EDASCRIBE_CA_BUNDLE": str(path)})


@pytest.mark.parametrize(
    ("url", "base", "loopback"),
    [
        ("http://localhost:8080", "http://localhost:8080", True),
        ("http://127.0.0.2/v1/", "http://127.0.0.2", True),
        ("http://[::1]:80/x/v1", "http://[::1]:80/x", True),
        ("https://gpu.example/v1", "https://gpu.example", False),
        ("https://u:secret@gpu.example", "https://gpu.example", False),
    ],
)
def test_the_address(url, base, loopback):
    settings = ModelSettings(url=url)
    assert (settings.server, settings.on_loopback) == (base, loopback)


def test_importing_the_package_imports_no_client_library():
    names = {"openai", "huggingface_hub", "httpx2", "xllamacpp", "psutil"}
    code = f"import sys, edascribe_codegen.models; print(*({names!r} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
