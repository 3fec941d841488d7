#!/usr/bin/env bash
# Generates the parsers from their grammar.js (Debian: tree-sitter-cli and nodejs) and records what they were made from.
set -euo pipefail
cd "$(dirname "$0")/tcl"
TREE_SITTER=${TREE_SITTER:-tree-sitter}
"$TREE_SITTER" generate
(cd expr && "$TREE_SITTER" generate)
# Only what the build needs is kept beside the parsers.
sha256sum grammar.js expr/grammar.js src/parser.c expr/src/parser.c > generated.sha256
