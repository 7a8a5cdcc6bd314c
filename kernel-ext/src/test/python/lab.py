"""What the tests in a browser share: JupyterLab on this machine, and the distribution's own Chromium."""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
import unittest
import urllib.request

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
LIMIT = 240
TOKEN = "only-for-this-test"
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # cells out of sight are there, too
    "apputils-extension/notification": {"fetchNews": "false"},
}
FLAGS = ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync",
         "disable-background-networking", "disable-component-update", "disable-dev-shm-usage")

with_chromium = unittest.skipUnless(
    CHROMIUM and DRIVER, "skipped: no chromium here; sudo apt-get install chromium chromium-driver")


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


def chromium(profile, size):
    """A browser without a window, of this width and height; it keeps its profile in a folder."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"window-size={size[0]},{size[1]}", f"user-data-dir={profile}"):
        options.add_argument("--" + flag)
    browser = webdriver.Chrome(options=options, service=Service(DRIVER))
    browser.set_page_load_timeout(LIMIT)
    return browser


class Lab:
    """JupyterLab with a folder of its own for notebooks, settings and the home."""

    def __init__(self, folder, log):
        self.folder = pathlib.Path(folder)
        self.port = free_port()
        for name, values in SETTINGS.items():
            file = self.folder / "config" / "lab" / "user-settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(values))
        self.environment = dict(os.environ, HOME=str(self.folder), JUPYTER_CONFIG_DIR=str(self.folder / "config"),
                                JUPYTER_DATA_DIR=str(self.folder / "data"))
        self.log = open(log, "w")
        self.server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser",
             f"--port={self.port}", "--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={TOKEN}",
             f"--ServerApp.root_dir={self.folder}"],
            env=self.environment, stdout=self.log, stderr=self.log)
        try:
            until("the server's start", lambda: self.api("status"))
        except BaseException:
            self.stop()
            raise

    def api(self, path, method="GET"):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/{path}", method=method, headers={"Authorization": f"token {TOKEN}"})
        with urllib.request.urlopen(request, timeout=LIMIT) as answer:
            return json.loads(answer.read() or b"{}")

    def trust(self, notebook):
        """Signs a notebook as the one who ran it would."""
        subprocess.run([sys.executable, "-m", "jupyter", "trust", notebook], env=self.environment, check=True)

    def address(self, notebook):
        """Where the page of a notebook is, as left by nobody before."""
        return f"http://127.0.0.1:{self.port}/lab/tree/{notebook}?token={TOKEN}&reset"

    def stop(self):
        self.server.terminate()
        self.server.wait(30)
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)
