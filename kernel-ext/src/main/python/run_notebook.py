"""Runs a notebook, or the Java of a Markdown page, top to bottom and keeps what it shows: the executed notebook, an HTML page and the figures.

    run_notebook.py NOTEBOOK --out FOLDER [--kernel ilf4j] [--timeout SECONDS] [--check FILE.java]

With --check the file's Java runs as one more cell behind the last, in the same session: it asserts the results
and stays out of what is kept. Exit status 1 names the failing cell.
"""

import argparse
import base64
import os
import pathlib
import re
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter
from nbconvert.filters import strip_ansi

FIGURES = {"image/svg+xml": "svg", "image/png": "png"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notebook", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--kernel", default="ilf4j")
    parser.add_argument("--timeout", type=int, default=1800, help="seconds for one cell")
    parser.add_argument("--check", type=pathlib.Path)
    return parser.parse_args()


def read(path):
    """A notebook; of a Markdown page its blocks of Java, a cell each."""
    if path.suffix != ".md":
        return nbformat.read(path, as_version=4)
    blocks = re.findall(r"^```java\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(block.strip()) for block in blocks])


def first_line(cell):
    lines = [line for line in cell.source.splitlines() if line.strip()]
    return lines[0][:70] if lines else ""


class Narrator:
    """Says which cell runs and how long it took."""

    def __init__(self, cells):
        self.codes = [i for i, cell in enumerate(cells) if cell.cell_type == "code"]
        self.started = time.monotonic()

    def before(self, cell, cell_index):
        if cell_index in self.codes:
            self.started = time.monotonic()
            print(f"  [{self.codes.index(cell_index) + 1}/{len(self.codes)}] {first_line(cell)}", flush=True)

    def after(self, cell, cell_index, execute_reply):
        seconds = time.monotonic() - self.started
        if cell_index in self.codes and seconds >= 1:
            print(f"         {seconds:.0f} s", flush=True)


def run(notebook, args):
    narrator = Narrator(notebook.cells)
    client = NotebookClient(
        notebook,
        kernel_name=args.kernel,
        timeout=args.timeout,
        startup_timeout=120,
        resources={"metadata": {"path": str(args.notebook.parent)}},
        on_cell_execute=narrator.before,
        on_cell_executed=narrator.after,
    )
    args.out.mkdir(parents=True, exist_ok=True)
    with open(args.out / "kernel.log", "wb") as log:
        client.execute(stdout=log, stderr=log)


def figures(notebook, folder, stem):
    """Writes each picture beside the notebook, in every format that the cell shows it in."""
    for number, cell in enumerate(notebook.cells, 1):
        for place, output in enumerate(cell.get("outputs", [])):
            for mime, suffix in FIGURES.items():
                picture = output.get("data", {}).get(mime)
                if picture is not None:
                    name = cell.metadata.get("figure", f"{stem}-cell-{number}")
                    path = folder / f"{name}{'' if place == 0 else f'-{place}'}.{suffix}"
                    binary = suffix == "png"
                    path.write_bytes(base64.b64decode(picture) if binary else "".join(picture).encode())
                    yield path


def keep(notebook, args):
    executed = args.out / f"{args.notebook.stem}.ipynb"
    nbformat.write(notebook, executed)
    page, _ = HTMLExporter(embed_images=True).from_notebook_node(
        notebook, resources={"metadata": {"name": args.notebook.stem}}
    )
    html = args.out / f"{args.notebook.stem}.html"
    html.write_text(page, encoding="utf-8")
    return [executed, html, *figures(notebook, args.out, args.notebook.stem)]


def tagged_text(notebook, tag):
    """The plain text of the cells that carry a tag."""
    for cell in notebook.cells:
        if tag in cell.metadata.get("tags", []):
            for output in cell.get("outputs", []):
                yield output.get("data", {}).get("text/plain", output.get("text", ""))


def for_the_caller(path):
    """Where a file is, seen from the caller's folder; in full where that would lead out of it and up."""
    near = os.path.relpath(path, os.environ.get("ILF_CALLED_FROM"))
    return os.path.abspath(path) if near.startswith(os.pardir + os.sep) else near


def main():
    args = arguments()
    notebook = read(args.notebook)
    own_cells = len(notebook.cells)
    if args.check:
        notebook.cells.append(nbformat.v4.new_code_cell(args.check.read_text(encoding="utf-8")))
    failure = None
    try:
        run(notebook, args)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        failure = strip_ansi(str(error))
    checked = notebook.cells[own_cells:]
    notebook.cells = notebook.cells[:own_cells]
    kept = keep(notebook, args)
    for text in tagged_text(notebook, "result"):
        print("\n" + text)
    print()
    for path in kept:
        print(f"  {for_the_caller(path)}")
    for cell in checked:
        for output in cell.get("outputs", []):
            print("  check: " + output.get("text", "").strip() if output.get("text") else "", flush=True)
    if failure:
        print(f"\n{args.notebook.name} stopped: {failure}\nThe kernel's own log: {args.out}/kernel.log", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
