#!/bin/sh
# Fetches the pinned packages that make.py and find.py read. Run once, in this folder.
set -eu
cd "$(dirname "$0")"
python3 -m venv .venv
.venv/bin/pip install --quiet -r requirements.txt
.venv/bin/pip download --quiet --no-deps -d downloads cmaputil==1.2  # its tables are only in the sdist
npm install --ignore-scripts --no-audit --no-fund --silent
