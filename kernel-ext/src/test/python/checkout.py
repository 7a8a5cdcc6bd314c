"""A checkout of its own that a test may break: the script, the built kernel and the Python environment, in a folder
whose name has a space. Whatever the script calls is found through a folder of links that a test may thin out."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from jupyter_client.kernelspec import KernelSpecManager

ROOT = pathlib.Path(__file__).resolve().parents[4]
LIMIT = 300
SPOILING = ("JAVA_HOME", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "PYTHONHOME", "PYTHONPATH", "JUPYTER_PATH")


def original_kernel():
    return pathlib.Path(KernelSpecManager().get_kernel_spec("ilf4j").resource_dir)


class Checkout:
    def __init__(self, kernel=True):
        self.temporary = tempfile.TemporaryDirectory()
        self.base = pathlib.Path(self.temporary.name)
        self.root = self.base / "a checkout"
        self.spec = self.root / "kernel-ext/target/jupyter/kernels/ilf4j"
        self.env = {name: value for name, value in os.environ.items() if name not in SPOILING}
        self.env["JUPYTER_DATA_DIR"] = str(self.base / "data")  # not the person's own kernels
        self.lay_out()
        if kernel:
            self.lay_out_kernel()

    def close(self):
        self.temporary.cleanup()

    def lay_out(self):
        python = self.root / "kernel-ext/src/main/python"
        shutil.copytree(ROOT / "kernel-ext/src/main/python", python)
        (self.root / "datasets").mkdir()
        for file in (self.root / "pom.xml", self.root / "kernel-ext/pom.xml"):
            file.touch()
        shutil.copy(ROOT / "ilf", self.root)
        self.venv = self.root / ".venv"
        self.venv.mkdir()
        for part in pathlib.Path(sys.prefix).iterdir():  # links, and the stamp that the script leaves when it is done
            if part.name != "ilf-requirements":
                (self.venv / part.name).symlink_to(part)
        wanted = "".join((python / name).read_text() for name in ("requirements.txt", "constraints.txt"))
        (self.venv / "ilf-requirements").write_text(wanted)

    def lay_out_kernel(self):
        original = original_kernel()
        (self.spec / "lib").mkdir(parents=True)
        shutil.copy(original / "kernel.json", self.spec)
        shutil.copy(original / "ilf4j-kernel-ext.jar", self.spec)
        shutil.copy(pathlib.Path(sys.prefix) / "share/jupyter/kernels/java/jjava.jar", self.spec)
        for jar in (original / "lib").iterdir():
            (self.spec / "lib" / jar.name).symlink_to(jar)
        (self.spec / "built").touch()

    def path_without(self, *names, also=None):
        """Leaves everything on the PATH but some programs, with stubs of a test's own before."""
        tools = pathlib.Path(tempfile.mkdtemp(dir=self.base))
        for folder in self.env["PATH"].split(os.pathsep):
            for program in pathlib.Path(folder).iterdir() if os.path.isdir(folder) else []:
                link = tools / program.name
                if program.name not in names and not link.is_symlink():
                    link.symlink_to(program)
        for name, script in (also or {}).items():
            stub = tools / name
            stub.unlink(missing_ok=True)
            stub.write_text("#!/bin/bash\n" + script)
            stub.chmod(0o755)
        self.env["PATH"] = str(tools)
        return tools

    def ilf(self, *arguments, cwd=None, before=""):
        """Runs the script; what it said, on both streams, and its status."""
        command = ["bash", "-c", before + 'exec "$0" "$@"', str(self.root / "ilf"), *map(str, arguments)]
        done = subprocess.run(
            command, cwd=cwd or self.root, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=LIMIT)  # fmt: skip
        return done.stdout, done.returncode
