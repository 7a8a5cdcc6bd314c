"""A plain JJava kernel that loads the toolkit by the one line that the README names. Run by KernelIT."""

import pathlib
import re
import unittest

from checkout import ROOT, original_kernel
from test_kernel import KernelTest

README = (ROOT / "README.md").read_text(encoding="utf-8")
LINE = re.search(r"`(%classpath KERNEL[^`]*)`", README).group(1)
VARIABLE, VALUE = re.search(r"`(JJAVA_JVM_OPTS)='([^']*)'`", README).groups()


class Plain(KernelTest):
    kernel = "java"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.loaded = cls.load()

    @classmethod
    def load(cls):
        from test_kernel import Cell

        before = Cell(cls.client, "Split.TEST.first()")
        assert before.reply["status"] == "error", "the toolkit is there before it is loaded"
        return Cell(cls.client, LINE.replace("KERNEL", str(original_kernel())))

    def test_the_line_is_silent(self):
        self.assertEqual("ok", self.loaded.reply["status"], self.loaded.error)
        self.assertEqual("", self.loaded.streams)

    def test_types_are_there_and_show_themselves(self):
        cell = self.run_cell('new Prompt(1, "<script>alert(1)</script>\\n>>> f()\\n")')
        self.assertIn("Prompt of task 1", cell.data["text/html"], cell.error)
        self.assertIn("&lt;script&gt;alert", cell.data["text/html"])

    def test_a_model_writes_programs_with_a_bar_and_the_judge_judges_them(self):
        cell = self.run_cell(
            "var tasks = Practice.load();\n"
            'var samples = Sampler.of(CodeGen.load("nano")).perTask(1).maxNewTokens(16).seed(1).sample(tasks.first(1));\n'
            "Judge.standard().judge(samples)"
        )
        self.assertIn("1 verdicts", cell.of("execute_result")[0]["data"]["text/plain"], cell.error)
        self.assertIn("sampling: 1 sample", str(cell.of("update_display_data") + cell.of("display_data")))

    def test_the_magics_are_there(self):
        self.assertRegex(self.run_cell("%ilf doctor").data["text/plain"], r"vector module +\| +missing")


class WithTheVectorModule(KernelTest):
    """The variable that JJava's launcher takes, and that the README names."""

    kernel = "java"
    variables = {VARIABLE: VALUE}

    def test_it_is_found(self):
        self.run_cell(LINE.replace("KERNEL", str(original_kernel())))
        cell = self.run_cell("%ilf doctor")
        self.assertRegex(cell.data["text/plain"], r"vector module +\| +ok", cell.error)


if __name__ == "__main__":
    unittest.main()
