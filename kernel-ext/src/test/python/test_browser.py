"""A person at JupyterLab: answers the form with keyboard and mouse, reloads, restarts the kernel, stops a cell.

Screenshots land in target/browser. Skipped aloud where there is no chromium.
"""

import json
import os
import pathlib
import re
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

TUTORIAL = pathlib.Path(__file__).resolve().parents[4] / "notebooks" / "02-give-feedback.ipynb"
LONG = "var many = Sampler.of(model).perTask(500).maxNewTokens(200).seed(1).sample(tasks.refine());"


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
        cls.file = cls.folder / "notebooks" / TUTORIAL.name
        cls.file.parent.mkdir()
        notebook = nbformat.read(TUTORIAL, as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell(LONG))
        nbformat.write(notebook, cls.file)
        cls.sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        settings = cls.folder / "config" / "lab" / "user-settings" / "@jupyterlab" / "notebook-extension"
        settings.mkdir(parents=True)  # every cell stays in the page, so that it can be found
        (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
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
        self.browser.get(f"http://127.0.0.1:{self.port}/lab/tree/notebooks/{TUTORIAL.name}?token={TOKEN}&reset")
        until("the notebook's cells", lambda: len(self.cells()) == len(self.sources))
        until("an idle kernel", self.idle)

    def cells(self):
        return self.browser.find_elements("css selector", ".jp-Notebook .jp-CodeCell")

    def idle(self):
        kernels = self.api("kernels")
        return kernels and kernels[0]["execution_state"] == "idle"

    def number(self, words):
        """The place of the code cell with these words."""
        return next(place for place, source in enumerate(self.sources) if words in source)

    def run_cell(self, words):
        """Clicks into the cell's code and presses Shift+Enter."""
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        editor = self.cells()[self.number(words)].find_element("css selector", ".cm-content")
        self.js("arguments[0].scrollIntoView({block: 'center'})", editor)
        editor.click()
        ActionChains(self.browser).key_down(Keys.SHIFT).send_keys(Keys.ENTER).key_up(Keys.SHIFT).perform()

    def output(self, words):
        return self.cells()[self.number(words)].find_element("css selector", ".jp-OutputArea").text

    def open_form(self):
        """Runs the cells up to the form."""
        for words in ("Practice.load()", "var failing", "FeedbackForm.ask"):
            self.run_cell(words)
        until("the form's line", lambda: re.search(r"\d+ of \d+ answered", self.output("FeedbackForm.ask")))
        return int(re.search(r"of (\d+) answered", self.output("FeedbackForm.ask")).group(1))

    def field(self):
        return until("the field", lambda: self.browser.find_elements("css selector", ".widget-textarea textarea"))[0]

    def button(self, name):
        buttons = self.browser.find_elements("css selector", "button.jupyter-button")
        return next(button for button in buttons if button.text == name)

    def page_says(self, words):
        until(words, lambda: words in self.browser.find_element("css selector", ".jp-Notebook").text)

    def log(self):
        file = self.folder / "runs" / "give-feedback" / "feedback.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def last(self):
        """What counts: the last line per task."""
        return {line["feedback"]["task_id"]: (line["state"], line["feedback"]["feedback"]) for line in self.log()}

    def show_form(self):
        cell = self.cells()[self.number("FeedbackForm.ask")]
        self.js("arguments[0].scrollIntoView({block: 'start'})", cell)
        time.sleep(0.5)  # the page scrolls on the screenshot

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
        programs = self.open_form()
        self.page_says(f"0 of {programs} answered")
        # with the mouse: type and click at once, so that the click may overtake the keys
        self.field().send_keys("It returns the first item, not what the task asks for.")
        self.button("Save").click()
        self.page_says(f"1 of {programs} answered")
        until("the whole answer in the log", lambda: ("saved", "It returns the first item, not what the task asks for.")
              in self.last().values())
        self.show_form()
        self.shot("form-light")
        self.theme("JupyterLab Dark")
        self.show_form()
        self.shot("form-dark")
        self.theme("JupyterLab Light")

        # half an answer, then the page is reloaded
        self.field().send_keys("<b>It</b> needs")
        until("the draft", lambda: ("draft", "<b>It</b> needs") in self.last().values())
        self.js("return window.jupyterapp.commands.execute('docmanager:save')")
        until("the saved notebook", lambda: "widget-view" in self.file.read_text())
        self.browser.refresh()
        until("the form after the reload", lambda: self.field().get_attribute("value") == "<b>It</b> needs")

        # the kernel is restarted; the cell goes on where it was
        self.api(f"kernels/{self.api('kernels')[0]['id']}/restart", "POST")
        until("an idle kernel", self.idle)
        self.assertEqual(programs, self.open_form())
        self.page_says(f"1 of {programs} answered")
        until("the draft after the restart", lambda: self.field().get_attribute("value") == "<b>It</b> needs")

        # with the keyboard alone: finish, reach Save by Tab, press Enter
        self.field().click()
        self.field().send_keys(Keys.END, " a loop in it.")
        for _ in range(12):
            if self.js("return document.activeElement.textContent") == "Save":
                break
            ActionChains(self.browser).send_keys(Keys.TAB).perform()
        self.assertEqual("Save", self.js("return document.activeElement.textContent"))
        ActionChains(self.browser).send_keys(Keys.ENTER).perform()
        self.page_says(f"2 of {programs} answered")
        self.assertEqual({"saved"}, {state for state, _ in self.last().values()})
        self.assertIn("<b>It</b> needs a loop in it.", {words for _, words in self.last().values()})
        self.run_cell("form.feedback()")
        until("the next cell's table", lambda: "2 feedbacks" in self.output("form.feedback()"))
        self.assertIn("<b>It</b> needs a loop in it.", self.output("form.feedback()"))

        # a sampler with hours to go is stopped by the toolbar's button, and the kernel goes on
        self.run_cell(LONG)
        until("the bar", lambda: "sampling" in self.output(LONG))
        self.shot("progress")
        self.browser.find_element("css selector", ".jp-Toolbar-item[data-jp-item-name='interrupt']").click()
        until("the end of the cell", lambda: "interrupted" in self.output(LONG) or "stopped" in self.output(LONG))
        until("an idle kernel", self.idle)
        self.shot("stopped")
        self.run_cell("simulated(7)")
        until("a cell after it", lambda: "simulated" in self.output("simulated(7)"))


if __name__ == "__main__":
    unittest.main()
