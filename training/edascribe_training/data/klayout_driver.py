"""Runs the steps in order and writes down what the interpreter holds before and after each; read by `running` as a text."""

import hashlib
import traceback
from pathlib import Path

import klayout.db as db


def shown(value: object) -> str:
    """What there is to see of a value; nothing of what is empty or a function."""
    if isinstance(value, db.Layout):
        options = db.SaveLayoutOptions()
        options.gds2_write_timestamps = False
        options.format = "OASIS" if not value.top_cells() else "GDS2"
        return f"{hashlib.sha256(value.write_bytes(options)).hexdigest()} {value.dbu} {[str(info) for info in value.layer_infos()]}"
    if isinstance(value, (db.Region, db.Edges, db.EdgePairs, db.Texts)):
        return f"{value.count()} {value.to_s(200)}" if value.count() else ""
    if value is None or isinstance(value, type) or callable(value):
        return ""
    text = repr(value)
    return (
        ""
        if " object at 0x" in text and not hasattr(value, "to_s")
        else text[:20000]
        if text not in ("[]", "{}", "()", "''", "set()")
        else ""
    )


def look(number: int, namespace: dict[str, object]) -> None:
    """Writes down the variables and the files."""
    held = {name: text for name, value in namespace.items() if not name.startswith("__") and (text := shown(value))}
    functions = sorted(name for name, value in namespace.items() if callable(value) and not name.startswith("__"))
    Path(f"look{number}.variables").write_text(repr((held, functions)))
    written = [
        (path.name, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(Path().iterdir())
        if path.is_file() and not path.name.startswith(("look", ".")) and path.stat().st_size
    ]
    Path(f"look{number}.files").write_text(repr(written))


def mark(number: int, name: str) -> None:
    """Says on stdout how far it is."""
    print(f"\n<<edascribe {number} {name}>>", flush=True)


def main() -> None:
    """Runs all steps, up to the first that fails."""
    namespace: dict[str, object] = {"__name__": "__main__"}
    look(0, namespace)
    for number in range(int(Path("steps").read_text())):
        for name, file in (("begin", "step"), ("probe", "probe")):
            mark(number, name)
            try:
                exec(compile(Path(f"{file}{number}.py").read_text(), f"{file}{number}.py", "exec"), namespace)
            except BaseException:
                said = traceback.format_exc(limit=-1)
                mark(number, "error")
                print(said, flush=True)
                return
        mark(number, "end")
        look(number + 1, namespace)


main()
