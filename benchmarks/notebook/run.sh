#!/bin/sh
# Runs each benchmark of the notebook side that lies here; each prints a table. Needs a built kernel: ./ilf tutorial
# usage: benchmarks/notebook/run.sh [FOLDER on the disk to be measured]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
jar=$here/../../kernel-ext/target/jupyter/kernels/ilf4j/ilf4j-kernel-ext.jar
test -f "$jar" || { echo "There is no $jar; run ./ilf tutorial first." >&2; exit 1; }
for benchmark in "$here"/*.java; do
  java -cp "$jar" "$benchmark" "$@"
  echo
done
