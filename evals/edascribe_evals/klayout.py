"""Runs Python with KLayout's package in the sandbox, and compares layouts there."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from edascribe_evals.sandbox import Result, SandboxError, run

COMPARISON = Path(__file__).with_name("klayout_comparison.py")
# Where the sandbox shows the interpreter and the package. -I and -S keep everything else that is installed out.
HOME = "/python"
PACKAGES = "/packages"
START = f"import runpy, sys; sys.path.insert(0, {PACKAGES!r}); runpy.run_path('driver.py', run_name='__main__')"


def run_python(files: dict[str, Path], *, unprotected: bool = False) -> Result:
    """Runs driver.py, one of the files, with the interpreter that runs this one and KLayout's package.

    Raises:
        SandboxError: KLayout's package is missing.
    """
    found = importlib.util.find_spec("klayout")
    if found is None or found.origin is None:
        raise SandboxError("KLayout is not installed: pip install 'edascribe[klayout]'.")
    if unprotected:
        return run([sys.executable, "driver.py"], files, unprotected=True)
    # Beside the package lie its name of old, and the libraries that the wheel brings.
    parts = [Path(found.origin).parents[1] / name for name in ("klayout", "pya", "klayout.libs")]
    mounts = {f"{PACKAGES}/{path.name}": path for path in parts if path.is_dir()}
    base, name = Path(sys.base_prefix), f"python3.{sys.version_info.minor}"
    if base == Path("/usr"):
        return run([f"/usr/bin/{name}", "-I", "-S", "-B", "-c", START], files, mounts=mounts)
    program = ["/usr/bin/env", f"LD_LIBRARY_PATH={HOME}/lib", f"{HOME}/bin/{name}", "-I", "-S", "-B", "-c", START]
    return run(program, files, mounts=mounts | {HOME: base})
