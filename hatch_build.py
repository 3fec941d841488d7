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
        built = compile_parser(root)
        package = root / "grammars" / "edascribe_grammars"
        if version == "editable":
            shutil.copy2(built, package / built.name)
        else:
            build_data["force_include"][str(built)] = f"edascribe_grammars/{built.name}"
            # A parser left in the tree by an editable install must not be packed a second time.
            build_data.setdefault("artifacts", [])
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["pure_python"] = False
        build_data["tag"] = f"{ABI}-abi3-{platform}"


def compile_parser(root: Path) -> Path:
    """Compiles the parsers in ``grammars/tcl`` with their binding and returns the path of the module."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    # Distutils wants relative sources; the object files go to a folder of their own.
    source = root / "grammars" / "tcl"
    extension = Extension(
        MODULE,
        sources=[str(source / name) for name in SOURCES],
        include_dirs=[str(source / "src")],
        define_macros=[("Py_LIMITED_API", "0x030B0000"), ("PY_SSIZE_T_CLEAN", None)],
        extra_compile_args=[] if sys.platform == "win32" else ["-std=c11", "-O2"],
        py_limited_api=True,
    )
    scratch = Path(tempfile.mkdtemp(prefix="edascribe-build-"))
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
