"""Finds the recipes: tries every rule on every table of every source until the digest agrees.

python3 find.py --digests colorschemes.tsv > found.tsv      (name, source, the source's name, rule)
Slow (minutes) and needed only when a source or a rule is added; recipes.tsv keeps its result.
"""

import argparse
import collections
import csv
import itertools
import sys

import numpy as np

import readers
import rules
from sources import SOURCES

DIGEST = "sha256_of_big_endian_doubles_or_bytes"
FLAGS = ("flags", "flagicons")


def attempts(table, sizes):
    """(rule, colours) for every rule that fits the table and gives one of the reference's numbers of colours."""
    for rule in rules.RULES:
        if rule.startswith("lookup") and not hasattr(table, "_segmentdata"):
            continue
        own = len(rules.table_of(table))
        if rule == "discrete" and own != 256 or rule == "sample" and own > 256:
            continue
        wanted = {"lookup": (100, 101), "lookup of one more, last dropped": (100,), "sample": (9, 100, 101), "discrete": (10, 25, 50, 100)}.get(rule, (0,))
        for n in wanted:
            for backwards in ("", ", reversed"):
                values = rules.apply(rule + backwards, table, n)
                if len(values) in sizes:
                    yield rule + backwards, values


def matches(values, by_digest):
    tried = set()
    for rounded in rules.roundings(values):
        for stored_as in ("float", "8bit"):
            sha256 = rules.digest(rounded, stored_as)
            if sha256 not in tried:
                yield from (row for row in by_digest.get(sha256, ()) if row["stored_as"] == stored_as)
            tried.add(sha256)


def flags(source, reference):
    """The order of a flag's colours that the digest proves: `flag_fr` is a choice of the colours of `fr`."""
    hits = {}
    tables = readers.read(source)
    for row in reference:
        table = tables.get(row["name"].removeprefix("flag_")) if row["name"].startswith("flag_") else None
        n = int(row["colors"])
        if table is None or n > 5 or len(table) > 9:
            continue
        for order in itertools.permutations(range(len(table)), n):
            if rules.digest(table[list(order)], row["stored_as"]) == row[DIGEST]:
                rule = "pick " + " ".join(map(str, order))
                hits[row["name"]] = ((True, 3, True, -FLAGS.index(source.key)), source.key, row["name"][5:], rule)
                break
    return hits


def likeness(reference_name, source_name):
    plain = [n.lower().replace("_", "").replace("-", "") for n in (reference_name, source_name)]
    return (plain[0] == plain[1]) * 3 + (plain[1] in plain[0]) * 2 + (plain[0][:4] == plain[1][:4])


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--digests", required=True)
    reference = list(csv.DictReader(open(options.parse_args().digests), delimiter="\t"))
    by_digest = collections.defaultdict(list)
    for row in reference:
        by_digest[row[DIGEST]].append(row)
    sizes = {int(row["colors"]) for row in reference}
    found = {}
    for rank, source in enumerate(SOURCES):
        for source_name, table in readers.read(source).items() if source.key not in FLAGS else ():
            for rule, values in attempts(table, sizes):
                for row in matches(values, by_digest):
                    if row["name"].startswith("flag_"):
                        continue  # two-coloured tables agree by chance
                    score = (rule == "as is", likeness(row["name"], source_name), "reversed" not in rule, -rank)
                    found.setdefault(row["name"], []).append((score, source.key, source_name, rule))
        if source.key in FLAGS:
            for name, hit in flags(source, reference).items():
                found.setdefault(name, []).append(hit)
    for name in sorted(found):
        print(name, *max(found[name], key=lambda hit: hit[0])[1:], sep="\t")
    print(len(found), "of", len(reference), file=sys.stderr)


if __name__ == "__main__":
    main()
