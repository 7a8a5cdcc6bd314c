"""Lets a kernelspec start one certain java, for a Jupyter with another PATH: pin_java.py KERNEL_JSON JAVA"""

import json
import pathlib
import sys

file, java = pathlib.Path(sys.argv[1]), sys.argv[2]
spec = json.loads(file.read_text(encoding="utf-8"))
spec["argv"][0] = java
file.write_text(json.dumps(spec, indent=2) + "\n", encoding="utf-8")
