"""Classic IJava 1.3.0 with our two environment variables. IJava is in no registry: set ILF_IJAVA_JAR to its jar.

Run by KernelIT; by hand: ILF_IJAVA_JAR=ijava-1.3.0.jar python -m unittest test_ijava
"""

import json
import os
import pathlib
import tempfile
import unittest

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel
from test_kernel import LIMIT, Cell

JAR = os.environ.get("ILF_IJAVA_JAR")
if not JAR:
    print("skipped: ILF_IJAVA_JAR does not name IJava's jar")


@unittest.skipUnless(JAR, "no IJava here")
class IJava(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        ours = pathlib.Path(KernelSpecManager().get_kernel_spec("ilf4j").resource_dir)
        cls.folder, cls.log = tempfile.TemporaryDirectory(), tempfile.TemporaryFile()
        spec = pathlib.Path(cls.folder.name) / "kernels" / "ijava"
        spec.mkdir(parents=True)
        (spec / "kernel.json").write_text(
            json.dumps(
                {
                    "argv": ["java", "-jar", JAR, "{connection_file}"],
                    "display_name": "IJava",
                    "language": "java",
                    "interrupt_mode": "message",
                    "env": {
                        "IJAVA_CLASSPATH": str(ours / "ilf4j-kernel-ext.jar"),
                        "IJAVA_STARTUP_SCRIPT": "org.ilf4j.jupyter.ijava.IJavaBootstrap.install();",
                    },
                }
            )
        )
        os.environ["JUPYTER_PATH"] = cls.folder.name + os.pathsep + os.environ["JUPYTER_PATH"]
        cls.manager, cls.client = start_new_kernel(
            kernel_name="ijava", startup_timeout=LIMIT, stdout=cls.log, stderr=cls.log
        )

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        cls.manager.shutdown_kernel(now=True)
        cls.folder.cleanup()

    def test_types_are_there_and_views_escape(self):
        cell = Cell(self.client, 'new Prompt(1, "<script>alert(1)</script>\\n")')
        self.assertIn("&lt;script&gt;alert", cell.data["text/html"], cell.error)

    def test_the_bar_is_one_output_replaced_in_place(self):
        cell = Cell(
            self.client,
            'try (var p = Progress.start("counting", 50, "steps")) {\n'
            "  for (int i = 0; i < 50; i++) { Thread.sleep(10); p.advance(1); }\n}",
        )
        self.assertEqual(1, len(cell.of("display_data")), cell.error)
        self.assertIn("counting: 50 steps", cell.of("update_display_data")[-1]["data"]["text/plain"])

    def test_a_program_is_judged_in_the_sandbox(self):
        Cell(self.client, "var tasks = Practice.load();")
        cell = Cell(self.client, "%%python 111\ndef wrong(): pass")
        self.assertIn("exception (0 of 3 tests run passed", cell.of("display_data")[-1]["data"]["text/plain"], cell.error)

    def test_an_uncaught_error_names_the_own_line_and_folds_the_trace(self):
        cell = Cell(self.client, 'int n = 3;\n\nInteger.parseInt(n + "/2")')
        self.assertIn('NumberFormatException: For input string: "3/2"', cell.error)
        self.assertIn('in line 3 of this cell:  Integer.parseInt(n + "/2")', cell.error)
        self.assertNotIn("Integer.java", cell.error)
        self.assertIn("Integer.java", cell.of("display_data")[0]["data"]["text/html"])

    def test_a_misspelled_name_gets_the_one_that_was_meant(self):
        Cell(self.client, "var some = Practice.load();")
        cell = Cell(self.client, "int n = 1;\nsome\n  .frist(2)\n  .size()")
        self.assertIn("Did you mean first?", cell.error)
        self.assertIn("Did you mean Practice?", Cell(self.client, "Practise.load()").error)

    def test_the_bar_says_where_it_stopped(self):
        def press(message):
            if message["msg_type"] == "update_display_data":
                self.manager.interrupt_kernel()

        cell = Cell(
            self.client,
            'try (var p = Progress.start("counting", 10_000_000_000L, "steps")) {\n'
            '  while (true) { p.advance(1); Progress.checkInterrupted("counting"); }\n}',
            press,
        )
        self.assertIn("The cell was stopped.", cell.error)
        last = cell.of("display_data") + cell.of("update_display_data")
        while "stopped at" not in last[-1]["data"]["text/plain"]:
            late = self.client.get_iopub_msg(timeout=20)
            last += [late["content"]] if late["msg_type"] == "update_display_data" else []

    def test_tab_completes_a_command(self):
        reply = self.client.complete("%ilf d", 6, reply=True, timeout=LIMIT)
        self.assertEqual(["doctor"], reply["content"]["matches"])

    def test_the_form_opens_its_controls(self):
        cell = Cell(
            self.client,
            "var tasks = Practice.load(); var samples = Samples.of(tasks.first(1), List.of(new Sample(tasks.list().get(0).id(), 0, \"x = \",\n"
            '    "1\\n", "1\\n", "RULE")));\n'
            f'FeedbackForm.ask(Judge.standard().judge(samples).failures(), FeedbackLog.at(Path.of("{self.folder.name}/log")), "ann")',
        )
        self.assertIn("application/vnd.jupyter.widget-view+json", cell.data, cell.error)
        self.assertGreater(len(cell.of("comm_open")), 3)


if __name__ == "__main__":
    unittest.main()
