"""A person at JupyterLab with the second tutorial: answers the form with keyboard and mouse, reloads, restarts the
kernel, loses it to kill -9, reads the answers in the next cell, stops a running sampler.

Screenshots land in target/browser. Skipped aloud where there is no chromium.
"""

import json
import pathlib
import re
import tempfile
import time
import unittest

import lab
import nbformat
import psutil
from lab import until

OUT = pathlib.Path(__file__).resolve().parents[3] / "target" / "browser"
TUTORIAL = pathlib.Path(__file__).resolve().parents[4] / "notebooks" / "02-give-feedback.ipynb"
# Cells of the tutorial, counted among its cells of code, and two behind its last.
SET_UP, FAILING, FORM, ANSWERS = range(4)
MORE = [
    'var kept = run.resolve("stopped.jsonl");\n'
    "Sampler.of(model).perTask(20).maxNewTokens(96).into(kept).sample(tasks)",
    'var many = Files.lines(kept).count();\n'
    "Thread.sleep(1000);\n"
    "var busy = Thread.getAllStackTraces().entrySet().stream()\n"
    '    .filter(e -> e.getKey().getName().startsWith("ilf4j") && e.getKey().getState() == Thread.State.RUNNABLE)\n'
    '    .filter(e -> Arrays.stream(e.getValue()).anyMatch(f -> f.getClassName().startsWith("org.ilf4j.")))\n'
    "    .count();\n"
    '"kept " + many + ", a second later " + Files.lines(kept).count() + ", busy threads " + busy',
]


@lab.with_chromium
class Browser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        OUT.mkdir(parents=True, exist_ok=True)
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="ilf4j-browser-"))
        notebook = nbformat.read(TUTORIAL, as_version=4)
        notebook.cells += [nbformat.v4.new_code_cell(cell) for cell in MORE]
        cls.codes = sum(cell.cell_type == "code" for cell in notebook.cells)
        (cls.folder / "notebooks").mkdir()
        nbformat.write(notebook, cls.folder / "notebooks" / TUTORIAL.name)
        cls.lab = lab.Lab(cls.folder, OUT / "server.log")
        cls.browser = lab.chromium(cls.folder / "profile", (1300, 1500))

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        cls.lab.stop()

    def js(self, code, *arguments):
        return self.browser.execute_script(code, *arguments)

    def open_notebook(self):
        self.browser.get(self.lab.address(f"notebooks/{TUTORIAL.name}"))
        until("the notebook's cells", lambda: len(self.cells()) == self.codes)
        until("an idle kernel", self.idle)

    def cells(self):
        return self.browser.find_elements("css selector", ".jp-Notebook .jp-CodeCell")

    def idle(self):
        kernels = self.lab.api("kernels")
        return kernels and kernels[0]["execution_state"] == "idle"

    def run_cell(self, number):
        """Clicks into the cell's code and presses Shift+Enter."""
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        editor = self.cells()[number].find_element("css selector", ".cm-content")
        self.js("arguments[0].scrollIntoView({block: 'center'})", editor)
        editor.click()
        ActionChains(self.browser).key_down(Keys.SHIFT).send_keys(Keys.ENTER).key_up(Keys.SHIFT).perform()

    def run_up_to_the_form(self):
        """Runs the first three cells; as they end, one by one."""
        for number in (SET_UP, FAILING, FORM):
            self.run_cell(number)
        until("the form", lambda: "answered" in self.output(FORM))
        until("an idle kernel", self.idle)

    def output(self, number):
        return self.cells()[number].find_element("css selector", ".jp-OutputArea").text

    def field(self):
        return until("the field", lambda: self.browser.find_elements("css selector", ".widget-textarea textarea"))[0]

    def button(self, name):
        buttons = self.browser.find_elements("css selector", "button.jupyter-button")
        return next(button for button in buttons if button.text == name)

    def page_says(self, words):
        until(words, lambda: words in self.browser.find_element("css selector", ".jp-Notebook").text)

    def kill_the_kernel(self):
        """As a machine short of memory does it; the server starts another, and Lab says so."""
        below = psutil.Process(self.lab.server.pid).children(recursive=True)
        kernel, = (process for process in below if any("JJava" in part for part in process.cmdline()))
        kernel.kill()
        until("Lab's word", lambda: self.browser.find_elements("css selector", ".jp-Dialog .jp-mod-accept"))
        self.shot("killed")
        self.browser.find_element("css selector", ".jp-Dialog .jp-mod-accept").click()
        until("an idle kernel", self.idle)

    def log(self):
        file = self.folder / "runs" / "give-feedback" / "feedback.jsonl"
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

    def narrow(self, name):
        """The form in a window of half the width, the side bar closed."""
        self.browser.set_window_size(640, 1500)
        self.js("return window.jupyterapp.commands.execute('application:toggle-left-area')")
        self.show_form()
        self.shot(name)
        wide = self.js(
            "return Array.from(document.querySelectorAll('.jp-Notebook .widget-textarea textarea, .jp-Notebook select,"
            " .jp-Notebook button.jupyter-button')).map(e => e.getBoundingClientRect().right)")
        self.assertTrue(wide)
        self.assertLessEqual(max(wide), self.js("return window.innerWidth"))
        self.js("return window.jupyterapp.commands.execute('application:toggle-left-area')")
        self.browser.set_window_size(1300, 1500)

    def show_form(self):
        self.js("arguments[0].scrollIntoView({block: 'start'})", self.cells()[FORM])
        time.sleep(0.5)  # Lab scrolls smoothly

    def has_focus(self):
        return self.js("return document.activeElement.matches('.ilf-words textarea')")

    def test_a_person_answers_reloads_restarts_and_stops(self):
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        self.open_notebook()
        self.run_up_to_the_form()
        count = int(self.output(FORM).split(" of ")[1].split()[0])
        self.assertGreaterEqual(count, 3, self.output(FORM))
        for part in ("textarea", "select", "button"):
            for control in self.cells()[FORM].find_elements("css selector", f".jupyter-widgets {part}"):
                self.assertTrue(control.accessible_name, control.get_attribute("outerHTML"))

        # with the mouse: type and click at once, so that the click may overtake the keys
        self.field().send_keys("It returns something else, not what the task asks for.")
        self.button("Save").click()
        self.page_says(f"1 of {count} answered")
        until("the whole answer in the log",
              lambda: ("saved", "It returns something else, not what the task asks for.") in self.last().values())
        until("the focus in the next answer", self.has_focus)
        self.show_form()
        self.shot("form-light")
        self.theme("JupyterLab Dark")
        self.show_form()
        self.shot("form-dark")
        self.narrow("form-narrow")
        self.theme("JupyterLab Light")

        # half an answer, then the page is reloaded
        self.field().send_keys("<b>It</b> needs")
        until("the draft", lambda: ("draft", "<b>It</b> needs") in self.last().values())
        self.page_says("Kept as a draft")
        self.js("return window.jupyterapp.commands.execute('docmanager:save')")
        until("the saved notebook",
              lambda: "widget-view" in (self.folder / "notebooks" / TUTORIAL.name).read_text())
        self.browser.refresh()
        until("the form after the reload", lambda: self.field().get_attribute("value") == "<b>It</b> needs")

        # the kernel is restarted: the form says so by itself; the cell goes on where it was
        self.lab.api(f"kernels/{self.lab.api('kernels')[0]['id']}/restart", "POST")
        self.page_says("The kernel does not answer")
        self.show_form()
        self.shot("form-gone")
        until("an idle kernel", self.idle)
        self.run_up_to_the_form()
        self.page_says(f"1 of {count} answered")
        until("the draft after the restart", lambda: self.field().get_attribute("value") == "<b>It</b> needs")

        # the kernel is killed while the form has a draft that it said was kept
        self.field().click()
        self.field().send_keys(Keys.END, " a")
        self.page_says("Kept as a draft")
        until("the longer draft", lambda: ("draft", "<b>It</b> needs a") in self.last().values())
        self.kill_the_kernel()
        self.run_up_to_the_form()
        until("the draft after the kill", lambda: self.field().get_attribute("value") == "<b>It</b> needs a")

        # with the keyboard alone: finish, reach Save by Tab, press Enter twice, and type on in the next answer
        self.field().click()
        self.field().send_keys(Keys.END, " loop.")
        for _ in range(12):
            if self.js("return document.activeElement.textContent") == "Save":
                break
            ActionChains(self.browser).send_keys(Keys.TAB).perform()
        self.assertEqual("Save", self.js("return document.activeElement.textContent"))
        ActionChains(self.browser).send_keys(Keys.ENTER).perform()
        until("the second answer in the log", lambda: ("saved", "<b>It</b> needs a loop.") in self.last().values())
        self.page_says("Press Save again")  # four words are few: kept, and remarked on
        self.show_form()
        self.shot("form-remarks")
        self.assertEqual("Save", self.js("return document.activeElement.textContent"))
        ActionChains(self.browser).send_keys(Keys.ENTER).perform()
        self.page_says(f"2 of {count} answered")
        until("the focus in the next answer", self.has_focus)
        ActionChains(self.browser).send_keys("By").perform()
        until("the third draft", lambda: ("draft", "By") in self.last().values())
        self.run_cell(ANSWERS)
        until("the next cell's table", lambda: "2 feedbacks" in self.output(ANSWERS))
        self.assertIn("<b>It</b> needs a loop.", self.output(ANSWERS))
        self.shot("answers")

        # a running sampler is stopped by the button; the form says that it has to wait for the cell's end
        sampler, after = self.codes - 2, self.codes - 1
        self.run_cell(sampler)
        until("the first samples", lambda: re.search(r"sampling: [1-9][\d,]* of", self.output(sampler)))
        self.shot("progress")
        self.field().send_keys(" keyboard")
        self.page_says("what you type now is not saved yet")
        self.show_form()
        self.shot("form-busy")
        started = time.monotonic()
        self.browser.find_element(
            "css selector", ".jp-NotebookPanel-toolbar [data-command='notebook:interrupt-kernel']").click()
        until("the end of the cell", lambda: "The cell was stopped" in self.output(sampler))
        until("the bar's last word", lambda: re.search(r"sampling: stopped at [\d,]+ of", self.output(sampler)))
        print(f"stopped after {time.monotonic() - started:.1f} s", flush=True)  # measured, not asserted
        until("what was typed meanwhile", lambda: ("draft", "By keyboard") in self.last().values())
        self.run_cell(after)
        until("a free prompt", lambda: "busy threads" in self.output(after))
        kept, later, busy = map(int, re.findall(r"\d+", re.search("kept .*", self.output(after)).group()))
        self.assertGreater(kept, 0)
        self.assertEqual(kept, later, "the sampler went on")
        self.assertEqual(0, busy)
        self.shot("stopped")


if __name__ == "__main__":
    unittest.main()
