"""Writes the catalogue of colour schemes: one binary resource, and provenance.tsv beside this file.

Run by hand after setup.sh (README.md):
    .venv/bin/python make.py --digests PATH/colorschemes.tsv --output PATH/colorschemes.bin [--only batlow,vik]

A scheme whose digest disagrees with the reference's of the same name is never written: the run fails and names it.
"""

import argparse
import csv
import struct
import sys
from pathlib import Path

import numpy as np

import readers
import rules
from sources import BY_KEY, SOURCES

HERE = Path(__file__).parent
MAGIC = 0x56484353  # "VHCS"
VERSION = 2
CLASSES = ["sequential", "divergent", "cyclic", "qualitative", "other"]
SAFE, BYTES = 1, 2  # flags


def utf(text):
    encoded = text.encode("ascii")
    return struct.pack(">H", len(encoded)) + encoded


def packed(k, d):
    """The values as the resource holds them."""
    if d == 0:
        return np.ascontiguousarray(k, ">f8").tobytes()
    return b"".join(varint(int(step)) for step in np.diff(k, axis=0, prepend=0).ravel())


def varint(number):
    """Seven bits a byte, the lowest first, all but the last with the highest bit set; the sign comes lowest of all."""
    rest = 2 * number if number >= 0 else -2 * number - 1
    out = []
    while rest > 127:
        out.append(rest & 127 | 128)
        rest >>= 7
    return bytes(out + [rest])


def scheme(recipe, tables, reference):
    """The recipe's colours as fractions, checked against the reference if it has the name."""
    expected = reference.get(recipe["name"])
    table = tables[recipe["source"]][recipe["source_name"]]
    n = int(expected["colors"]) if expected else int(recipe["colours"] or 0)
    values = rules.apply(recipe["rule"], table, n)
    stored_as = expected["stored_as"] if expected else "float"
    fractions = rules.fractions(values, stored_as, expected and expected["sha256_of_values_with_6_decimals"])
    if fractions is None and expected is None:
        fractions = np.rint(values * 1_000_000).astype(int), 1_000_000
    if fractions is None:
        sys.exit(f"{recipe['name']}: digest differs from the reference's; mend or drop its row in recipes.tsv")
    return *fractions, stored_as


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--digests", required=True, help="the reference's table of digests")
    options.add_argument("--output", required=True, help="the resource to write")
    options.add_argument("--only", help="names, separated by commas; provenance.tsv is then left alone")
    arguments = options.parse_args()

    reference = {row["name"]: row for row in csv.DictReader(open(arguments.digests), delimiter="\t")}
    recipes = sorted(csv.DictReader((HERE / "recipes.tsv").open(), delimiter="\t"), key=lambda r: r["name"])
    if arguments.only:
        recipes = [r for r in recipes if r["name"] in arguments.only.split(",")]
    keys = {r["source"] for r in recipes}
    sources = [s for s in SOURCES if s.key in keys]
    tables = {s.key: readers.read(s) for s in sources}
    index = {s.key: i for i, s in enumerate(sources)}

    out = [struct.pack(">iBH", MAGIC, VERSION, len(sources))]
    out += [utf(text) for s in sources for text in (s.package, s.licence, s.attribution)]
    out += [struct.pack(">H", len(recipes))]
    provenance = ["name\tcolours\tclass\tcolour-blind safe\tin the reference\tsource\tlicence\tname there\trule"]
    for recipe in recipes:
        k, d, stored_as = scheme(recipe, tables, reference)
        safe = recipe["safe"] == "1"
        flags = SAFE * safe + BYTES * (stored_as == "8bit")
        values = packed(k, d)
        out += [utf(recipe["name"]), struct.pack(">BBHHii", CLASSES.index(recipe["class"]), flags,
                                                 index[recipe["source"]], len(k), d, len(values)), values]
        source = BY_KEY[recipe["source"]]
        rule = recipe["rule"] + (f"; k/{d}" if d else "; doubles")
        provenance.append("\t".join([recipe["name"], str(len(k)), recipe["class"], "yes" if safe else "",
                                     "exact" if recipe["name"] in reference else "no such name",
                                     source.package, source.licence, recipe["source_name"], rule]))

    Path(arguments.output).parent.mkdir(parents=True, exist_ok=True)
    Path(arguments.output).write_bytes(b"".join(out))
    if not arguments.only:
        (HERE / "provenance.tsv").write_text("\n".join(provenance) + "\n")
    exact = sum(r["name"] in reference for r in recipes)
    print(f"{len(recipes)} schemes, {exact} of the reference's {len(reference)} exact,"
          f" {sum(map(len, out))} bytes in {arguments.output}")


if __name__ == "__main__":
    main()
