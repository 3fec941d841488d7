"""Build hook: compiles the committed C parser of the Tcl grammar into an abi3 extension module.

For an editable install the module is built in place; for a wheel it is added to it, under the tag ``cp311-abi3-<platform>``.
"""

from __future__ import annotations

import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODULE = "edascribe_grammars._tcl"
ABI = "cp311"
SOURCES = (
    "src/parser.c",
    "src/scanner.c",
    "expr/src/parser.c",
    "expr/src/scanner.c",
    "bindings/python/binding.c",
    "bindings/python/reader.c",
)


class ParserBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled parser to editable installs and wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles the parser and says where the result belongs.

        Raises:
            SystemExit: there is no working C compiler; the message says how to get one.
        """
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        self.scratch = tempfile.TemporaryDirectory(prefix="edascribe-build-")
        built = compile_parser(root, Path(self.scratch.name))
        package = root / "grammars" / "edascribe_grammars"
        if version == "editable":
            # A process may be running from the module that is there: it keeps the old file.
            fresh = package / f".{built.name}"
            shutil.copy2(built, fresh)
            fresh.replace(package / built.name)
        else:
            # The module in the tree, of an editable install, is ignored by git and so by the wheel.
            build_data["force_include"][str(built)] = f"edascribe_grammars/{built.name}"
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["pure_python"] = False
        build_data["tag"] = f"{ABI}-abi3-{platform}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Removes what the compiler left."""
        if self.target_name == "wheel":
            self.scratch.cleanup()


def compile_parser(root: Path, scratch: Path) -> Path:
    """Compiles the parsers in ``grammars/tcl`` with their binding in a scratch folder and returns the path of the module."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    source = root / "grammars" / "tcl"
    extension = Extension(
        MODULE,
        sources=[str(source / name) for name in SOURCES],
        include_dirs=[str(source / "src")],
        define_macros=[("Py_LIMITED_API", "0x030B0000"), ("PY_SSIZE_T_CLEAN", None)],
        extra_compile_args=[] if sys.platform == "win32" else ["-std=c11", "-O2"],
        py_limited_api=True,
    )
    command = build_ext(Distribution({"name": "edascribe", "ext_modules": [extension]}))
    command.build_lib = str(scratch / "lib")
    command.build_temp = str(scratch / "objects")
    command.ensure_finalized()
    try:
        command.run()
    except Exception as error:
        raise SystemExit(
            f"Edascribe's Tcl parser could not be compiled: {error}\n"
            "It needs a C compiler and the Python headers. Debian and Ubuntu: apt install gcc python3-dev; "
            "Fedora: dnf install gcc python3-devel; macOS: xcode-select --install; "
            "Windows: the Build Tools for Visual Studio. Or install a wheel, which has it compiled."
        ) from error
    return Path(command.get_ext_fullpath(MODULE))
