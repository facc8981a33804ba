"""Writes src/pyplot/style/colormap_tables.ts: matplotlib's colour maps, each as 33 evenly spaced colours.

    python tools/colormaps.py > src/pyplot/style/colormap_tables.ts    (needs matplotlib)
"""
import matplotlib
import numpy as np

NAMES = ["viridis", "plasma", "inferno", "magma", "cividis", "turbo", "gray", "hot", "bone", "copper", "cool", "spring", "summer",
         "autumn", "winter", "jet", "hsv", "twilight", "coolwarm", "bwr", "seismic", "RdBu", "RdYlBu", "RdYlGn", "Spectral",
         "PiYG", "PRGn", "BrBG", "PuOr", "Blues", "Greens", "Greys", "Oranges", "Purples", "Reds", "YlGnBu", "YlOrRd", "YlOrBr",
         "BuGn", "BuPu", "GnBu", "OrRd", "PuBu", "PuRd", "RdPu"]
QUALITATIVE = ["tab10", "tab20", "Set1", "Set2", "Set3", "Pastel1", "Dark2", "Paired", "Accent"]

hexes = lambda colors: "".join("".join(f"{round(float(v) * 255):02x}" for v in c[:3]) for c in colors)
print("// Written by tools/colormaps.py: six hexadecimal digits a colour.")
print()
print("/** Maps that are continuous: 33 colours, evenly spaced, with straight lines between them. */")
print("export const CONTINUOUS: Readonly<Record<string, string>> = {")
for name in NAMES:
    print(f"  {name}:\n    '{hexes(matplotlib.colormaps[name](np.linspace(0, 1, 33)))}',")
print("};")
print()
print("/** Maps of a few colours that are told apart, each taking an equal share. */")
print("export const LISTED: Readonly<Record<string, string>> = {")
for name in QUALITATIVE:
    print(f"  {name}:\n    '{hexes(matplotlib.colormaps[name].colors)}',")
print("};")
