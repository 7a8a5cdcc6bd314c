"""The feedback form in a real kernel, spoken to as JupyterLab's page does, and killed as a machine may do it.

Run by KernelIT; by hand: python -m unittest -v test_form
"""

import html
import json
import os
import pathlib
import queue
import random
import re
import shutil
import signal
import tempfile
import time
import unittest

import psutil
from jupyter_client.manager import start_new_kernel

LIMIT = 240
TASKS = 24

SETUP = f"""
List<Verdict> bad = new ArrayList<>();
for (Task task : Practice.load().refine().first({TASKS})) {{
  var sample = new Sample(task.id(), 0, "def f(x):\\n", "    return x[0]", "    return x[0]", "RULE");
  var test = new TestResult(task.tests().get(0), new Outcome.WrongValue(), "1", "2", "1 is not 2", 2, 0.1);
  bad.add(new Verdict(sample, test.outcome(), List.of(test), "", new org.ilf4j.judge.Cost(0, 0, 0), Set.of()));
}}
var failing = Verdicts.of(Practice.load().refine().first({TASKS}), bad);
"""
ASK = 'var form = FeedbackForm.ask(failing, FeedbackLog.at("run"), "ann");'
CORRECTED = "def f(x):\n    return x[1]"


class Page:
    """What a page holds of a kernel: every control's state; it types and clicks."""

    def __init__(self, folder):
        self.log = tempfile.TemporaryFile()
        self.manager, self.client = start_new_kernel(
            kernel_name="ilf4j", startup_timeout=LIMIT, cwd=str(folder), stdout=self.log, stderr=self.log
        )
        self.pid = self.manager.provisioner.pid
        self.models, self.said, self.messages = {}, [], []

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.log.close()

    def kill(self):
        """Takes kernel and hearing away at once; returns the processes that the kernel had started."""
        try:
            started = psutil.Process(self.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            started = []
        os.kill(self.pid, signal.SIGKILL)
        self.hear(0.2)  # what was on its way was said, too
        return started

    def hear(self, seconds, until=lambda message: False):
        """Takes in what the kernel says for some time, or until a message; whether that message came."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                message = self.client.get_iopub_msg(timeout=left)
            except queue.Empty:
                return False
            self.take(message)
            if until(message):
                return True
        return False

    def take(self, message):
        kind, content = message["msg_type"], message["content"]
        self.messages.append(message)
        if kind == "comm_open":
            self.models[content["comm_id"]] = dict(content["data"]["state"])
        elif kind == "comm_close":
            self.models.pop(content["comm_id"], None)
        elif kind == "comm_msg" and content["comm_id"] in self.models:
            state = content["data"].get("state", {})
            self.models[content["comm_id"]].update(state)
            self.said.append(html.unescape(str(state.get("value", ""))))

    def run(self, code, allow_stdin=False):
        """Runs a cell; its result's plain text."""
        self.messages = []
        cell = self.client.execute(code, allow_stdin=allow_stdin)
        done = self.hear(LIMIT, lambda message: message["parent_header"].get("msg_id") == cell
                         and message["content"].get("execution_state") == "idle")
        if not done:
            raise AssertionError(f"no end of the cell within {LIMIT} s: {code}")
        own = [m for m in self.messages if m["parent_header"].get("msg_id") == cell]
        for message in own:
            if message["msg_type"] == "error":
                raise AssertionError("\n".join(message["content"]["traceback"]))
        return "".join(m["content"]["data"]["text/plain"] for m in own if m["msg_type"] == "execute_result")

    def find(self, kind, description):
        """The newest control of a kind with this description."""
        return [key for key, state in self.models.items()
                if state["_model_name"] == kind + "Model" and state.get("description") == description][-1]

    def send(self, control, data):
        content = {"comm_id": control, "data": data}
        self.client.shell_channel.send(self.client.session.msg("comm_msg", content))

    def type(self, field, text):
        self.send(field, {"method": "update", "state": {"value": text}, "buffer_paths": []})

    def click(self, button):
        self.send(self.find("Button", button), {"method": "custom", "content": {"event": "click"}})

    def field(self):
        return self.find("Textarea", "Feedback")

    def task(self):
        """The task that the form shows, from the head above its field."""
        head = self.models[self.column(self.field())["children"][0].removeprefix("IPY_MODEL_")]["value"]
        return int(re.search(r"Task (\d+)<", head).group(1))

    def column(self, field):
        """The box around a field; none before the kernel has told of it."""
        boxes = [s for s in self.models.values() if "IPY_MODEL_" + field in s.get("children", [])]
        return boxes[0] if boxes else None


class TwentyKills(unittest.TestCase):
    """Words are numbered, so that what was acknowledged can be counted; one log for all twenty kernels."""

    SEED = 20
    KILLS = 20
    POINTS = ("typing", "saving", "judging")

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ilf4j-form-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.random = random.Random(self.SEED)
        self.typed = {}  # task -> the longest text that was sent
        self.acknowledged = {}  # task -> (words, saved)

    def test_what_was_acknowledged_is_there_once(self):
        points = list(self.POINTS) * (self.KILLS // len(self.POINTS) + 1)
        for kill in range(self.KILLS):
            page = Page(self.folder)
            try:
                page.run(SETUP)
                page.run(ASK)
                self.resumes(page)
                started = self.write_and_kill(page, points[kill])
                self.note(page)
                self.assertEqual([], psutil.wait_procs(started, timeout=30)[1], "programs outlive the kernel")
            finally:
                page.close()
            self.check(f"kill {kill + 1}, {points[kill]}")
        self.assertGreaterEqual(sum(saved for _, saved in self.acknowledged.values()), 5, self.acknowledged)
        self.finally_each_answer_is_read_once()

    def write_and_kill(self, page, point):
        """Some answers in peace, then one in which the kernel is killed at this point."""
        if point != "typing" or self.random.random() < 0.5:
            self.write(page, 6, 0.02)
            page.click("Save")
            field = page.field()
            shown = page.hear(LIMIT, lambda message: page.field() != field and page.column(page.field()))
            self.assertTrue(shown, "the next program was not shown")
        self.write(page, 5, 0.02)
        delay = self.random.uniform(0, 1.5 if point == "typing" else 0.4)
        if point == "typing":
            end = time.monotonic() + delay
            while time.monotonic() < end:
                self.write(page, 1, 0.03)
        else:
            page.click("Save" if point == "saving" else "Judge my correction")
            page.hear(delay)
        return page.kill()

    def write(self, page, words, pause):
        """Types on, word by word; with the first word the program is corrected."""
        field, task = page.field(), page.task()
        text = self.typed.get(task) or "It should"
        page.type(page.find("Textarea", "Corrected"), CORRECTED)
        for _ in range(words):
            text += f" w{len(text.split()) + 1}"
            self.typed[task] = text
            page.models[field]["value"] = text
            page.type(field, text)
            page.hear(pause)

    def note(self, page):
        for said in page.said:
            for kept, task, words in re.findall(r"(Kept as a draft|Saved) on task (\d+): (\d+) word", said):
                before, saved = self.acknowledged.get(int(task), (0, False))
                self.acknowledged[int(task)] = (max(before, int(words)), saved or kept == "Saved")

    def lines(self):
        file = self.folder / "run" / "feedback.jsonl"
        text = file.read_text() if file.exists() else ""
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def check(self, when):
        last = {}
        for line in self.lines():
            task = line["feedback"]["task_id"]
            same = (line["state"], line["feedback"])
            self.assertNotEqual(last.get(task), same, f"{when}: written twice")
            last[task] = same
        for task, (words, saved) in self.acknowledged.items():
            state, feedback = last[task]
            self.assertGreaterEqual(len(feedback["feedback"].split()), words, f"{when}: words of task {task} lost")
            self.assertTrue(self.typed[task].startswith(feedback["feedback"]), f"{when}: other words in task {task}")
            self.assertEqual(CORRECTED, feedback["refinement"], f"{when}: the correction of task {task} is lost")
            if saved:
                self.assertEqual("saved", state, f"{when}: task {task} was saved")

    def resumes(self, page):
        """The new form shows the words that the log has, at the first open program."""
        last = {line["feedback"]["task_id"]: line for line in self.lines()}
        task = page.task()
        self.assertNotEqual("saved", last.get(task, {}).get("state"))
        shown = page.models[page.field()]["value"]
        self.assertEqual(last[task]["feedback"]["feedback"] if task in last else "", shown)
        self.typed[task] = shown  # what was never acknowledged the person types again

    def finally_each_answer_is_read_once(self):
        page = Page(self.folder)
        try:
            page.run(SETUP)
            page.run(ASK)
            read = page.run('form.feedback().list().stream().map(f -> f.taskId() + ":" + f.words()).toList().toString()')
        finally:
            page.close()
        last = {line["feedback"]["task_id"]: line for line in self.lines()}
        saved = [f"{task}:{len(line['feedback']['feedback'].split())}"
                 for task, line in last.items() if line["state"] == "saved"]
        self.assertEqual(sorted(saved), sorted(read.strip('"[]').split(", ")))


class Handlers(unittest.TestCase):
    """The pitfalls of controls that only a real kernel has."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.page = Page(cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.page.close()
        cls.folder.cleanup()

    def button(self, name, action):
        self.page.run(f'Notebooks.current().get().widgets().button("{name}", "", "").onClick(() -> {{ {action} }});')
        self.page.click(name)

    def test_pitfall_5_an_error_in_a_handler_leaves_the_kernel_alive(self):
        self.page.run("import org.ilf4j.jupyter.Notebooks;")
        self.button("fails", 'throw new AssertionError("on purpose");')
        self.assertEqual("2", self.page.run("1 + 1"))

    def test_pitfall_6_printing_in_a_handler_gets_into_no_cell(self):
        self.page.run("import org.ilf4j.jupyter.Notebooks;")
        self.button("prints", 'System.out.println("from a handler");')
        self.page.run("Thread.sleep(300);")
        self.assertNotIn("from a handler", "".join(str(m["content"].get("text")) for m in self.page.messages))

    def test_pitfall_7_cells_queued_behind_a_form_do_not_wait_for_it(self):
        self.page.run(SETUP)
        self.page.client.execute(ASK)
        after = self.page.client.execute("form.toString()")
        self.page.messages = []
        self.assertTrue(self.page.hear(LIMIT, lambda m: m["parent_header"].get("msg_id") == after
                                       and m["msg_type"] == "execute_result"))
        self.assertIn(f"0 of {TASKS} answered by ann", self.page.messages[-1]["content"]["data"]["text/plain"])

    def test_pitfall_8_a_page_without_controls_shows_how_to_answer(self):
        self.page.run(SETUP)
        self.page.run('FeedbackForm.ask(failing, FeedbackLog.at("bare"), "ann");')
        bundle = next(m["content"]["data"] for m in self.page.messages if m["msg_type"] == "display_data")
        self.assertIn("application/vnd.jupyter.widget-view+json", bundle)
        for format in ("text/html", "text/plain"):
            self.assertIn("pip install ipywidgets", bundle[format])
            self.assertIn("%%feedback", bundle[format])

    def test_where_nobody_is_there_to_ask_a_sentence_says_so(self):
        self.page.run(SETUP)
        with self.assertRaisesRegex(AssertionError, "Nobody is here to answer for task 111; use FeedbackSource.replay"):
            self.page.run('FeedbackSource.person("ann", FeedbackLog.at("none")).on(failing)', allow_stdin=False)
        with self.assertRaisesRegex(AssertionError, "Nobody is asked in a replay"):
            self.page.run('FeedbackSource.replay(FeedbackLog.at("none")).on(failing)')

    def test_a_person_at_the_keyboard_answers_line_by_line(self):
        self.page.run(SETUP)
        code = 'FeedbackSource.person("kay", FeedbackLog.at("typed")).on(Verdicts.of(failing.tasks(), failing.list().subList(0, 2)))'
        lines = iter(["It returns the first item,", "not the digits.", "", ""])
        shown = []
        self.page.client.execute_interactive(
            code, allow_stdin=True, timeout=LIMIT, output_hook=shown.append,
            stdin_hook=lambda message: self.page.client.input(next(lines)))
        read = "".join(m["content"]["data"]["text/plain"] for m in shown if m["msg_type"] == "execute_result")
        self.assertIn("1 feedback,", read)
        self.assertIn("It returns the first item, not the digits.", read)


if __name__ == "__main__":
    unittest.main()
