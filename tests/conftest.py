"""Fixtures of all tests: what a test needs from outside is asked for here, by name, so that a skip always says why."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def missing(what: str, advice: str) -> None:
    """Skips the test with a message."""
    pytest.skip(f"{what} is missing: {advice}")


def pytest_configure() -> None:
    """No event loop is there before the first test: the one that pytest-asyncio would make by asking for it is never closed."""
    asyncio.set_event_loop(None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under CI=true a skipped test is a failure, however it was skipped: a run that leaves something out must not pass."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI=true forbids: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def _no_data_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """What tests accept is not counted as the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDASCRIBE_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The measuring data beside the repository, which users do not have."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        missing("the folder ../shared", "it holds corpora and protocols for measuring; the product does not need it")
    return folder


@pytest.fixture(scope="session")
def need() -> Callable[[str], str]:
    """A program's path by its name, of the environment first, which has its own Node."""
    search = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

    def find(program: str) -> str:
        path = shutil.which(program, path=search)
        if path is None:
            missing(f"the program {program}", "`make test` as root installs it, otherwise install it and run again")
        return str(path)

    return find


@pytest.fixture(scope="session")
def embedded_gguf() -> Path:
    """The embedded model's file, fetched into the cache where it is not there yet."""
    from edascribe_codegen.models import ModelError, fetch

    pytest.importorskip("xllamacpp", reason="the extra [embedded] is not installed")
    try:
        return fetch()
    except ModelError as error:
        missing("the embedded model", str(error))
        raise
