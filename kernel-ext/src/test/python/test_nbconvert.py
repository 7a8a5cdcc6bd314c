"""Notebooks under `nbconvert --execute`, where nobody sits and nothing moves. Run by KernelIT."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import nbformat
import test_kernel
from test_form import SETUP
from test_kernel import LIMIT


class Executed(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def convert(self, *cells, to="notebook", status=0):
        """Executes cells as a notebook; the result as text, and what was said beside."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        notebook.metadata["kernelspec"] = {"name": "ilf4j", "display_name": "Java", "language": "java"}
        nbformat.write(notebook, self.folder / "n.ipynb")
        done = subprocess.run(
            [sys.executable, "-m", "nbconvert", "--execute", "--to", to, "--output", "out", "n.ipynb"],
            cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=LIMIT)  # fmt: skip
        self.assertEqual(status, done.returncode, done.stderr)
        out = next(self.folder.glob("out.*"), None)
        return out.read_text(encoding="utf-8") if out else "", done.stderr

    def outputs(self, *cells):
        text, _ = self.convert(*cells)
        return [cell.outputs for cell in nbformat.reads(text, as_version=4).cells]

    def test_a_bar_leaves_one_plain_line_of_its_end(self):
        [shown] = self.outputs(test_kernel.LongWork.LOOP % (50, 50, 10))
        self.assertEqual(["display_data"], [output.output_type for output in shown])
        line = shown[0].data["text/plain"]
        self.assertRegex(line, r"^counting: 50 steps · .* s$")
        self.assertNotIn("\n", line)
        self.assertNotIn("<progress", shown[0].data["text/html"])
        self.assertNotIn("Stop with", shown[0].data["text/html"])

    def test_a_cell_that_fails_keeps_how_far_it_came(self):
        loop = test_kernel.LongWork.LOOP % (50, 50, 1)
        stopping = loop.replace("p.advance(1);", 'p.advance(1); if (i == 20) throw new IllegalStateException("on purpose");')
        _, said = self.convert(stopping, status=1)
        self.assertIn("on purpose", said)
        text, _ = self.convert("%%python 1\nx", "1 + 1", status=1)
        self.assertEqual("", text)

    def test_results_outside_the_callers_folder_are_named_in_full(self):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
        nbformat.write(notebook, self.folder / "n.ipynb")
        script = pathlib.Path(__file__).resolve().parents[2] / "main/python/run_notebook.py"
        aside = self.folder / "aside"
        aside.mkdir()
        for called_from, shown in ((self.folder, "out/n.html"), (aside, str(self.folder / "out/n.html"))):
            done = subprocess.run(
                [sys.executable, str(script), "n.ipynb", "--out", "out"], env=os.environ | {"ILF_CALLED_FROM": str(called_from)},
                cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=LIMIT)  # fmt: skip
            self.assertIn(f"  {shown}\n", done.stdout, done.stderr)

    def test_a_stopped_run_says_why_in_plain_text(self):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("int n = 1;\nInteger.parseInt(n + \"/2\")")])
        nbformat.write(notebook, self.folder / "n.ipynb")
        script = pathlib.Path(__file__).resolve().parents[2] / "main/python/run_notebook.py"
        done = subprocess.run(
            [sys.executable, str(script), "n.ipynb", "--out", "out"],
            cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=LIMIT)  # fmt: skip
        self.assertEqual(1, done.returncode, done.stdout)
        self.assertIn('n.ipynb stopped: ', done.stderr)
        self.assertIn('NumberFormatException: For input string: "1/2"\nin line 2 of this cell:  Integer.parse', done.stderr)
        self.assertNotIn("\x1b", done.stdout + done.stderr)

    def test_words_in_a_cell_are_saved_and_a_replay_brings_them_back(self):
        task = 'int task = failing.taskIds().iterator().next();'
        written = self.outputs(SETUP, task, "%%feedback task failing log ann\nIt gives the first item, not the digits.")
        self.assertIn("not the digits", str(written[2]))
        self.assertIn(f"Saved as ann's in log/feedback.jsonl, that is {self.folder}/log/feedback.jsonl", written[2][0].data["text/plain"])
        replayed = self.outputs(SETUP, 'FeedbackSource.replay(FeedbackLog.at("log")).on(failing)')
        self.assertIn("1 feedback,", replayed[1][0].data["text/plain"])
        self.assertIn("It gives the first item, not the digits.", replayed[1][0].data["text/plain"])

    def test_where_nobody_is_there_to_ask_a_sentence_says_what_to_do(self):
        for cell, sentence in (
            ('FeedbackSource.person("ann", FeedbackLog.at("none")).on(failing)',
             "Nobody is here to answer for task 111; use FeedbackSource.replay(log), .file(path) or .simulated(seed)"),
            ('FeedbackSource.replay(FeedbackLog.at("none")).on(failing)', "Nobody is asked in a replay"),
        ):  # fmt: skip
            with self.subTest(sentence):
                self.assertIn(sentence, self.convert(SETUP, cell, status=1)[1])


if __name__ == "__main__":
    unittest.main()
