#!/usr/bin/env python3
"""Set up Tweeluik and run its tasks.

    python3 scripts/dev.py TASK [arguments passed on]

Needs nothing but Python itself. Every task first makes the virtual environment .venv at the top of the
checkout, with the packages of requirements.lock and the project, unless it is there and up to date.
Tasks run from the top of the checkout.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

# This file keeps to syntax that Pythons from 3.6 on can read, so that they get as far as this message.
if sys.version_info < (3, 11):  # noqa: UP036 (an older Python is just what this is about)
    sys.exit(
        "Tweeluik needs Python 3.11 or newer; this is Python {}.{} ({}).\n"
        "Run scripts/dev.py with a newer one, for example: python3.11 scripts/dev.py".format(
            *sys.version_info[:2], sys.executable
        )
    )

ROOT = Path(__file__).resolve().parent.parent

# What the tests use beside Python packages: each command, and the packages that hold it, Debian's first, then
# Ubuntu's name where it differs.
TEST_TOOLS: Mapping[str, Sequence[str]] = {
    "chromium": ("chromium", "chromium-browser"),
    "chromedriver": ("chromium-driver", "chromium-chromedriver"),
    "cmark-gfm": ("cmark-gfm",),
}

# It needs no other packages, and is no part of the lock itself.
LOCK_TOOL = "uv>=0.9,<1"
PIP_INSTALL = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps")


class SetUpError(Exception):
    """The environment could not be made; the message says at which step and why."""


class Stamp(NamedTuple):
    """What an environment was made from. It is kept in the environment, one field a line."""

    interpreter: str
    """The Python version, and the place of the checkout: an environment cannot be moved."""
    lock: str
    """The SHA-256 of requirements.lock."""
    project: str
    """The SHA-256 of pyproject.toml."""


def main(arguments: Sequence[str]) -> int:
    """Run the task that the arguments name.

    Args:
        arguments: The task's name, then what is passed on to it.

    Returns:
        The exit status: the task's own, 1 if the set-up fails, 2 for an unknown task, 130 after Ctrl-C.
    """
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(help_text())
        return 0
    task = TASKS.get(arguments[0])
    if task is None:
        say(f"No task is called {arguments[0]!r}. The tasks are: {', '.join(TASKS)}.")
        return 2
    os.chdir(ROOT)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    try:
        return task(arguments[1:])
    except SetUpError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


def help_text() -> str:
    """Give the description of this script and of each task, a line each."""
    tasks = [f"    {name:8} {(task.__doc__ or '').splitlines()[0]}" for name, task in TASKS.items()]
    return "\n".join([(__doc__ or "").strip(), "", "Tasks:", *tasks])


# The tasks. The first line of each docstring is its line in the help text.


def preview(arguments: Sequence[str]) -> int:
    """Build the site, show it at a local address and follow changes."""
    set_up(ROOT)
    # The build makes the search index, which the preview has no other way to come by. Where an article is broken,
    # the preview is what shows it, so a build that found errors does not stop it.
    if not any(argument.startswith("--source") for argument in arguments):
        run_python("-m", "tweeluik", "build")
    hand_over("-m", "tweeluik", "preview", *arguments)


def build(arguments: Sequence[str]) -> int:
    """Build the site into site/."""
    set_up(ROOT)
    hand_over("-m", "tweeluik", "build", *arguments)


def test(arguments: Sequence[str]) -> int:
    """Run the tests with pytest; installs the tools they use where it can."""
    set_up(ROOT)
    provide_test_tools()
    # Some tests alone begin sooner in one process, and their output comes as they go.
    hand_over("-m", "pytest", *(arguments or ["--numprocesses=auto", "--maxprocesses=8"]))


def lint(arguments: Sequence[str]) -> int:
    """Run ruff check, ruff format --check and mypy, on all files or those given."""
    set_up(ROOT)
    checks = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",))
    # All are run even if one fails: a writer wants to see everything that is wrong at once.
    statuses = [run_python("-m", *check, *arguments) for check in checks]
    return 1 if any(statuses) else 0


def setup(arguments: Sequence[str]) -> int:
    """Only make .venv or bring it up to date."""
    if arguments:
        say(f"setup takes no arguments: {' '.join(arguments)}")
        return 2
    set_up(ROOT)
    say(".venv is up to date.")
    return 0


def codes(arguments: Sequence[str]) -> int:
    """Write the pages about the checks in docs/ from the table of codes."""
    set_up(ROOT)
    hand_over("-m", "tweeluik.reports.code_pages", "docs", *arguments)


def lock(arguments: Sequence[str]) -> int:
    """Make requirements.lock again from pyproject.toml; --upgrade takes newer versions."""
    # The tool lives in an environment of its own: the locked one can be broken when a new lock is needed.
    with tempfile.TemporaryDirectory(prefix="tweeluik-lock-") as folder:
        python = environment_python(Path(folder))
        run_step("making an environment for the lock tool", sys.executable, "-m", "venv", folder)
        # Not with --no-deps, as the tool is no part of the lock.
        run_step(f"installing {LOCK_TOOL}", python, "-m", "pip", "install", "--quiet", "--no-input", LOCK_TOOL)
        run_step(
            "resolving the dependencies",
            *(python, "-m", "uv", "pip", "compile", "pyproject.toml", "--group", "dev"),
            *("--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"),
            *("--custom-compile-command", "python3 scripts/dev.py lock"),
            *("--output-file", "requirements.lock", *arguments),
        )
    say("requirements.lock is up to date with pyproject.toml.")
    return 0


TASKS: Mapping[str, Callable[[Sequence[str]], int]] = {
    task.__name__: task for task in (preview, build, test, lint, codes, setup, lock)
}


# The environment.


def environment_python(environment: Path) -> Path:
    """Give the place of the Python of a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def wanted_stamp(root: Path) -> Stamp:
    """Give the stamp that an up-to-date environment of a checkout has."""
    return Stamp(
        interpreter=f"{platform.python_implementation()} {platform.python_version()} at {root}",
        lock=hashlib.sha256((root / "requirements.lock").read_bytes()).hexdigest(),
        project=hashlib.sha256((root / "pyproject.toml").read_bytes()).hexdigest(),
    )


def read_stamp(root: Path) -> Stamp | None:
    """Give the stamp of a checkout's environment, or None if that is absent or was left half made."""
    environment = root / ".venv"
    try:
        lines = (environment / "stamp").read_text(encoding="utf-8").splitlines()
        return Stamp(*lines) if environment_python(environment).exists() else None
    except (OSError, ValueError, TypeError):
        return None


def set_up(root: Path) -> None:
    """Make the environment of a checkout, or bring it up to date; does nothing if it already is.

    A change of pyproject.toml alone (an entry point, a tool's setting) only installs the project again. With
    any other change the environment is made anew, so that it holds nothing but the lock.

    Args:
        root: The top of the checkout.

    Raises:
        SetUpError: If a step fails. The next set-up then starts from nothing.
    """
    wanted, present = wanted_stamp(root), read_stamp(root)
    if present == wanted:
        return
    environment = root / ".venv"
    python = environment_python(environment)
    # The stamp goes first and comes back last: whatever stops us in between, no half is taken for a whole.
    (environment / "stamp").unlink(missing_ok=True)
    if present is None or present[:2] != wanted[:2]:
        if Path(sys.prefix).resolve() == environment.resolve():
            message = "The environment has to be made anew: run this with a Python outside .venv."
            raise SetUpError(message)
        say("Setting up .venv (about a minute) ...")
        run_step("making .venv", sys.executable, "-m", "venv", "--clear", environment)
        run_step(
            "installing requirements.lock",
            *(python, *PIP_INSTALL, "--require-hashes", "-r", root / "requirements.lock"),
        )
    run_step("installing the project", python, *PIP_INSTALL, "--no-build-isolation", "--editable", root)
    (environment / "stamp").write_text("\n".join(wanted) + "\n", encoding="utf-8")


def provide_test_tools() -> None:
    """Install the programs that tests use and that are absent, or say what to install.

    It never asks anything, and the tests can always go on: those whose tools are absent skip and say so.
    """
    absent = absent_test_tools()
    if not absent:
        return
    apt_get = silent_apt_get()
    if apt_get:
        say(f"Installing {', '.join(absent)} with apt-get ...")
        succeeds([*apt_get, "update"])
        for command in absent:
            any(succeeds([*apt_get, "install", package]) for package in TEST_TOOLS[command])
        absent = absent_test_tools()
    if absent:
        packages = " ".join(TEST_TOOLS[command][0] for command in absent)
        say(
            f"Not on the PATH: {', '.join(absent)}. The tests that need them skip.\n"
            f"To run those too: apt-get install {packages} (Debian), or your system's packages for them."
        )


def absent_test_tools() -> list[str]:
    """Give the commands of TEST_TOOLS that are not on the PATH."""
    return [command for command in TEST_TOOLS if shutil.which(command) is None]


def silent_apt_get() -> list[str] | None:
    """Give the start of an apt-get command that asks nothing, or None where there is no such thing."""
    if sys.platform == "win32" or shutil.which("apt-get") is None:
        return None
    options = ["--quiet", "--yes", "--no-install-recommends", "--option=DPkg::Lock::Timeout=60"]
    apt_get = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *options]
    if os.geteuid() == 0:
        return apt_get
    if shutil.which("sudo") and succeeds(["sudo", "--non-interactive", "true"]):
        return ["sudo", "--non-interactive", *apt_get]
    return None


# Running programs.


def succeeds(command: Sequence[str]) -> bool:
    """Run a program silently and tell whether it went well."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0


def run_step(step: str, *command: str | Path) -> None:
    """Run one step of a set-up; its output is shown only if it fails.

    Raises:
        SetUpError: If the program cannot be started or does not end with 0.
    """
    try:
        result = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        message = f"Failed while {step}: {error}"
        raise SetUpError(message) from error
    if result.returncode != 0:
        message = f"{result.stdout.rstrip()}\nFailed while {step} (exit status {result.returncode})."
        raise SetUpError(message.lstrip())


def run_python(*arguments: str) -> int:
    """Run the environment's Python, wait for its end and give its exit status."""
    return subprocess.run([environment_python(ROOT / ".venv"), *arguments], check=False).returncode


def hand_over(*arguments: str) -> NoReturn:
    """Run the environment's Python as the last thing this process does, and end with its exit status."""
    if os.name == "nt":
        sys.exit(run_python(*arguments))
    # Elsewhere it takes this process's place, so that a signal to end reaches it and nobody else.
    python = str(environment_python(ROOT / ".venv"))
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(python, [python, *arguments])


def say(message: str) -> None:
    """Tell the user something, beside the output of the task."""
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
