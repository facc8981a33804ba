"""Writes src/pyplot/text/metrics.ts: the advance widths of the DejaVu fonts, by which pyplot lays out text.

    python tools/font_metrics.py node_modules/dejavu-fonts-ttf/ttf > src/pyplot/text/metrics.ts    (needs fontTools)
"""
import sys
from fontTools.ttLib import TTFont

RANGES = [(0x20, 0x7E), (0xA0, 0xFF), (0x391, 0x3C9), (0x2010, 0x2026), (0x2190, 0x2193), (0x2200, 0x221E), (0x2264, 0x2265)]
FACES = {"sans": "DejaVuSans", "bold": "DejaVuSans-Bold", "serif": "DejaVuSerif", "mono": "DejaVuSansMono"}

print("// Written by tools/font_metrics.py: advance widths of the DejaVu fonts, in 1/2048 of the font size.")
print()
print("/** The ranges of code points that the tables cover, one after the other. */")
print(f"export const RANGES: readonly (readonly [first: number, last: number])[] = {[list(r) for r in RANGES]};")
print()
print("/** For each face the widths of all code points of the ranges; 0 for a character that it lacks. */")
print("export const WIDTHS: Readonly<Record<'sans' | 'bold' | 'serif' | 'mono', readonly number[]>> = {")
for face, file in FACES.items():
    font = TTFont(f"{sys.argv[1]}/{file}.ttf")
    assert font["head"].unitsPerEm == 2048
    cmap, hmtx = font.getBestCmap(), font["hmtx"]
    widths = [hmtx[cmap[c]][0] if c in cmap else 0 for lo, hi in RANGES for c in range(lo, hi + 1)]
    print(f"  {face}: {widths},")
print("};")
