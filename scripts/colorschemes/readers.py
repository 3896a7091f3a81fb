"""How to read the tables of each source: name -> (n, 3) floats in [0, 1], or a matplotlib colormap."""

import csv
import importlib.resources
import itertools
import json
import math
import re
import tarfile
import warnings
from pathlib import Path

import numpy as np

NODE_MODULES = Path(__file__).parent / "node_modules"
DOWNLOADS = Path(__file__).parent / "downloads"
NAMED = {"red": "ff0000", "white": "ffffff", "black": "000000", "blue": "0000ff", "green": "008000", "yellow": "ffff00",
         "gold": "ffd700", "orange": "ffa500", "navy": "000080"}
PAINT = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|(?:fill|stroke|stop-color)[=:][\"']?\s*(" + "|".join(NAMED) + r")\b")
# combinations that apdocc's colours leave out
WADA_FORGOTTEN = {"Vandar Poel's Blue": [5, 77, 151, 167, 168, 309, 343], "Eupatorium Purple": [331]}
HEX_LIST = re.compile(r"(\w+) = \[([^\]]*)\]")


def hexes(codes):
    return np.array([[int(c.lstrip("#")[i:i + 2], 16) for i in (0, 2, 4)] for c in codes]) / 255


def package_file(package, *path):
    file = importlib.resources.files(package)
    for part in path:
        file = file / part
    return file


def crameri(_):
    folder = package_file("cmcrameri", "cmaps")
    return {Path(f.name).stem: np.loadtxt(f) for f in folder.iterdir() if f.name.endswith(".txt")}


def registered(prefix):
    import matplotlib
    return {n[len(prefix):]: matplotlib.colormaps[n] for n in list(matplotlib.colormaps)
            if n.startswith(prefix) and not n.endswith("_r")}


def matplotlib(_):
    return {n: m for n, m in registered("").items() if "." not in n and not n.startswith("cet_")}


def matplotlib_brewer(_):
    """ColorBrewer's colours, the 9 or 11 of a set, in matplotlib's decimals, some of which are not k/255 to the last bit."""
    from matplotlib import _cm
    return {name: np.array(table) for name, table in _cm.datad.items() if len(table) in (9, 11)}


def cmocean(_):
    import cmocean  # noqa: F401 (registers its maps)
    return registered("cmo.")


def cmasher(_):
    import cmasher  # noqa: F401
    return registered("cmr.")


def cmyt(_):
    import cmyt  # noqa: F401
    return registered("cmyt.")


def colorcet(_):
    import colorcet
    return {name: table for name, table in colorcet.cm.items() if not name.endswith("_r")}


def seaborn(_):
    from seaborn import cm, palettes
    maps = {n: np.array(getattr(cm, f"_{n}_lut")) for n in ("rocket", "mako", "flare", "crest", "icefire", "vlag")}
    return maps | {n: hexes(v) for n, v in palettes.SEABORN_PALETTES.items()}


def colorbrewer(_):
    text = (NODE_MODULES / "colorbrewer" / "index.js").read_text()
    return {name: hexes(re.findall(r"#[0-9a-fA-F]{6}", body)) for name, body in brewer_lists(text)}


def brewer_lists(text):
    """The file holds `YlGn: { 3: ["#f7fcb9", ...], 4: [...] }` for each scheme: gives ('YlGn_3', '...')."""
    for family, body in re.findall(r"(\w+): \{([^{}]*)\}", text):
        for size, colours in re.findall(r"(\d+): \[(.*?)\]", body, re.S):
            yield f"{family}_{size}", colours


def cividis(_):
    with tarfile.open(DOWNLOADS / "cmaputil-1.2.tar.gz") as archive:
        return {"cividis": np.loadtxt(archive.extractfile("cmaputil-1.2/colormaps/cividis.txt"))}


def petroff(_):
    import cmap
    return {n: np.array([list(s.color)[:3] for s in cmap.Colormap("petroff:" + n).color_stops])
            for n in ("petroff6", "petroff8", "petroff10")}


def tol(_):
    data = json.loads(package_file("tol_colors", "colors.json").read_text())
    sets = {n: hexes(v.values()) for n, v in data["colorsets"].items()}
    maps = {n: hexes(v["colors"] if isinstance(v, dict) else v) for n, v in data["colormaps"].items()}
    return sets | maps | {"rainbow_discrete": hexes(data["rainbow_discrete"]["colors"])}


def tableau(_):
    text = (NODE_MODULES / "chartjs-plugin-colorschemes/dist/chartjs-plugin-colorschemes.js").read_text()
    text = text[text.index("// New"):]  # the Tableau lists; ColorBrewer's and Office's come before
    lists = {n: re.findall(r"#[0-9a-fA-F]{6}", body) for n, body in HEX_LIST.findall(text)}
    return {n: hexes(v) for n, v in lists.items() if v}


def catppuccin(_):
    text = (NODE_MODULES / "@catppuccin/palette/script/palette.js").read_text()
    flavours = ("latte", "frappe", "macchiato", "mocha")
    return {f: hexes(re.findall(r'"?hex"?:\s*"(#[0-9a-f]{6})"', text[text.index(f'"{f}"'):])[:26]) for f in flavours}


def metbrewer(_):
    from met_brewer.palettes import MET_PALETTES
    return {name: hexes(palette["colors"]) for name, palette in MET_PALETTES.items()}


def wada(_):
    """Combinations of the dictionary: each colour's C, M, Y, K in percent as 255 (1 - C) (1 - K), halves up."""
    colours = json.loads(package_file("apdocc", "colors.json").read_text())

    def rgb(cmyk):
        *inks, black = (percent / 100 for percent in cmyk)
        return [min(255, max(0, math.floor(255 * (1 - ink) * (1 - black) + 0.5))) / 255 for ink in inks]

    uses = [(c["cmyk"], c["combinations"] + WADA_FORGOTTEN.get(c["name"], [])) for c in colours]
    return {f"{i:03d}": np.array([rgb(cmyk) for cmyk, numbers in uses if i in numbers]) for i in range(1, 349)}


def flags(_):
    return svg_flags(NODE_MODULES / "svg-country-flags/svg")


def flagicons(_):
    return svg_flags(NODE_MODULES / "flag-icons/flags/4x3")


def svg_flags(folder):
    """Each flag's colours in the order of first use, then black and white where it does not name them."""
    tables = {}
    for file in sorted(folder.glob("*.svg")):
        used = [h.lower() if h else NAMED[name] for h, name in PAINT.findall(file.read_text())]
        used = [h if len(h) == 6 else "".join(digit * 2 for digit in h) for h in used]
        tables[file.stem.replace("-", "")] = hexes(dict.fromkeys(used + ["000000", "ffffff"]))
    return tables


def stops(_):
    rows = csv.DictReader((Path(__file__).parent / "stops.tsv").open(), delimiter="\t")
    steps = [k / 5 for k in range(6)]
    return {r["name"]: np.array(list(itertools.product(steps, repeat=3))) if r["colours"] == "*"
            else hexes(r["colours"].split()) for r in rows}


def read(source):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return globals()[source.read](source)
