"""Writes widths.rs: how wide Inter's letters are.

usage: make_widths.py FOLDER-WITH-Inter-Regular.woff2-AND-Inter-SemiBold.woff2 > widths.rs
(npm inter-ui 4.1.1, folder web/; needs fonttools and brotli)
"""

import sys

from fontTools.ttLib import TTFont

EXTRA = "".join(sorted("‐‑‒–—‘’‚‛“”„†‡•…‰′″‹›€™←↑→↓−≈≠≤≥"))
ABSENT = {0xAD: 0, 0x149: 800}  # the soft hyphen is not drawn; the other letter is deprecated


def widths(path: str):
    font = TTFont(path)
    per_em, glyphs, metrics = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
    return lambda code: round(metrics[glyphs[code]][0] * 1000 / per_em) if code in glyphs else ABSENT[code]


def rows(numbers: list[int]) -> str:
    return "\n".join("    " + ", ".join(f"{n}" for n in numbers[i : i + 18]) + "," for i in range(0, len(numbers), 18))


def main(folder: str) -> None:
    regular, semibold = widths(f"{folder}/Inter-Regular.woff2"), widths(f"{folder}/Inter-SemiBold.woff2")
    print("//! How wide Inter's letters are, in thousandths of an em. Knows no text, only letters.")
    print("//!")
    print("//! Made by `text/make_widths.py` from npm `inter-ui` 4.1.1 (the font that the client serves); do not edit by hand.")
    print()
    codes = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
    for name, width in (("REGULAR", regular), ("SEMIBOLD", semibold)):
        print(f"/// U+0020–007E, then U+00A0–017F, weight {400 if name == 'REGULAR' else 600}.")
        print("#[rustfmt::skip]")
        print(f"pub(super) const {name}: [u16; {len(codes)}] = [\n{rows([width(c) for c in codes])}\n];")
        print()
    print("/// What else people type or we set, in the order of the characters: character, weight 400, weight 600.")
    print("#[rustfmt::skip]")
    print(f"pub(super) const OTHERS: [(char, u16, u16); {len(EXTRA)}] = [")
    cells = [f"('{c}', {regular(ord(c))}, {semibold(ord(c))})" for c in EXTRA]
    print("\n".join("    " + ", ".join(cells[i : i + 5]) + "," for i in range(0, len(cells), 5)))
    print("];")


if __name__ == "__main__":
    main(*sys.argv[1:2])
