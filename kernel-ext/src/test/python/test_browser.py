"""A person at JupyterLab: answers the form with keyboard and mouse, reloads, restarts the kernel, stops a cell.

Screenshots land in target/browser. Skipped aloud where there is no chromium.
"""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

import nbformat

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
OUT = pathlib.Path(__file__).resolve().parents[3] / "target" / "browser"
LIMIT = 240
TOKEN = "only-for-this-test"

CELLS = [
    """
List<Verdict> bad = new ArrayList<>();
for (Task task : Practice.load().refine().first(2)) {
  var sample = new Sample(task.id(), 0, "def f(x):\\n", "    return x[0]", "    return x[0]", -1.0, "RULE");
  var test = new TestResult(task.tests().get(0), new Outcome.WrongValue(), "1", "2", "1 is not 2", 2, 0.1);
  bad.add(new Verdict(sample, test.outcome(), List.of(test), "", new org.ilf4j.judge.Cost(0, 0, 0), Set.of()));
}
var failing = Verdicts.of(Practice.load().refine().first(2), bad);
""",
    'var form = FeedbackForm.ask(failing, FeedbackLog.at("run"), "ann");',
    "form.feedback()",
    'try (var p = Progress.start("counting", 100000, "steps")) {\n'
    '  for (int i = 0; i < 100000; i++) { Thread.sleep(5); p.advance(1); Progress.checkInterrupted("counting"); }\n'
    "}",
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(what, condition):
    """Waits for something that a person would wait for, too."""
    end = time.monotonic() + LIMIT
    last = None
    while time.monotonic() < end:
        try:
            found = condition()
            if found:
                return found
        except Exception as error:  # a page that is being redrawn loses its elements
            last = error
        time.sleep(0.1)
    raise AssertionError(f"{what} did not happen within {LIMIT} s: {last}")


@unittest.skipUnless(CHROMIUM and DRIVER, "skipped: no chromium here; sudo apt-get install chromium chromium-driver")
class Browser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        OUT.mkdir(parents=True, exist_ok=True)
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="ilf4j-browser-"))
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell.strip()) for cell in CELLS])
        notebook.metadata.kernelspec = {"name": "ilf4j", "display_name": "Java (ilf4j)", "language": "java"}
        nbformat.write(notebook, cls.folder / "form.ipynb")
        cls.port = free_port()
        environment = dict(os.environ, JUPYTER_CONFIG_DIR=str(cls.folder / "config"), HOME=str(cls.folder))
        cls.server_log = open(OUT / "server.log", "w")
        cls.server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser",
             f"--port={cls.port}", "--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={TOKEN}",
             f"--ServerApp.root_dir={cls.folder}"],
            env=environment, stdout=cls.server_log, stderr=cls.server_log)
        until("the server's start", lambda: cls.api("status"))
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for flag in ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run",
                     "disable-background-networking", "disable-component-update", "disable-sync",
                     "disable-dev-shm-usage", "window-size=1300,1500", f"user-data-dir={cls.folder / 'profile'}"):
            options.add_argument("--" + flag)
        cls.browser = webdriver.Chrome(options=options, service=Service(DRIVER))
        cls.browser.set_page_load_timeout(LIMIT)

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        cls.server.terminate()
        cls.server.wait(30)
        cls.server_log.close()
        shutil.rmtree(cls.folder, ignore_errors=True)

    @classmethod
    def api(cls, path, method="GET"):
        request = urllib.request.Request(
            f"http://127.0.0.1:{cls.port}/api/{path}", method=method, headers={"Authorization": f"token {TOKEN}"})
        with urllib.request.urlopen(request, timeout=LIMIT) as answer:
            return json.loads(answer.read() or b"{}")

    def js(self, code, *arguments):
        return self.browser.execute_script(code, *arguments)

    def open_notebook(self):
        self.browser.get(f"http://127.0.0.1:{self.port}/lab/tree/form.ipynb?token={TOKEN}&reset")
        until("the notebook's cells", lambda: len(self.cells()) == len(CELLS))
        until("an idle kernel", self.idle)

    def cells(self):
        return self.browser.find_elements("css selector", ".jp-Notebook .jp-CodeCell")

    def idle(self):
        kernels = self.api("kernels")
        return kernels and kernels[0]["execution_state"] == "idle"

    def run_cell(self, number):
        """Clicks into the cell's code and presses Shift+Enter."""
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        editor = self.cells()[number].find_element("css selector", ".cm-content")
        self.js("arguments[0].scrollIntoView({block: 'center'})", editor)
        editor.click()
        ActionChains(self.browser).key_down(Keys.SHIFT).send_keys(Keys.ENTER).key_up(Keys.SHIFT).perform()

    def output(self, number):
        return self.cells()[number].find_element("css selector", ".jp-OutputArea").text

    def field(self):
        return until("the field", lambda: self.browser.find_elements("css selector", ".widget-textarea textarea"))[0]

    def button(self, name):
        buttons = self.browser.find_elements("css selector", "button.jupyter-button")
        return next(button for button in buttons if button.text == name)

    def page_says(self, words):
        until(words, lambda: words in self.browser.find_element("css selector", ".jp-Notebook").text)

    def log(self):
        file = self.folder / "run" / "feedback.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def last(self):
        """What counts: the last line per task."""
        return {line["feedback"]["task_id"]: (line["state"], line["feedback"]["feedback"]) for line in self.log()}

    def shot(self, name):
        self.browser.save_screenshot(str(OUT / f"{name}.png"))

    def theme(self, name):
        self.js("return window.jupyterapp.commands.execute('apputils:change-theme', {theme: arguments[0]})", name)
        light = "true" if "Light" in name else "false"
        until(name, lambda: self.js("return document.body.dataset.jpThemeLight") == light)
        until("the page without its splash", lambda: not self.browser.find_elements("id", "jupyterlab-splash"))
        time.sleep(1)  # the splash fades on the screenshot

    def test_a_person_answers_reloads_restarts_and_stops(self):
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        self.open_notebook()
        self.run_cell(0)
        self.run_cell(1)
        self.page_says("0 of 2 answered")
        # with the mouse: type and click at once, so that the click may overtake the keys
        self.field().send_keys("It returns the first item, not what the task asks for.")
        self.button("Save").click()
        self.page_says("1 of 2 answered")
        until("the whole answer in the log", lambda: ("saved", "It returns the first item, not what the task asks for.")
              in self.last().values())
        self.shot("form-light")
        self.theme("JupyterLab Dark")
        self.shot("form-dark")
        self.theme("JupyterLab Light")

        # half an answer, then the page is reloaded
        self.field().send_keys("<b>It</b> needs")
        until("the draft", lambda: ("draft", "<b>It</b> needs") in self.last().values())
        self.js("return window.jupyterapp.commands.execute('docmanager:save')")
        until("the saved notebook", lambda: "widget-view" in (self.folder / "form.ipynb").read_text())
        self.browser.refresh()
        until("the form after the reload", lambda: self.field().get_attribute("value") == "<b>It</b> needs")

        # the kernel is restarted; the cell goes on where it was
        self.api(f"kernels/{self.api('kernels')[0]['id']}/restart", "POST")
        until("an idle kernel", self.idle)
        self.run_cell(0)
        self.run_cell(1)
        self.page_says("1 of 2 answered")
        until("the draft after the restart", lambda: self.field().get_attribute("value") == "<b>It</b> needs")

        # with the keyboard alone: finish, reach Save by Tab, press Enter
        self.field().click()
        self.field().send_keys(Keys.END, " a loop.")
        for _ in range(12):
            if self.js("return document.activeElement.textContent") == "Save":
                break
            ActionChains(self.browser).send_keys(Keys.TAB).perform()
        self.assertEqual("Save", self.js("return document.activeElement.textContent"))
        ActionChains(self.browser).send_keys(Keys.ENTER).perform()
        self.page_says("All done: 2 answered")
        self.assertEqual({"saved"}, {state for state, _ in self.last().values()})
        self.assertIn("<b>It</b> needs a loop.", {words for _, words in self.last().values()})
        self.run_cell(2)
        until("the next cell's table", lambda: "2 feedbacks" in self.output(2))
        self.assertIn("<b>It</b> needs a loop.", self.output(2))

        # a long cell is stopped
        self.run_cell(3)
        until("the bar", lambda: "counting" in self.output(3))
        self.shot("progress")
        self.js("return window.jupyterapp.commands.execute('notebook:interrupt-kernel')")
        until("the end of the cell", lambda: "interrupted" in self.output(3))
        until("an idle kernel", self.idle)
        self.shot("stopped")


if __name__ == "__main__":
    unittest.main()
