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
VERSION = 3
CLASSES = ["sequential", "divergent", "cyclic", "qualitative", "other"]
SAFE, BYTES = 1, 2  # flags
HIGHEST_ORDER = 4  # of differences: of differences of ... of neighbours
DIGEST = "sha256_of_big_endian_doubles_or_bytes"  # the reference's column of values as they are


def utf(text):
    encoded = text.encode("ascii")
    return struct.pack(">H", len(encoded)) + encoded


def packed(colours):
    """(denominator, order, bytes): the resource's form of the values, in the order of differences that takes the fewest bytes."""
    k, denominator = rules.packing(colours)
    orders = []
    for _ in range(HIGHEST_ORDER + 1):
        orders.append(b"".join(varint(int(number)) for number in k.ravel()))
        k = np.diff(k, axis=0, prepend=0)
    order = min(range(len(orders)), key=lambda o: len(orders[o]))
    return denominator, order, orders[order]


def varint(number):
    """Seven bits a byte, the lowest first, all but the last with the highest bit set; the sign comes lowest of all."""
    rest = 2 * number if number >= 0 else -2 * number - 1
    out = []
    while rest > 127:
        out.append(rest & 127 | 128)
        rest >>= 7
    return bytes(out + [rest])


def scheme(recipe, tables, reference):
    """The recipe's colours, checked against the reference if it has the name."""
    expected = reference.get(recipe["name"])
    table = tables[recipe["source"]][recipe["source_name"]]
    n = int(expected["colors"]) if expected else int(recipe["colours"] or 0)
    values = rules.apply(recipe["rule"], table, n)
    if not expected:
        return values, "float"
    values = rules.exact(values, expected["stored_as"], expected[DIGEST])
    if values is None or len(values) != n:
        sys.exit(f"{recipe['name']}: digest differs from the reference's; mend or drop its row in recipes.tsv")
    return values, expected["stored_as"]


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
        colours, stored_as = scheme(recipe, tables, reference)
        denominator, order, values = packed(colours)
        safe = recipe["safe"] == "1"
        flags = SAFE * safe + BYTES * (stored_as == "8bit")
        out += [utf(recipe["name"]), struct.pack(">BBHHiBi", CLASSES.index(recipe["class"]), flags, index[recipe["source"]],
                                                 len(colours), denominator, order, len(values)), values]
        source = BY_KEY[recipe["source"]]
        rule = recipe["rule"] + (f"; k/{denominator}" if denominator else "; doubles")
        provenance.append("\t".join([recipe["name"], str(len(colours)), recipe["class"], "yes" if safe else "",
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
