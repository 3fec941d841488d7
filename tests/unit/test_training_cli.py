"""What the command of training says where it cannot work."""

from __future__ import annotations

import sys

import pytest

from edascribe_training.cli import main


def test_without_its_libraries_it_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["edascribe-training", "smoke"])
    monkeypatch.delitem(sys.modules, "edascribe_training.smoke", raising=False)
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "pip install 'edascribe[train]'" in capsys.readouterr().err
