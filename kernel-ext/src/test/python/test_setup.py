"""The script's commands that set up: giving the kernel to another Jupyter and taking it away, installing what is
missing, opening JupyterLab. Run by KernelIT."""

import json
import os
import pathlib
import re
import signal
import subprocess
import time
import unittest
import urllib.error
import urllib.request

from checkout import LIMIT, Checkout
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from test_kernel import Cell


class SetupTest(unittest.TestCase):
    def setUp(self):
        self.checkout = Checkout()
        self.addCleanup(self.checkout.close)

    def ilf(self, *arguments, status=0, **options):
        said, ended = self.checkout.ilf(*arguments, **options)
        self.assertEqual(status, ended, said)
        return said


class OtherJupyters(SetupTest):
    """./ilf kernel install and uninstall."""

    def test_a_prefix_with_a_space_named_from_another_folder(self):
        elsewhere = self.checkout.base / "else where"
        elsewhere.mkdir()
        kernel = elsewhere / "my prefix/share/jupyter/kernels/ilf4j"
        for _ in range(2):  # a second time replaces it
            said = self.ilf("kernel", "install", "--prefix", "my prefix", cwd=elsewhere)
            self.assertIn(f'kernel "Java (ilf4j)" is in {kernel}', said)
            self.assertIn(f"JUPYTER_PATH={elsewhere}/my prefix/share/jupyter", said)
        self.assertEqual(["ilf4j"], [folder.name for folder in kernel.parent.iterdir()])
        java = json.loads((kernel / "kernel.json").read_text())["argv"][0]
        self.assertTrue(os.path.isabs(java) and os.access(java, os.X_OK), java)
        self.runs_a_cell(kernel.parent)
        self.assertIn("removed", self.ilf("kernel", "uninstall", "--prefix", "my prefix", cwd=elsewhere))
        self.assertFalse(kernel.exists())
        self.assertIn("nothing to remove", self.ilf("kernel", "uninstall", "--prefix", "my prefix", cwd=elsewhere))

    def runs_a_cell(self, kernels):
        manager = KernelManager(kernel_name="ilf4j", kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(kernels)]))
        manager.start_kernel(env={**os.environ, "PATH": "/usr/bin:/bin"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=LIMIT)
            self.assertEqual("11", Cell(client, "Split.TEST.first()").data["text/plain"])
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    def test_the_user(self):
        kernel = pathlib.Path(self.checkout.env["JUPYTER_DATA_DIR"]) / "kernels/ilf4j"
        self.assertIn("nothing to remove", self.ilf("kernel", "uninstall", "--user"))
        self.ilf("kernel", "install", "--user")
        self.assertTrue((kernel / "ilf4j-kernel-ext.jar").is_file())
        self.assertIn(f"removed {kernel}", self.ilf("kernel", "uninstall", "--user"))
        self.assertFalse(kernel.exists())

    def test_a_place_that_cannot_be_written_keeps_what_is_there(self):
        (self.checkout.base / "file").write_text("kept")
        said = self.ilf("kernel", "install", "--prefix", self.checkout.base / "file", status=1)
        self.assertRegex(said, "/file/share/jupyter/kernels cannot be written: choose another place .--user, --prefix DIR")
        self.assertEqual("kept", (self.checkout.base / "file").read_text())

    def test_wrong_words_are_answered_in_a_sentence(self):
        for words, sentence in (
            ((), "install or uninstall.*./ilf kernel install --user"),
            (("sing",), "install or uninstall"),
            (("install",), "Say where: --user, or --prefix DIR"),
            (("install", "--prefix"), "--prefix needs one folder"),
            (("install", "--prefix", "a", "b"), "--prefix needs one folder"),
            (("uninstall", "--user", "ann"), "--user stands alone"),
        ):
            with self.subTest(words):
                self.assertRegex(self.ilf("kernel", *words, status=1), sentence)


class MissingPrograms(SetupTest):
    """What is missing is installed through apt where that may be done; here apt only links the program to be there."""

    def path(self, missing, apt):
        tools = self.checkout.path_without(missing, also={"apt-get": 'echo "apt-get $*" >>"$APT_LOG"\n' + apt, "sudo": '[ "$1" != -n ] || shift; exec "$@"'})
        self.checkout.env["APT_LOG"] = str(self.checkout.base / "apt.log")
        return tools

    def asked(self):
        return (self.checkout.base / "apt.log").read_text().splitlines()

    def test_a_missing_program_is_installed_and_the_work_goes_on(self):
        for program, package in (("mvn", "maven"), ("bwrap", "bubblewrap"), ("java", "openjdk-17-jdk-headless")):
            with self.subTest(program):
                there = subprocess.run(["bash", "-c", f"readlink -f $(command -v {program})"], capture_output=True, text=True)
                tools = self.path(program, "")
                real = there.stdout.strip()
                (tools / "apt-get").write_text((tools / "apt-get").read_text() + f'ln -s "{real}" "{tools}/{program}"\n')
                said = self.ilf("kernel", "install", "--user")
                self.assertRegex(said, f"missing; installing {package}")
                self.assertRegex(said, "kernel .* is in ")
                self.assertEqual([f"apt-get -qq install -y {package}"], self.asked())
                (self.checkout.base / "apt.log").unlink()
                self.checkout.env["PATH"] = os.environ["PATH"]

    def test_old_package_lists_are_renewed_once_and_then_a_sentence_says_what_to_do(self):
        self.path("mvn", "exit 100")
        said = self.ilf("kernel", "install", "--user", status=1)
        self.assertIn("Maven from 3.8 on could not be installed. Check the network, then: sudo apt-get install maven", said)
        self.assertEqual(["apt-get -qq install -y maven", "apt-get -qq update"], self.asked())

    def test_without_the_right_to_install_the_command_is_named(self):
        self.checkout.path_without("mvn", "apt-get")
        said = self.ilf("kernel", "install", "--user", status=1)
        self.assertIn("Maven from 3.8 on is missing. Install it: sudo apt-get install maven", said)


class Lab(SetupTest):
    def test_jupyterlab_opens_with_the_kernel(self):
        (self.checkout.root / "notebooks").mkdir()
        lab = subprocess.Popen(
            [self.checkout.root / "ilf", "lab", "--no-browser", "--ServerApp.port_retries=50", "--IdentityProvider.token=t"],
            env=self.checkout.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)  # fmt: skip
        try:
            address = self.address(lab)
            kernels = self.asked_of(f"{address}api/kernelspecs?token=t")["kernelspecs"]
            self.assertEqual("Java (ilf4j)", kernels["ilf4j"]["spec"]["display_name"])
            content = self.asked_of(f"{address}api/contents?token=t")["content"]
            self.assertIn("notebooks", [entry["name"] for entry in content])
        finally:
            os.killpg(lab.pid, signal.SIGTERM)
            lab.communicate(timeout=LIMIT)

    def asked_of(self, address):
        """The answer; JupyterLab says where it is shortly before it listens there."""
        end = time.monotonic() + LIMIT
        while True:
            try:
                with urllib.request.urlopen(address, timeout=LIMIT) as answer:
                    return json.load(answer)
            except urllib.error.URLError as error:
                if not isinstance(error.reason, ConnectionRefusedError) or time.monotonic() > end:
                    raise
            time.sleep(0.1)

    def address(self, lab):
        end, said = time.monotonic() + LIMIT, ""
        while time.monotonic() < end and (line := lab.stdout.readline()):
            said += line
            if found := re.search(r"(http://(?:localhost|127\.0\.0\.1):\d+/)lab\?", line):
                return found.group(1)
        self.fail(f"JupyterLab did not say where it is:\n{said}")


if __name__ == "__main__":
    unittest.main()
