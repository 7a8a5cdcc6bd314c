"""A run in runs/first whose kernel is killed twice, in the middle of sampling and of judging: a new kernel shows what
is there and goes on, and ends with what an unbroken run ends with. Run by KernelIT."""

import json
import pathlib
import re
import tempfile
import unittest

from test_form import LIMIT, Page

TASKS = 'var few = Practice.load().where("few", task -> task.id() % 12 == 0);'


def round_in(folder):
    """The source of a run; it ends with the run's result."""
    return f"""
Ilf.round(CodeGen.load("nano")).tasks(few).feedback(FeedbackSource.simulated(7))
    .options(RoundOptions.NANO.withPerTask(6, 3, 6).withBaselines(false).withCurve().withSeed(7))
    .into(Path.of("{folder}")).run().toString()"""


def lines(folder):
    """Each file's whole lines; a kill may leave half of a last one."""
    return {file.name: file.read_bytes().split(b"\n")[:-1] for file in folder.glob("*.jsonl")}


class KilledRun(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.run_folder = self.folder / "runs/first"

    def page(self):
        page = Page(self.folder)
        self.addCleanup(page.close)
        return page

    def killed_at(self, pattern):
        """Goes on with the run in a new kernel and kills that once this is on screen."""
        page = self.page()
        page.client.execute(TASKS + round_in("runs/first"))
        seen = page.hear(LIMIT, lambda message: re.search(pattern, json.dumps(message["content"].get("data", ""))))
        self.assertTrue(seen, f"never saw {pattern}: {[m['content'] for m in page.messages[-2:]]}")
        page.kill()
        return lines(self.run_folder)

    def assert_kept(self, before):
        after = lines(self.run_folder)
        for name, there in before.items():
            self.assertEqual(there, after[name][: len(there)], f"{name} lost what was done")

    def test_a_new_kernel_shows_what_is_there_and_goes_on(self):
        sampled = self.killed_at("sampling: [1-9]")
        records = {name: kept for name, kept in sampled.items() if kept}
        self.assertTrue(records, sampled)

        looking = self.page()
        told = looking.run('Ilf.open("runs/first")')
        self.assertIn("runs/first", told)
        for name, kept in records.items():
            self.assertRegex(told, rf"{re.escape(name)}\D+{len(kept)}\b")
        looking.close()

        judged = self.killed_at("judging: [1-9]")
        self.assert_kept(sampled)
        self.assertGreater(sum(map(len, judged.values())), sum(map(len, sampled.values())))

        last = self.page()
        last.run(TASKS)
        ended = last.run(round_in("runs/first"))
        self.assert_kept(judged)
        unbroken = last.run(round_in("runs/whole"))
        self.assertEqual(unbroken.replace("runs/whole", "runs/first"), ended)
        self.assert_same_records()

    def assert_same_records(self):
        """Sampled, said and refined the same, each once; what a clock says is left out."""
        first, whole = lines(self.run_folder), lines(self.folder / "runs/whole")
        self.assertEqual(whole.keys(), first.keys())
        for name in first:
            with self.subTest(name):
                self.assertEqual(sorted(map(timeless, whole[name])), sorted(map(timeless, first[name])))


TIMES = ("at", "cost", "seconds", "cpuSeconds", "wallSeconds", "peakBytes")


def timeless(line):
    """A record without what a clock or the machine's memory says."""

    def without(value):
        if isinstance(value, dict):
            return {key: without(inner) for key, inner in value.items() if key not in TIMES}
        return [without(inner) for inner in value] if isinstance(value, list) else value

    return json.dumps(without(json.loads(line)), sort_keys=True)


if __name__ == "__main__":
    unittest.main()
