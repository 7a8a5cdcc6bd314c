"""Looks at every kernel "ilf4j" that Jupyter finds, starts the built one and runs a cell: a line for each, which
says what is wrong and what mends it. Exit status 1 if something is wrong. Part of ./ilf doctor.

    check_kernel.py FOLDER_OF_THE_BUILT_KERNELSPEC
"""

import hashlib
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile
import time
import zipfile

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel
from jupyter_core.paths import jupyter_data_dir, jupyter_runtime_dir

NAME = "ilf4j"
EXTENSION = "ilf4j-kernel-ext.jar"
CELL = 'System.getProperty("java.vm.version") + ", " + Split.TEST.first()'
PATIENCE = 60
REBUILD = "rm -r kernel-ext/target/jupyter && ./ilf tutorial"

# What a kernel's log says when it does not start, and what that means. The first that is found counts.
REASONS = [
    (r"Unrecognized (VM )?option|Unsupported option|Conflicting .*collector|Invalid (maximum|initial) heap|Too small",
     "Java refuses its options{options}"),
    (r"Could not (reserve|allocate)|insufficient memory|Cannot allocate memory|OutOfMemoryError|unable to create native thread",
     "there is too little memory for Java{options}: close other programs, or raise the limit (ulimit -v, the container's)"),
    (r"Module (jdk\.\S+) not found", "this Java has not all modules of a JDK: install a full JDK from 17 on"),
    (r"UnsupportedClassVersionError", "this Java is older than 17: install a JDK from 17 on"),
    (r"NoClassDefFoundError: jdk/jshell|ClassNotFoundException: jdk\.jshell", "this Java has no JShell: install a full JDK from 17 on"),
    (r"Could not find or load main class|Invalid or corrupt jarfile|zip END header|ZipException|NoClassDefFoundError",
     "a jar is missing or broken: " + REBUILD),
    (r"Address already in use|Cannot assign requested address|Operation not permitted|Errno 1\b",
     "it cannot listen on 127.0.0.1: another program took its port, or a firewall forbids it; try again, then look at the firewall"),
    (r"isn't a file|AccessDeniedException|No space left|Read-only file system",
     "it cannot read or write its files{runtime}: check the folder's rights and the free space"),
    (r"ilf4j is not loaded", "the toolkit's libraries are missing or broken: " + REBUILD),
]


class Trouble(Exception):
    """What is wrong, with the remedy."""


def set_variables(*names):
    found = [f"{name}={os.environ[name]}" for name in names if name in os.environ]
    return ", ".join(found)


def why(log):
    """A log's reason in a sentence, with the line that tells it."""
    options = set_variables("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
    runtime = set_variables("JUPYTER_RUNTIME_DIR", "TMPDIR")
    fill = {"options": f", which come from {options}: unset that" if options else "",
            "runtime": f" ({runtime})" if runtime else ""}
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    for pattern, meaning in REASONS:
        for line in lines:
            if re.search(pattern, line):
                return f"{meaning.format(**fill)} ({line[:200]})"
    telling = [line for line in lines if "rror" in line or "Exception" in line] or lines
    return " | ".join(line[:200] for line in telling[-2:]) or "it says nothing about why"


def specification(folder):
    try:
        spec = json.loads((folder / "kernel.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Trouble("has no kernel.json") from None
    except (OSError, ValueError) as error:
        raise Trouble(f"has a kernel.json that cannot be read ({error})") from None
    if not isinstance(spec, dict) or not isinstance(spec.get("argv"), list) or "-cp" not in spec["argv"]:
        raise Trouble("has a kernel.json without the command that starts Java")
    return spec


def whole_jar(jar):
    try:
        with zipfile.ZipFile(jar) as archive:
            return archive.read("META-INF/MANIFEST.MF").decode()
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise Trouble(f"has a broken {jar.name} ({error})") from None


def check_specification(folder):
    """Everything that a kernelspec names is there and can be read."""
    argv = specification(folder)["argv"]
    if not shutil.which(argv[0]):
        raise Trouble(f"starts Java by {argv[0]}, which is not there (was that JDK removed or moved?)")
    class_path = argv[argv.index("-cp") + 1].replace("{resource_dir}", str(folder)).replace("{prefix}", sys.prefix)
    jars = [pathlib.Path(jar) for jar in class_path.split(os.pathsep)]
    there = [jar for jar in jars if jar.is_file()]
    for wanted in ("jjava.jar", EXTENSION):
        if not any(jar.name == wanted for jar in there):
            named = next((str(jar) for jar in jars if jar.name == wanted), wanted)
            raise Trouble(f"lacks {named} (was its folder moved or emptied?)")
    for jar in there:
        manifest = whole_jar(jar).replace("\r\n ", "").replace("\n ", "")
        named = re.search(r"^Class-Path: (.*)$", manifest, re.MULTILINE)
        for library in named.group(1).split() if named and jar.name == EXTENSION else []:
            if not (jar.parent / library).is_file():
                raise Trouble(f"lacks {library}")


def fingerprint(folder):
    return hashlib.sha256((folder / EXTENSION).read_bytes()).hexdigest()


def mended_by(folder, built):
    """The command that makes a kernelspec anew."""
    if folder == built:
        return REBUILD
    if folder.parent.parent == pathlib.Path(jupyter_data_dir()):
        return "./ilf kernel install --user"
    return f"./ilf kernel install --prefix '{folder.parents[3]}'"


def specifications(built):
    """Every kernelspec of ours that Jupyter finds, the built one first."""
    others = [pathlib.Path(kernels) / NAME for kernels in KernelSpecManager().kernel_dirs]
    return list(dict.fromkeys([built, *(folder for folder in others if folder.is_dir())]))


def report(what, state, sentence):
    print(f"{what:<12} {state:<8} {sentence}", flush=True)


def look_at(folder, built):
    """Reports one kernelspec; whether it is whole."""
    what = "kernel" if folder == built else "installed"
    try:
        check_specification(folder)
    except Trouble as trouble:
        report(what, "BROKEN", f"{folder} {trouble}; make it anew: {mended_by(folder, built)}")
        return False
    if folder != built and (folder / EXTENSION).is_file() and fingerprint(folder) != fingerprint(built):
        report(what, "old", f"{folder} is another build than this one: {mended_by(folder, built)}")
    else:
        report(what, "ok", str(folder))
    return True


def toolkit_missing(log):
    if "JJAVA_LOAD_EXTENSIONS" in os.environ:
        return f"{set_variables('JJAVA_LOAD_EXTENSIONS')} turns it off: unset that"
    return why(log)


def check_runtime_folder():
    """JupyterLab writes a file for each kernel that runs."""
    folder = jupyter_runtime_dir()
    try:
        os.makedirs(folder, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        named = set_variables("JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "XDG_DATA_HOME")
        raise Trouble(f"Jupyter cannot write into {folder} ({error.strerror}): check its rights and the free space"
                      + (f", or unset {named}" if named else "")) from None


def started():
    """Starts the kernel and runs a cell; how long that took."""
    with tempfile.TemporaryFile() as log:

        def said():
            log.seek(0)
            return log.read().decode(errors="replace")

        begin = time.monotonic()
        try:
            manager, client = start_new_kernel(kernel_name=NAME, startup_timeout=PATIENCE, stdout=log, stderr=log)
        except Exception as error:
            raise Trouble(f"the kernel does not start: {why(said()) if said().strip() else error}") from None
        try:
            reply = client.execute_interactive(CELL, output_hook=lambda shown: None, allow_stdin=False, timeout=PATIENCE)
        except Exception as error:
            raise Trouble(f"the kernel starts, but answers no cell: {error or type(error).__name__}; {why(said())}") from None
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
        if reply["content"]["status"] != "ok":
            raise Trouble(f"the kernel starts, but the toolkit is not loaded: {toolkit_missing(said())}")
        return time.monotonic() - begin


def main():
    built = pathlib.Path(sys.argv[1])
    whole = [look_at(folder, built) for folder in specifications(built)]
    if whole[0]:
        try:
            check_runtime_folder()
            report("start", "ok", f"the kernel answered after {started():.1f} s")
        except Trouble as trouble:
            report("start", "FAILED", str(trouble))
            return 1
    return 0 if all(whole) else 1


if __name__ == "__main__":
    sys.exit(main())
