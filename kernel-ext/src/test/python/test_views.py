"""Every view in a browser, in pages as nbconvert makes them (light, dark) and without any theme: axe's rules hold,
contrast included, and the keyboard sorts and pages a table; and in JupyterLab, trusted and not. KernelIT writes
target/views/views.ipynb before.

Screenshots land in target/views. Skipped aloud where there is no chromium.
"""

import pathlib
import re
import shutil
import tempfile
import unittest

import lab
import nbformat
from lab import until
from nbconvert import HTMLExporter

OUT = pathlib.Path(__file__).resolve().parents[3] / "target" / "views"
WIDTH = 1000
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
         "rules": {"region": {"enabled": False}, "page-has-heading-one": {"enabled": False}}}


def html_of(cell):
    return "".join(output["data"].get("text/html", "") for output in cell.outputs)


def pages(notebook):
    """The page of each front end by name; nothing in it is fetched from elsewhere."""
    for theme in ("light", "dark"):
        page, _ = HTMLExporter(theme=theme).from_notebook_node(notebook)
        yield theme, re.sub(r'<script[^>]*src="http[^>]*></script>', "", page)
    cells = "".join(f"<h2>{cell.source}</h2>{html_of(cell)}" for cell in notebook.cells)
    yield "bare", f'<!doctype html><html lang="en"><meta charset="utf-8"><title>views</title><body>{cells}'


@lab.with_chromium
class ViewsInABrowser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.profile = tempfile.mkdtemp(prefix="ilf4j-views-")
        cls.browser = lab.chromium(cls.profile, (WIDTH, 1200))
        cls.notebook = nbformat.read(OUT / "views.ipynb", as_version=4)
        for name, page in pages(cls.notebook):
            (OUT / f"{name}.html").write_text(page, encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        shutil.rmtree(cls.profile, ignore_errors=True)

    def open(self, name):
        self.browser.set_window_size(WIDTH, 1200)
        self.browser.get((OUT / f"{name}.html").as_uri())
        self.js("document.querySelectorAll('.ilf details').forEach(d => d.open = true)")
        self.js("document.querySelectorAll('.ilf .scroll').forEach(s => s.style.maxHeight = 'none')")  # nothing out of sight

    def js(self, code, *arguments):
        return self.browser.execute_script(code, *arguments)

    def shots(self, name):
        """A picture per screen, of a size that can be looked at."""
        height = self.js("return window.innerHeight")
        for number, top in enumerate(range(0, self.js("return document.documentElement.scrollHeight"), height), 1):
            self.js("window.scrollTo(0, arguments[0])", top)
            self.browser.save_screenshot(str(OUT / f"{name}-{number}.png"))

    def check(self, name):
        self.open(name)
        self.shots(name)
        self.js((OUT / "axe.min.js").read_text(encoding="utf-8"))
        self.browser.set_script_timeout(120)
        found = self.browser.execute_async_script(
            "var done = arguments[arguments.length - 1];"
            "axe.run({include: ['.ilf']}, arguments[0]).then(done, e => done({error: String(e)}))", RULES)
        self.assertNotIn("error", found)
        contrast = [rule for rule in found["passes"] if rule["id"] == "color-contrast"]
        self.assertGreater(len(contrast[0]["nodes"]) if contrast else 0, 100, "contrasts were measured")
        wrong = [f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
                 for rule in found["violations"] for node in rule["nodes"]]
        wrong += [f"contrast not measured: {node['html'][:160]}" for rule in found["incomplete"] for node in rule["nodes"]
                  if rule["id"] == "color-contrast" and "only non-text" not in node.get("failureSummary", "")
                  and 'fill="currentColor"' not in node["html"]]  # a drawing's words: the text's colour, measured there
        self.assertEqual([], wrong[:20], f"{len(wrong)} in {name}")

    def test_light(self):
        self.check("light")

    def test_dark(self):
        self.check("dark")
        self.assertEqual("false", self.js("return document.body.dataset.jpThemeLight"))

    def test_without_a_theme(self):
        self.check("bare")

    def test_the_keyboard_sorts_and_pages(self):
        from selenium.webdriver.common.keys import Keys

        self.open("light")
        table = self.browser.find_element("css selector", ".ilf table[aria-label='long']")
        grid = table.find_element("xpath", "..")

        def rows():
            return [row.text for row in table.find_elements("css selector", "tbody tr") if row.is_displayed()]

        self.assertEqual(20, len(rows()))
        grid.find_element("css selector", "[data-go='1']").send_keys(Keys.ENTER)
        self.assertEqual(["row 20 400", "row 21 441", "row 22 484"], rows())
        self.assertEqual("rows 21 to 23 of 23", grid.find_element("css selector", "[role=status]").text)
        sort = table.find_element("css selector", "[aria-label='sort by square']")
        sort.send_keys(Keys.SPACE)
        sort.send_keys(Keys.ENTER)
        self.assertEqual("row 22 484", rows()[0])
        self.assertEqual("descending", sort.find_element("xpath", "..").get_attribute("aria-sort"))

    def test_colour_is_never_alone(self):
        """Marks, outcomes and changes have a sign or words besides."""
        self.open("light")
        self.assertTrue(all(text[0] in "✓✗!" for text in
                            self.js("return [...document.querySelectorAll('.badge')].map(b => b.textContent)")))
        self.assertTrue(all(self.js("return [...document.querySelectorAll('.hit')].map(h => !!h.querySelector('.why'))")))
        self.assertTrue(all(text[:2] in ("+ ", "- ") for text in
                            self.js("return [...document.querySelectorAll('.add,.cut')].map(d => d.textContent)")))
        self.assertTrue(all(width != "0px" for width in self.js(
            "return [...document.querySelectorAll('.p1,.p2,.p3,.p4,.learn')]"
            ".map(t => getComputedStyle(t).borderBottomWidth)")))


@lab.with_chromium
class ViewsInJupyterLab(unittest.TestCase):
    """A saved notebook, opened by the one who ran it and by one who does not trust it yet."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="ilf4j-views-"))
        notebook = nbformat.read(OUT / "views.ipynb", as_version=4)
        notebook.metadata.kernelspec = {"name": "ilf4j", "display_name": "Java (ilf4j)", "language": "java"}
        nbformat.write(notebook, cls.folder / "theirs.ipynb")
        notebook.cells[0].source = "mine"  # else the same signature would serve both
        nbformat.write(notebook, cls.folder / "mine.ipynb")
        cls.lab = lab.Lab(cls.folder, OUT / "server.log")
        cls.lab.trust(cls.folder / "mine.ipynb")
        cls.browser = lab.chromium(cls.folder / "profile", (WIDTH, 1200))

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        cls.lab.stop()

    def open(self, name):
        self.browser.get(self.lab.address(f"{name}.ipynb"))
        until("the long table", lambda: self.long_table())

    def long_table(self):
        """The visible text of the long table's output."""
        for area in self.browser.find_elements("css selector", ".jp-RenderedHTMLCommon"):
            if "square" in area.text and "row 0" in area.text:
                return area
        return None

    def test_theirs_shows_one_page_and_says_how_to_see_more(self):
        self.open("theirs")
        area = self.long_table()
        self.assertNotIn("row 20", area.text)
        self.assertIn("Rows 1 to 20 of 23. Trust this notebook", area.text)
        self.assertEqual([], [b for b in area.find_elements("css selector", "button") if b.is_displayed()])
        self.browser.save_screenshot(str(OUT / "jupyterlab-untrusted.png"))

    def test_mine_pages_and_follows_the_theme(self):
        self.open("mine")
        area = self.long_table()
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", area)
        area.find_element("css selector", "[data-go='1']").click()
        self.assertIn("row 22", area.text)
        self.assertNotIn("row 19", area.text)
        self.browser.save_screenshot(str(OUT / "jupyterlab-light.png"))
        self.browser.execute_script(
            "return window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
        until("the dark theme", lambda: self.browser.execute_script(
            "return getComputedStyle(document.querySelector('.ilf')).colorScheme") == "dark")
        self.browser.save_screenshot(str(OUT / "jupyterlab-dark.png"))


if __name__ == "__main__":
    unittest.main()
