"""Cuts Inter down to what English, Czech and Polish need. Run through `cargo xtask fonts`.

usage: subset.py InterVariable.woff2 OUT.woff2

One variable file (weights 400 to 600) is smaller than two static ones. The optical size is pinned
to text. Kerning, contextual forms, tabular figures and case-sensitive punctuation stay; stylistic
alternates go.
"""

import io
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHTS = (400, 600)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "calt", "tnum", "case"]

ASCII = "".join(map(chr, range(0x20, 0x7F)))
LATIN_1 = "".join(map(chr, range(0xA0, 0x100))).replace("\u00ad", "")  # names of people are not only Czech and Polish
CZECH_POLISH = "ČčĎďĚěŇňŘřŠšŤťŮůŽžĄąĆćĘęŁłŃńÓóŚśŹźŻż"
NEIGHBOURS = "ĹĺĽľŔŕŐőŰűŒœĞğİıŞşȘșȚțĂăĀāĒēĪīŪūŐő"
TYPOGRAPHY = "‐‑–—―…„“”‚‘’‹›«»•·†‡‰′″\u00a0\u2009\u200a\u202f\u200b\ufeff"
SYMBOLS = "→←↑↓↔↗↘↵✓✗×÷−±≈≠≤≥∞°€£™©№½¼¾⌘⌥⇧⌫■□▲△▼▽●○◆★☆"


def main(source: str, target: str) -> None:
    font = TTFont(source)
    instancer.instantiateVariableFont(font, {"wght": WEIGHTS, "opsz": 14}, inplace=True)
    settled = io.BytesIO()  # writing it once settles the variation tables for the subsetter
    font.flavor = None
    font.save(settled)
    font = TTFont(settled)
    options = subset.Options()
    options.layout_features = FEATURES
    options.flavor = "woff2"
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # the licence travels with the file
    options.drop_tables += ["STAT", "MVAR"]
    options.hinting = False
    options.notdef_outline = True
    tool = subset.Subsetter(options)
    wanted = ASCII + LATIN_1 + CZECH_POLISH + NEIGHBOURS + TYPOGRAPHY + SYMBOLS
    missing = [c for c in sorted(set(wanted)) if ord(c) not in font.getBestCmap()]
    print("not in Inter, so drawn by the system's font:", " ".join(missing) or "none")
    tool.populate(unicodes=map(ord, wanted))
    tool.subset(font)
    font["head"].modified = font["head"].created  # the same bytes on every run
    font.flavor = "woff2"
    font.recalcTimestamp = False
    font.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:3])
