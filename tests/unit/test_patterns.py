"""Files told by patterns, and those that no model may be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from edascribe_codegen.patterns import IGNORE_FILE, check_pattern, fits, is_withheld

FOLDERS = (Path("/project"), Path("/project/inner"))


def check(path: str, *patterns: str, expected: bool) -> None:
    assert fits(path, patterns, FOLDERS) is expected


def test_patterns_are_read_from_the_innermost_folder() -> None:
    check("/project/a.tcl", expected=False)
    check("/project/a.tcl", "*.tcl", expected=True)
    check("/project/sub/a.tcl", "/*.tcl", expected=False)
    check("/project/sub/a.tcl", "sub/", expected=True)
    check("/project/inner/a.tcl", "/a.tcl", expected=True)
    check("/project/a.tcl", "*.tcl", "!a.tcl", expected=False)
    check("/elsewhere/secret/a.tcl", "secret/", expected=True)


def test_a_bad_pattern_is_said() -> None:
    with pytest.raises(ValueError, match="!"):
        check_pattern("!")


def test_ignore_files_withhold_what_is_below_them(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / IGNORE_FILE).write_text("# keys\nsecret*\n\n")
    (tmp_path / "sub" / IGNORE_FILE).write_text("*.sdc\n!open.sdc\n")

    def withheld(name: str) -> bool:
        return is_withheld(str(tmp_path / name), (), (tmp_path,))

    assert [withheld(name) for name in ("a.tcl", "secret.tcl", "sub/secret.tcl", "a.sdc", "sub/a.sdc", "sub/open.sdc")] == [
        False,
        True,
        True,
        False,
        True,
        False,
    ]
    assert is_withheld(str(tmp_path / "a.tcl"), ("a.*",), (tmp_path,))
