"""Says where this interpreter lives: what a sandbox must show, read-only, to run it."""
import glob
import json
import os
import sys
import sysconfig

for name in ("array", "asyncio", "bz2", "cmath", "ctypes", "datetime", "decimal", "fractions",
             "hashlib", "heapq", "json", "lzma", "math", "random", "resource", "select", "socket",
             "ssl", "statistics", "unicodedata", "uuid", "zlib", "zoneinfo"):
    try:
        __import__(name)
    except ImportError:
        pass
mapped = {line.split(None, 5)[5].strip() for line in open("/proc/self/maps") if ".so" in line}
library = os.path.realpath(sysconfig.get_path("stdlib"))
places = {library, os.path.realpath(sysconfig.get_path("platstdlib"))}
loaders = [os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
           for path in glob.glob("/lib64/ld-*") + glob.glob("/lib/ld-*")]
hidden = [os.path.join(place, name) for place in places for name in ("site-packages", "test")]
print(json.dumps({
    "executable": os.path.realpath(sys.executable),
    "version": list(sys.version_info[:3]),
    "standardLibrary": sorted(places),
    "sharedLibraries": sorted({os.path.dirname(path) for path in mapped if not any(
        path.startswith(place + "/") for place in places)}),
    "loaders": sorted(set(loaders)),
    "hidden": [path for path in hidden if os.path.isdir(path)],
    "links": {link: os.readlink(link) for link in ("/lib", "/lib32", "/lib64", "/libx32", "/bin")
              if os.path.islink(link)},
}))
