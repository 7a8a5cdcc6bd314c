"""The real kernel, spoken to as JupyterLab does. Run by KernelIT; by hand: python -m unittest test_kernel"""

import json
import os
import pathlib
import re
import shutil
import tempfile
import unittest

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel

LIMIT = 240


class Cell:
    """What one execution sent."""

    def __init__(self, client, code, on_output=None):
        self.outputs, self.reply = [], None

        def hook(message):
            self.outputs.append(message)
            if on_output:
                on_output(message)

        self.reply = client.execute_interactive(code, output_hook=hook, allow_stdin=False, timeout=LIMIT)["content"]

    def of(self, kind):
        return [message["content"] for message in self.outputs if message["msg_type"] == kind]

    @property
    def data(self):
        shown = self.of("execute_result") + self.of("display_data")
        return shown[-1]["data"] if shown else {}

    @property
    def streams(self):
        return "".join(content["text"] for content in self.of("stream"))

    @property
    def error(self):
        return "\n".join(line for content in self.of("error") for line in content["traceback"])


class KernelTest(unittest.TestCase):
    kernel = "ilf4j"
    variables = {}

    @classmethod
    def setUpClass(cls):
        cls.log = tempfile.TemporaryFile()
        cls.manager, cls.client = start_new_kernel(
            kernel_name=cls.kernel,
            startup_timeout=LIMIT,
            env={**os.environ, **cls.variables},
            stdout=cls.log,
            stderr=cls.log,
        )

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        cls.manager.shutdown_kernel(now=True)

    def run_cell(self, code, on_output=None):
        return Cell(self.client, code, on_output)

    def interrupt_when(self, pattern):
        """An output hook that presses stop once this is on screen."""

        def hook(message):
            shown = message["msg_type"] in ("stream", "display_data", "update_display_data")
            if shown and not hook.pressed and re.search(pattern, json.dumps(message["content"])):
                hook.pressed = True
                self.client.control_channel.send(self.client.session.msg("interrupt_request", {}))

        hook.pressed = False
        return hook


class Session(KernelTest):
    def test_types_are_there_without_an_import(self):
        cell = self.run_cell('Split.TEST.first() + " " + Path.of("a")')
        self.assertEqual("11 a", cell.data["text/plain"], cell.error)

    def test_names_on_lines_of_their_own_declare_nothing(self):
        self.run_cell("int some = 3; int more = 4;")
        cell = self.run_cell("some\nmore")
        self.assertEqual("4", cell.data["text/plain"], cell.error)
        self.assertEqual("7", self.run_cell("some + more").data["text/plain"])

    def test_starting_prints_nothing_into_a_cell(self):
        self.assertEqual("", self.run_cell("int silent = 1;").streams)

    def test_the_vector_module_is_there(self):
        cell = self.run_cell('ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()')
        self.assertEqual("true", cell.data["text/plain"], cell.error)

    def test_a_wrong_call_gives_its_sentence(self):
        cell = self.run_cell("new GenerationOptions(-1, 1, 0, 10, 1, null)")
        self.assertIn("temperature is -1.0; choose 0 (greedy) to 10", cell.error)


class Errors(KernelTest):
    def text(self, cell):
        return re.sub(r"\x1b\[[0-9;]*m", "", cell.error)

    def test_an_uncaught_error_names_the_own_lines_and_folds_the_trace(self):
        self.run_cell("int half(int n) {\n  return Integer.parseInt(n + \"/2\");\n}")
        cell = self.run_cell("int n = 3;\n\nhalf(n)")
        self.assertEqual(
            'NumberFormatException: For input string: "3/2"\n'
            'in line 2 of a cell that ran before (half):  return Integer.parseInt(n + "/2");\n'
            "in line 3 of this cell:  half(n)",
            self.text(cell),
        )
        folded = cell.of("display_data")[0]["data"]["text/html"]
        self.assertIn("<details><summary>full trace</summary>", folded)
        self.assertIn("Integer.java", folded)
        self.assertEqual("NumberFormatException", cell.of("error")[0]["ename"])
        self.assertEqual(cell.of("error")[0]["traceback"], cell.reply["traceback"])

    def test_causes_and_the_next_step(self):
        cell = self.run_cell('throw new RuntimeException("outer", new java.io.FileNotFoundException("a.txt"));')
        self.assertRegex(self.text(cell), "^RuntimeException: outer\nbecause of FileNotFoundException: a.txt\nin line 1 .*\n"
                                          "Next: check the path; one without / in front begins in /")

    def test_a_compiler_message_stays_and_reaches_nbconvert(self):
        cell = self.run_cell("int z = nothing + 1;")
        self.assertIn("symbol:   variable nothing", cell.error)
        self.assertIn("symbol:   variable nothing", "".join(cell.reply["traceback"]))

    def test_a_misspelled_name_gets_the_one_that_was_meant(self):
        self.run_cell("var some = Practice.load();")
        for code, meant in (
            ("int n = 1;\nsome\n  .frist(2)\n  .size()", "first"),
            ('some.where("a", t -> t.idd() > 3)', "id"),
            ("Practise.load()", "Practice"),
            ("import org.ilf4j.judge.Jugde;", "Judge"),
            ("soem.size()", "some"),
        ):
            cell = self.run_cell(code)
            self.assertIn("cannot find symbol", cell.error, code)
            self.assertRegex(self.text(cell), rf"\nDid you mean {meant}\?$")
            self.assertRegex(cell.reply["evalue"], rf"Did you mean {meant}\?$")
        self.assertNotIn("mean", self.run_cell("some.xyzzyq()").error)
        self.assertIn("run the cell that declares it", self.text(self.run_cell("faraway.size()")))

    def test_magics_answer_in_a_sentence(self):
        for code, sentence in (
            ("%ilf sing", "%ilf knows no sing; it knows doctor, runs, model and help."),
            ("%ilf model no-such-model", 'No model "no-such-model"; choose "nano"'),
            ("%ilf runs /nowhere", "There is no folder /nowhere; check the path."),
            ("%%python 111", "%%python needs text below its first line, and there is none; %python in a cell"),
            ("%%feedback", "%%feedback needs text below its first line, and there is none; %feedback in a cell"),
            ("%%python\nx", "Which task? %%python <task>"),
            ("%nosuch", "Next: %ilf help lists the toolkit's magics; Tab behind % offers all."),
        ):
            with self.subTest(code):
                cell = self.run_cell(code)
                self.assertIn(sentence, self.text(cell))
                self.assertNotIn("\tat ", self.text(cell))

    def test_help_and_completion(self):
        self.assertIn("%ilf runs [FOLDER]", self.run_cell("%ilf").data["text/plain"])
        for magic in ("feedback", "python"):
            self.assertIn(f"%%{magic} <task>", self.run_cell(f"%{magic}").data["text/plain"])
        for code, words in (("%il", ["%ilf"]), ("%ilf m", ["model"]), ("%ilf model ", ["nano"]), ("%%fee", ["%%feedback"])):
            with self.subTest(code):
                reply = self.client.complete(code, len(code), reply=True, timeout=LIMIT)
                self.assertEqual(words, reply["content"]["matches"])


class Views(KernelTest):
    def test_a_program_with_markup_is_text(self):
        cell = self.run_cell('new Prompt(1, "<script>alert(1)</script>\\n>>> f()\\n")')
        self.assertIn("&lt;script&gt;alert", cell.data["text/html"], cell.error)
        self.assertNotIn("<script", cell.data["text/html"])
        self.assertIn(">>> f()", cell.data["text/plain"])

    def test_a_tablesaw_table_is_a_table(self):
        cell = self.run_cell(
            'Table.create("T", tech.tablesaw.api.StringColumn.create("arm", "ILF"),'
            ' tech.tablesaw.api.DoubleColumn.create("pass@1", 0.5))'
        )
        self.assertIn("<table", cell.data["text/html"], cell.error)
        self.assertIn('<td class="n">0.5</td>', cell.data["text/html"])
        self.assertIn("1 row ", cell.data["text/plain"])

    def test_a_chart_is_a_picture(self):
        cell = self.run_cell(
            'var chart = new org.knowm.xchart.XYChartBuilder().title("pass@1").build();\n'
            'chart.addSeries("ILF", new double[] {1, 2}, new double[] {3, 4});\n'
            "chart"
        )
        self.assertIn("<svg", cell.data["image/svg+xml"], cell.error)
        self.assertTrue(cell.data["image/png"].startswith("iVBOR"))
        self.assertIn("pass@1", cell.data["text/plain"])

    def test_an_array_shows_its_items(self):
        arrays = {
            "new double[] {1.5, 2}": "double[2] {1.5, 2.0}",
            "new int[][] {{1}, {2, 3}}": "int[][2] {int[1] {1}, int[2] {2, 3}}",
            "Precision.values()": "Precision[4] {float32, bfloat16, float16, int8}",
            "new Task[0]": "Task[0] {}",
        }
        for code, shown in arrays.items():
            self.assertEqual(shown, self.run_cell(code).data["text/plain"])

    def test_a_value_without_a_view_shows_its_text(self):
        self.assertEqual("[a, b]/x", self.run_cell('new Object() { public String toString() { return "[a, b]/x"; } }').data["text/plain"])


class LongWork(KernelTest):
    LOOP = (
        'try (var p = Progress.start("counting", %d, "steps")) {\n'
        "  for (int i = 0; i < %d; i++) { Thread.sleep(%d); p.advance(1); Progress.checkInterrupted(\"counting\"); }\n"
        "}"
    )

    def test_the_bar_is_one_output_replaced_in_place(self):
        cell = self.run_cell(self.LOOP % (50, 50, 10))
        shown, updates = cell.of("display_data"), cell.of("update_display_data")
        self.assertEqual(1, len(shown), cell.error)
        self.assertGreaterEqual(len(updates), 2)
        ids = {content["transient"]["display_id"] for content in shown + updates}
        self.assertEqual(1, len(ids))
        self.assertIn("<progress", shown[0]["data"]["text/html"])
        self.assertIn("counting: 50 steps", updates[-1]["data"]["text/plain"])

    def test_stop_ends_a_loop_at_once_and_nothing_runs_on(self):
        press = self.interrupt_when("counting")
        cell = self.run_cell(self.LOOP % (100000, 100000, 5), press)
        self.assertEqual("error", cell.reply["status"])
        after = self.run_cell("Thread.sleep(300); 1 + 1")
        self.assertEqual("2", after.data["text/plain"], after.error)
        self.assertEqual("", after.streams)
        # on a slow machine the loop's last word comes after its cell: in the loop's own bar, and once
        late = [content["data"]["text/plain"] for content in after.of("update_display_data")]
        self.assertLessEqual(len(late), 1)
        self.assertTrue(all("stopped at" in text for text in late), late)


class BusyWork(KernelTest):
    """A kernel of its own: JJava may hold one last line of a stopped loop back for a later cell."""

    def test_stop_ends_a_loop_that_prints_without_pause(self):
        code = 'while (true) { System.out.println("spinning"); Progress.checkInterrupted("spinning"); }'
        cell = self.run_cell(code, self.interrupt_when("spinning"))
        self.assertEqual("error", cell.reply["status"])
        self.run_cell("Thread.sleep(1000)")  # takes the lines that were under way when the loop ended
        after = self.run_cell("Thread.sleep(300); 1 + 1")
        self.assertEqual("2", after.data["text/plain"], after.error)
        self.assertLessEqual(after.streams.count("spinning"), 1, "the loop runs on")


class BrokenInstallation(unittest.TestCase):
    def test_the_first_cell_says_what_is_wrong_and_java_still_works(self):
        whole = pathlib.Path(KernelSpecManager().get_kernel_spec("ilf4j").resource_dir)
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as log:
            broken = pathlib.Path(folder) / "kernels" / "broken"
            broken.mkdir(parents=True)
            for file in whole.iterdir():
                if file.is_file():
                    shutil.copy(file, broken)
            (broken / "lib").mkdir()
            shutil.copy(next((whole / "lib").glob("j2html-*.jar")), broken / "lib")
            os.environ["JUPYTER_PATH"] = folder + os.pathsep + os.environ["JUPYTER_PATH"]
            manager, client = start_new_kernel(
                kernel_name="broken", startup_timeout=LIMIT, stdout=log, stderr=log
            )
            try:
                cell = Cell(client, 'Thread.sleep(300); "Java " + "lives"')
                self.assertEqual("Java lives", cell.of("execute_result")[0]["data"]["text/plain"])
                self.assertIn("ilf4j is not loaded", cell.of("display_data")[0]["data"]["text/plain"])
            finally:
                client.stop_channels()
                manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    unittest.main()
