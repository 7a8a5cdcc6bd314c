"""Every view in a browser, in pages as nbconvert makes them (light, dark) and without any theme: axe's rules hold,
contrast included, and the keyboard sorts and pages a table. KernelIT writes target/views/views.ipynb before.

Screenshots land in target/views. Skipped aloud where there is no chromium.
"""

import json
import pathlib
import re
import shutil
import tempfile
import unittest

import nbformat
from nbconvert import HTMLExporter

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
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


@unittest.skipUnless(CHROMIUM and DRIVER, "skipped: no chromium here; sudo apt-get install chromium chromium-driver")
class ViewsInABrowser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        cls.profile = tempfile.mkdtemp(prefix="ilf4j-views-")
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for flag in ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync",
                     "disable-background-networking", "disable-component-update", "disable-dev-shm-usage",
                     f"window-size={WIDTH},1200", f"user-data-dir={cls.profile}"):
            options.add_argument("--" + flag)
        cls.browser = webdriver.Chrome(options=options, service=Service(DRIVER))
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
                  if rule["id"] == "color-contrast" and "only non-text" not in node.get("failureSummary", "")]
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


if __name__ == "__main__":
    unittest.main()
