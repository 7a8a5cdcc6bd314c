"""`./ilf doctor` says each reason why a kernel does not start, and what mends it: every one is provoked. Run by KernelIT."""

import json
import pathlib
import re
import shutil
import sys
import unittest

from checkout import ROOT, Checkout

sys.path.insert(0, str(ROOT / "kernel-ext/src/main/python"))
import check_kernel  # noqa: E402  after its folder is on the path

JAVA = shutil.which("java")
SPECIFICATION = 'echo "    java.specification.version = %s"; echo "    java.home = %s"'


class DoctorTest(unittest.TestCase):
    def checkout(self, kernel=False):
        checkout = Checkout(kernel)
        self.addCleanup(checkout.close)
        return checkout

    def says(self, checkout, what, state, sentence, status=1, **options):
        """The line about one need; the sentence is a regular expression."""
        said, ended = checkout.ilf("doctor", **options)
        line = next((line for line in said.splitlines() if re.match(rf"{re.escape(what)} +{state} ", line)), None)
        self.assertIsNotNone(line, f"no line {what} {state} in:\n{said}")
        self.assertRegex(line, sentence)
        self.assertEqual(status, ended, said)
        return said


class Java(DoctorTest):
    def test_there_is_none(self):
        checkout = self.checkout()
        checkout.path_without("java", "javac")
        said = self.says(checkout, "JDK", "MISSING", "no java on the PATH: install a JDK from 17 on .sudo apt-get")
        self.assertRegex(said, "start +not yet +mend what stands above first")

    def test_java_home_points_nowhere(self):
        checkout = self.checkout()
        checkout.env["JAVA_HOME"] = "/nowhere"
        self.says(checkout, "JDK", "MISSING", "JAVA_HOME is /nowhere, but there is no /nowhere/bin/java: unset JAVA_HOME")

    def test_it_is_too_old(self):
        for version in ("1.8", "11"):
            with self.subTest(version):
                checkout = self.checkout()
                checkout.path_without(also={"java": SPECIFICATION % (version, "/old")})
                major = version.replace("1.8", "8")
                self.says(checkout, "JDK", "MISSING", f"/java is Java {major}, too old: install a JDK from 17 on")

    def test_it_is_no_jdk(self):
        checkout = self.checkout()
        checkout.path_without(also={"java": SPECIFICATION % ("17", "/a-jre")})
        self.says(checkout, "JDK", "MISSING", "/a-jre has no javac, it is no JDK and cannot compile cells: install")

    def test_it_has_no_vector_module(self):
        checkout = self.checkout()
        filtered = f'if [ "$1" = --list-modules ]; then "{JAVA}" "$@" | grep -v vector; else exec "{JAVA}" "$@"; fi'
        checkout.path_without(also={"java": filtered})
        self.says(checkout, "JDK", "MISSING", "has no module jdk.incubator.vector, it is not a whole JDK: install")

    def test_variables_spoil_it(self):
        for name, value, told in (
            ("_JAVA_OPTIONS", "-XX:Nonsense", "Unrecognized VM option 'Nonsense'"),
            ("JAVA_TOOL_OPTIONS", "-Xmx1m", "Too small maximum heap"),
            ("JDK_JAVA_OPTIONS", "--nonsense", "Unrecognized option: --nonsense"),
        ):
            with self.subTest(name):
                checkout = self.checkout()
                checkout.env[name] = value
                said = self.says(checkout, "JDK", "MISSING", f"does not run .{told}.; {name}={value} may be the cause: unset it")
                self.assertRegex(said, f"variables +look +{name}={value}")

    def test_the_shell_gives_too_little_memory(self):
        checkout = self.checkout()
        self.says(checkout, "JDK", "MISSING", "Could not (reserve|allocate).* raise ulimit -v", before="ulimit -v 900000; ")


class OtherNeeds(DoctorTest):
    def test_maven(self):
        checkout = self.checkout()
        checkout.path_without("mvn")
        self.says(checkout, "Maven", "MISSING", "3.8 or newer: sudo apt-get install maven")

    def test_python_is_not_there(self):
        checkout = self.checkout()
        checkout.path_without(*(f"python3{minor}" for minor in ("", ".10", ".11", ".12", ".13", ".14")))
        self.says(checkout, "Python", "MISSING", "no python3 on the PATH: sudo apt-get install python3 python3-venv")

    def test_python_is_too_old_or_has_no_venv(self):
        others = [f"python3.{minor}" for minor in range(10, 15)]
        for new, told in (("1", "Python 3.9.2 is too old"), ("0", "Python 3.9.2 has no venv: sudo apt-get install python3-venv")):
            with self.subTest(told):
                checkout = self.checkout()
                stub = f'case "$*" in -V) echo "Python 3.9.2" ;; *venv*) exit 1 ;; *version_info*) exit {new} ;; esac'
                checkout.path_without(*others, also={"python3": stub})
                self.says(checkout, "Python", "MISSING", told)

    def test_pythonhome_spoils_it(self):
        checkout = self.checkout()
        checkout.env["PYTHONHOME"] = "/nowhere"
        self.says(checkout, "Python", "MISSING", "python3 does not run .*PYTHONHOME=/nowhere may be the cause: unset it")

    def test_the_sandbox_is_not_there(self):
        checkout = self.checkout()
        checkout.path_without("bwrap")
        self.says(checkout, "bubblewrap", "MISSING", "sudo apt-get install bubblewrap")

    def test_the_sandbox_is_forbidden(self):
        checkout = self.checkout()
        checkout.path_without(also={"bwrap": "exit 1"})
        self.says(checkout, "bubblewrap", "BLOCKED", "forbids user namespaces: sudo sysctl")

    def test_the_environment_is_not_there_or_broken(self):
        checkout = self.checkout()
        (checkout.venv / "bin").unlink()
        (checkout.venv / "bin").mkdir()
        (checkout.venv / "bin/python").symlink_to("/usr/bin/python-that-was")
        self.says(checkout, "Jupyter", "BROKEN", ".venv does not run .*make it anew: rm -r .venv && ./ilf tutorial")
        shutil.rmtree(checkout.venv)
        self.says(checkout, "Jupyter", "not yet", "./ilf tutorial sets it up", status=0)


class Kernelspec(DoctorTest):
    def broken(self, sentence, spoil, remedy="rm -r kernel-ext/target/jupyter && ./ilf tutorial"):
        checkout = self.checkout(kernel=True)
        spoil(checkout.spec)
        said = self.says(checkout, "kernel", "BROKEN", f"{sentence}.*; make it anew: {re.escape(remedy)}")
        self.assertNotRegex(said, "start +ok")

    def test_a_jar_is_missing(self):
        for jar in ("ilf4j-kernel-ext.jar", "lib/j2html-1.6.0.jar"):
            with self.subTest(jar):
                self.broken(f"lacks .*{jar}", lambda spec: (spec / jar).unlink())

    def test_a_jar_is_broken(self):
        self.broken("has a broken ilf4j-kernel-ext.jar", lambda spec: (spec / "ilf4j-kernel-ext.jar").write_bytes(b"PK"))

    def test_the_description_is_broken(self):
        self.broken("has no kernel.json", lambda spec: (spec / "kernel.json").unlink())
        self.broken("has a kernel.json that cannot be read .Expecting", lambda spec: (spec / "kernel.json").write_text("{"))
        self.broken("without the command that starts Java", lambda spec: (spec / "kernel.json").write_text("{}"))

    def test_its_java_is_gone(self):
        def spoil(spec):
            described = json.loads((spec / "kernel.json").read_text())
            described["argv"][0] = "/opt/jdk-that-was/bin/java"
            (spec / "kernel.json").write_text(json.dumps(described))

        self.broken("starts Java by /opt/jdk-that-was/bin/java, which is not there", spoil)

    def test_the_kernel_is_not_built(self):
        checkout = self.checkout()
        self.says(checkout, "kernel", "not yet", "./ilf tutorial builds it", status=0)

    def test_other_kernels_of_ours_are_looked_at_too(self):
        """One given to the user from another build; one below a prefix that names a folder which was moved."""
        checkout = self.checkout(kernel=True)
        user = pathlib.Path(checkout.env["JUPYTER_DATA_DIR"]) / "kernels/ilf4j"
        shutil.copytree(checkout.spec, user, symlinks=True)
        with open(user / "ilf4j-kernel-ext.jar", "ab") as jar:
            jar.write(b"\0")
        moved = checkout.base / "prefix/share/jupyter/kernels/ilf4j"
        moved.mkdir(parents=True)
        (moved / "kernel.json").write_text(
            (checkout.spec / "kernel.json").read_text().replace("{resource_dir}", "/home/ann/folder-that-was"))
        checkout.env["JUPYTER_PATH"] = str(checkout.base / "prefix/share/jupyter")
        said = self.says(checkout, "installed", "old", "another build than this one: ./ilf kernel install --user")
        self.assertRegex(said, "start +ok +the kernel answered after")
        self.assertRegex(said, "installed +BROKEN .*lacks /home/ann/folder-that-was/ilf4j-kernel-ext.jar .was its folder moved"
                               f".*./ilf kernel install --prefix '{checkout.base}/prefix'")


class Start(DoctorTest):
    def test_in_a_sound_checkout_with_a_space_in_its_name(self):
        checkout = self.checkout(kernel=True)
        self.says(checkout, "start", "ok", "the kernel answered after", status=0)

    def test_jupyter_cannot_write_where_it_must(self):
        checkout = self.checkout(kernel=True)
        (checkout.base / "file").touch()
        checkout.env["JUPYTER_RUNTIME_DIR"] = f"{checkout.base}/file/runtime"
        self.says(checkout, "start", "FAILED", "Jupyter cannot write into .*/file/runtime .Not a directory.*or unset JUPYTER_RUNTIME_DIR=")

    def test_extensions_are_turned_off(self):
        checkout = self.checkout(kernel=True)
        checkout.env["JJAVA_LOAD_EXTENSIONS"] = "0"
        self.says(checkout, "start", "FAILED", "the toolkit is not loaded: JJAVA_LOAD_EXTENSIONS=0 turns it off: unset that")

    def test_java_has_too_little_memory(self):
        checkout = self.checkout(kernel=True)
        checkout.env["JAVA_TOOL_OPTIONS"] = "-Xmx9m"
        self.says(checkout, "start", "FAILED", "too little memory for Java, which come from JAVA_TOOL_OPTIONS=-Xmx9m: unset that")

    def test_the_kernels_jar_has_another_kernel_in_it(self):
        checkout = self.checkout(kernel=True)
        described = checkout.spec / "kernel.json"
        described.write_text(described.read_text().replace("distro.JJava", "distro.Another"))
        self.says(checkout, "start", "FAILED", "a jar is missing or broken: rm -r kernel-ext/target/jupyter && ./ilf tutorial")


class Reasons(unittest.TestCase):
    """What kernels wrote where they could not start, and what is said about it."""

    def test_each_log_is_explained(self):
        for log, sentence in (
            ("Error occurred during initialization of boot layer\njava.lang.module.FindException: "
             "Module jdk.incubator.vector not found", "not all modules of a JDK: install a full JDK from 17 on"),
            ('Exception in thread "main" org.dflib.jjava.shaded.org.zeromq.ZMQException: Errno 48 : Address already in use',
             "cannot listen on 127.0.0.1: another program took its port, or a firewall"),
            ("Exception in thread \"main\" java.lang.IllegalArgumentException: Connection file '/nope' isn't a file.",
             "cannot read or write its files.*: check the folder's rights and the free space"),
            ("java.lang.UnsupportedClassVersionError: org/ilf4j/Ilf has been compiled by a more recent version",
             "older than 17: install a JDK"),
            ("Error occurred during initialization of VM\nCould not reserve enough space for 401408KB object heap",
             "too little memory for Java.*: close other programs, or raise the limit"),
            ("ilf4j is not loaded: NoClassDefFoundError: x/Y.", "jar is missing or broken|libraries are missing or broken"),
            ("Something new: an error", "^Something new: an error$"),
            ("", "says nothing about why"),
        ):  # fmt: skip
            with self.subTest(log):
                self.assertRegex(check_kernel.why(log), sentence)


if __name__ == "__main__":
    unittest.main()
