"""Runs blocks of Python and SQL as the pages have them, for PagesRunner: a request a line on standard input, an answer a line.

A request is JSON with "page", "language" and "text"; blocks of a page share their names, and "spark" is the session, as in pyspark's shell.
An answer is "answer: " and, as JSON, null or the trace of a failure; other lines are what blocks print.
"""

import json
import sys
import traceback

from pyspark.sql import SparkSession

names = {}
page = None
for line in sys.stdin:
    request = json.loads(line)
    if request["page"] != page:
        page = request["page"]
        names = {"spark": SparkSession.builder.getOrCreate()}
    try:
        if request["language"] == "sql":
            for statement in filter(str.strip, request["text"].split(";")):
                names["spark"].sql(statement).collect()
        else:
            exec(compile(request["text"], "<block>", "exec"), names)
        for query in names["spark"].streams.active:
            query.processAllAvailable()
            query.stop()
        answer = None
    except BaseException:
        answer = traceback.format_exc()
    print("\nanswer: " + json.dumps(answer), flush=True)
