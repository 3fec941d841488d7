"""Runs inside tclint's own environment: parses and lints texts, and says which it rejects and how long it took."""

import json
import pathlib
import sys
import time

from tclint.cli.tclint import get_checkers
from tclint.commands.plugins import PluginManager
from tclint.config import Config
from tclint.parser import Parser, TclSyntaxError


def main() -> None:
    """Reads a JSON list of texts from the file named first; prints seconds of CPU and the numbers of the rejected texts."""
    texts = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    plugins = PluginManager()
    config = Config()
    rejected = []
    parsing = linting = 0.0
    for number, text in enumerate(texts):
        start = time.process_time()
        parser = Parser(commands=plugins.get_commands(config.commands))
        try:
            tree = parser.parse(text)
        except (TclSyntaxError, RecursionError):
            rejected.append(number)
            parsing += time.process_time() - start
            continue
        parsing += time.process_time() - start
        if any("syntax" in str(violation.id).lower() for violation in parser.violations):
            rejected.append(number)
        for checker in get_checkers(plugins):
            checker.check(text, tree, config)
        linting += time.process_time() - start
    print(json.dumps({"parse_s": parsing, "lint_s": linting, "rejected": rejected}))


if __name__ == "__main__":
    main()
