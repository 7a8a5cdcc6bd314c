"""The core of a session on every JDK found beside the one that runs the tests. Run by KernelIT; by hand:
ILF_JDKS=/opt/jdk-21:/opt/jdk-25 python -m unittest -v test_jdks
"""

import os
import pathlib
import re
import subprocess
import sys
import unittest

import test_kernel
from test_kernel import KernelTest

PLACES = ("/usr/lib/jvm", "~/.sdkman/candidates/java", "/Library/Java/JavaVirtualMachines")


def major(home):
    release = home / "release"
    found = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE) if release.is_file() else None
    return int(found.group(1)) if found and (home / "bin/javac").is_file() else 0


def homes():
    """JDKs from 17 on by their version, one of each, without the one on the PATH."""
    named = [pathlib.Path(home) for home in os.environ.get("ILF_JDKS", "").split(os.pathsep) if home]
    lying = [home for place in PLACES for home in sorted(pathlib.Path(place).expanduser().glob("*"))]
    told = subprocess.run(["java", "-XshowSettings:properties", "-version"], capture_output=True, text=True).stderr
    running = int(re.search(r"java\.specification\.version = (\d+)", told).group(1))
    found = {}
    for home in named + lying:
        if major(home) >= 17 and major(home) != running:
            found.setdefault(major(home), home.resolve())
    return found


class Method(KernelTest):
    def test_the_method_runs_from_sampling_to_training(self):
        cell = self.run_cell(
            'var tasks = Practice.load();\nvar model = CodeGen.load("nano");\n'
            "var verdicts = Judge.standard().judge("
            "Sampler.of(model).perTask(2).maxNewTokens(48).seed(1).sample(tasks.first(4)));\n"
            "var tuned = FineTuner.on(model).epochs(1).fit("
            "tasks.train().first(4).stream().map(Example::gold).toList());\n"
            'verdicts.size() + " verdicts, a model of " + tuned.getClass().getSimpleName()'
        )
        self.assertRegex(cell.of("execute_result")[0]["data"]["text/plain"], "^8 verdicts, a model of ", cell.error)


def on(version, home):
    """The core's tests with this JDK first on the PATH; one test asks the kernel which Java it is."""
    variables = {"PATH": f"{home}/bin{os.pathsep}{os.environ['PATH']}", "JAVA_HOME": str(home)}

    def test_this_java_runs(self):
        cell = self.run_cell("Runtime.version().feature()")
        self.assertEqual(str(version), cell.data["text/plain"], cell.error)

    for core in (test_kernel.Session, test_kernel.Views, test_kernel.LongWork, Method):
        more = {"variables": variables, "test_this_java_runs": test_this_java_runs}
        yield type(f"{core.__name__}OnJava{version}", (core,), more)


class Beside(unittest.TestCase):
    def test_another_jdk_is_here(self):
        if not homes():
            print(f"skipped: no JDK from 17 on beside the running one, in ILF_JDKS or {', '.join(PLACES)}", file=sys.stderr)
            self.skipTest("no other JDK")
        print(f"also on: {', '.join(f'Java {version} in {home}' for version, home in homes().items())}", file=sys.stderr)


def load_tests(loader, tests, pattern):
    cases = [Beside, *(case for version, home in homes().items() for case in on(version, home))]
    return unittest.TestSuite(loader.loadTestsFromTestCase(case) for case in cases)
