"""Makes pictures of windows smaller: palette.py FILE... keeps the 128 colours that they need."""

from __future__ import annotations

import sys

from PIL import Image

for path in sys.argv[1:]:
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
