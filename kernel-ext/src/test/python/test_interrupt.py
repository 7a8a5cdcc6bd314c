"""Stop pressed in the middle of the toolkit's own long work. Run by KernelIT."""

import queue
import re
import tempfile
import unittest

from test_kernel import Cell, KernelTest

# What still works behind a cell: our threads that are not parked, and processes below the kernel.
LEFT_OVER = """
Thread.sleep(1000);
long busy = Thread.getAllStackTraces().entrySet().stream()
    .filter(e -> e.getKey().getName().startsWith("ilf4j"))
    .filter(e -> e.getKey().getState() == Thread.State.RUNNABLE)
    .filter(e -> java.util.Arrays.stream(e.getValue()).anyMatch(f -> f.getClassName().startsWith("org.ilf4j")))
    .count();
busy + " busy threads, " + ProcessHandle.current().descendants().map(p -> p.info().commandLine().orElse("?")).toList()
"""

COUNTING = """
try (var p = Progress.start("counting", 10_000_000_000L, "steps")) {
  while (true) { p.advance(1); Progress.checkInterrupted("counting"); }
}
"""


STOPPED = "The cell was stopped."
GOES_ON = "The cell was stopped; what it finished is kept in the folder that it names: run it again to go on."


def told(cell):
    """A stopped cell's error as a person reads it, and the same in the kernel's reply."""
    shown = cell.of("error")[0]
    assert shown["ename"] == cell.reply["ename"] == "Interrupted", cell.error
    assert shown["evalue"] == cell.reply["evalue"], cell.reply
    return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(shown["traceback"]))


class StoppedWork(KernelTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        prepared = Cell(
            cls.client,
            'var tasks = Practice.load();\nvar model = CodeGen.load("nano");\n'
            "var samples = Sampler.of(model).perTask(2).maxNewTokens(96).seed(1).sample(tasks.first(5));",
        )
        assert prepared.reply["status"] == "ok", prepared.error

    def stopped(self, word, code):
        """Runs a cell until its progress shows the word, presses stop, and looks at what is left."""
        press = self.interrupt_when(word)
        cell = self.run_cell(code, press)
        self.assertTrue(press.pressed, f"never saw {word}: {cell.error}")
        self.assertEqual("error", cell.reply["status"], "the cell ended before it was stopped")
        self.assertEqual(GOES_ON if ".into(" in code else STOPPED, told(cell))
        end = self.end_of_bar(cell)
        self.assertRegex(end, rf"^{word.split(':')[0]}: stopped at [\d,]+ of ")
        after = self.run_cell(LEFT_OVER)
        self.assertEqual("0 busy threads, []", after.data["text/plain"], after.error)
        self.assertEqual("", after.streams)
        return end

    def end_of_bar(self, cell):
        """The last text of a stopped cell's bar, which may come a moment after the cell's end."""
        bars = [message for message in cell.outputs if "display_id" in message["content"].get("transient", {})]
        while not bars or "stopped" not in bars[-1]["content"]["data"]["text/plain"]:
            try:
                late = self.client.get_iopub_msg(timeout=20)
            except queue.Empty:
                self.fail(f"the bar stays at {bars[-1:]}")
            if late["msg_type"] == "update_display_data":
                self.assertEqual(bars[-1]["content"]["transient"], late["content"]["transient"])
                bars.append(late)
        return bars[-1]["content"]["data"]["text/plain"]

    def test_the_bar_says_so_whenever_stop_comes(self):
        for _ in range(8):
            press = self.interrupt_when("update_display_data|counting: [1-9]")
            cell = self.run_cell(COUNTING, press)
            self.assertRegex(self.end_of_bar(cell), r"^counting: stopped at [\d,]+ of 10,000,000,000 steps")
            self.assertEqual(STOPPED, told(cell))

    def test_a_sampler_ends(self):
        self.stopped("sampling", "Sampler.of(model).perTask(30).maxNewTokens(96).sample(tasks)")

    def test_a_judge_ends_with_its_interpreters(self):
        self.stopped(
            "judging",
            "var many = new java.util.ArrayList<Sample>();\n"
            "for (var task : tasks) for (int i = 0; i < 30; i++)\n"
            '  many.add(new Sample(task.id(), i, "x = " + i + "\\n", task.code(), task.code(), "RULE"));\n'
            "Judge.standard().judge(Samples.of(tasks, many))",
        )

    def test_a_trainer_ends(self):
        fit = "FineTuner.on(model).epochs(50)%s.fit(tasks.train().stream().map(Example::gold).toList())"
        self.assertIn("nothing is kept", self.stopped("fine-tuning", fit % ""))
        with tempfile.TemporaryDirectory() as folder:
            end = self.stopped("fine-tuning", fit % f'.into(Path.of("{folder}"))')
            self.assertRegex(end, r"no state is kept yet|kept as it was after [\d,]+")

    def test_what_was_sampled_before_stop_is_kept(self):
        code = 'Sampler.of(model).perTask(30).maxNewTokens(96).seed(3).into(Path.of("%s")).sample(tasks.first(40))'
        with tempfile.TemporaryDirectory() as folder:
            code = code % f"{folder}/samples.jsonl"
            self.stopped("sampling: [1-9]", code)
            kept = int(self.run_cell(f'Files.lines(Path.of("{folder}/samples.jsonl")).count()').data["text/plain"])
            self.assertGreater(kept, 0)
            whole = self.run_cell(code + ".size()")
            self.assertEqual("1200", whole.of("execute_result")[0]["data"]["text/plain"], whole.error)
            self.assertIn(f"{kept} of 1,200 samples", whole.of("display_data")[0]["data"]["text/plain"])

    def test_the_cell_goes_on_when_it_is_run_again_at_once(self):
        code = 'Sampler.of(model).perTask(30).maxNewTokens(96).seed(4).into(Path.of("%s")).sample(tasks.first(40))'
        with tempfile.TemporaryDirectory() as folder:
            code = code % f"{folder}/samples.jsonl"
            for _ in range(3):
                cell = self.run_cell(code, self.interrupt_when("sampling: "))
                self.assertEqual(GOES_ON, told(cell))
            whole = self.run_cell(code + ".size()")
            self.assertEqual("1200", whole.of("execute_result")[0]["data"]["text/plain"], whole.error)


if __name__ == "__main__":
    unittest.main()
