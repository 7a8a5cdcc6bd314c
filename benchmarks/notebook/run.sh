#!/bin/sh
# Runs each benchmark of the notebook side that lies here and prints one table. Needs a built kernel: ./ilf tutorial
# usage: benchmarks/notebook/run.sh
set -eu
cd "$(dirname "$0")"
jar=$(realpath ../../kernel-ext/target/jupyter/kernels/ilf4j/ilf4j-kernel-ext.jar)
test -f "$jar" || { echo "There is no $jar; run ./ilf tutorial first." >&2; exit 1; }
echo "| what | first, ms | median, ms | slowest warm, ms | size, kB |"
echo "|---|---|---|---|---|"
for benchmark in *.java; do
  java -cp "$jar" "$benchmark"
done
