"""The set-up script: what it decides, without making an environment or reaching a network."""

import ast
import runpy
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import dev

SCRIPT = Path(dev.__file__)


class Steps:
    """Stands in for the running of set-up steps, and notes their names."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.names: list[str] = []
        self.failing = ""

    def run(self, step: str, *_command: str | Path) -> None:
        self.names.append(step)
        assert not (self.root / ".venv" / "stamp").exists(), "a step runs while the environment counts as whole"
        if step == self.failing:
            raise dev.SetUpError(step)
        if step == "making .venv":
            python = dev.environment_python(self.root / ".venv")
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()

    def take(self) -> list[str]:
        """Give the names noted since the last time."""
        names, self.names = self.names, []
        return names


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "requirements.lock").write_text("click==8.5.1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def steps(root: Path, monkeypatch: pytest.MonkeyPatch) -> Steps:
    steps = Steps(root)
    monkeypatch.setattr(dev, "run_step", steps.run)
    return steps


@pytest.fixture(autouse=True)
def _same_folder_and_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Undo what main changes in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    yield
    monkeypatch.undo()


ALL_STEPS = ["making .venv", "installing requirements.lock", "installing the project"]


def test_sets_up_once(root: Path, steps: Steps) -> None:
    dev.set_up(root)
    assert steps.take() == ALL_STEPS
    dev.set_up(root)
    assert steps.take() == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param("requirements.lock", ALL_STEPS, id="another lock: from nothing"),
        pytest.param("pyproject.toml", ALL_STEPS[-1:], id="another project: only that"),
        pytest.param(".venv/stamp", ALL_STEPS, id="unreadable stamp: from nothing"),
    ],
)
def test_a_change_is_installed(root: Path, steps: Steps, changed: str, expected: list[str]) -> None:
    dev.set_up(root)
    steps.take()
    (root / changed).write_text("changed\n", encoding="utf-8")
    dev.set_up(root)
    assert steps.take() == expected
    dev.set_up(root)
    assert steps.take() == []


def test_another_python_starts_from_nothing(root: Path, steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.set_up(root)
    steps.take()
    monkeypatch.setattr("platform.python_version", lambda: "3.99.0")
    dev.set_up(root)
    assert steps.take() == ALL_STEPS


def test_a_vanished_python_starts_from_nothing(root: Path, steps: Steps) -> None:
    dev.set_up(root)
    steps.take()
    dev.environment_python(root / ".venv").unlink()
    dev.set_up(root)
    assert steps.take() == ALL_STEPS


@pytest.mark.parametrize("failing", ALL_STEPS)
def test_a_half_made_environment_is_not_taken_for_whole(root: Path, steps: Steps, failing: str) -> None:
    dev.set_up(root)
    (root / "requirements.lock").write_text("click==8.5.2\n", encoding="utf-8")
    steps.failing = failing
    with pytest.raises(dev.SetUpError):
        dev.set_up(root)
    steps.failing = ""
    steps.take()
    dev.set_up(root)
    assert steps.take() == ALL_STEPS


def test_does_not_remove_the_environment_it_runs_in(root: Path, steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.prefix", str(root / ".venv"))
    with pytest.raises(dev.SetUpError, match=r"outside \.venv"):
        dev.set_up(root)
    assert steps.take() == []


def test_a_failing_step_tells_its_name_and_output() -> None:
    with pytest.raises(dev.SetUpError, match=r"(?s)no such wheel.*while installing \(exit status 3\)"):
        dev.run_step("installing", sys.executable, "-c", "print('no such wheel'); raise SystemExit(3)")


def test_a_step_that_cannot_start_tells_its_name() -> None:
    with pytest.raises(dev.SetUpError, match="while installing: "):
        dev.run_step("installing", "no-such-program-anywhere")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]], ids=["nothing", "--help", "-h"])
def test_help_names_every_task(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    named = [line.split()[0] for line in lines[lines.index("Tasks:") + 1 :]]
    assert named == ["preview", "build", "test", "lint", "codes", "setup", "lock"]


def test_an_unknown_task_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["tset"]) == 2
    assert "'tset'" in capsys.readouterr().err


def test_setup_takes_no_arguments() -> None:
    assert dev.main(["setup", "--fast"]) == 2


@pytest.mark.parametrize(
    ("error", "status"),
    [
        pytest.param(dev.SetUpError("no network"), 1, id="failed set-up"),
        pytest.param(KeyboardInterrupt(), 130, id="Ctrl-C"),
    ],
)
def test_ends_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_root: Path) -> None:
        raise error

    monkeypatch.setattr(dev, "set_up", fail)
    assert dev.main(["setup"]) == status
    assert "Traceback" not in capsys.readouterr().err


def test_lint_runs_every_check_even_if_one_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Sequence[str]] = []

    def run_python(*arguments: str) -> int:
        started.append(arguments)
        return 1 if len(started) == 1 else 0

    monkeypatch.setattr(dev, "set_up", lambda _root: None)
    monkeypatch.setattr(dev, "run_python", run_python)
    assert dev.main(["lint", "scripts/dev.py"]) == 1
    assert started == [
        ("-m", "ruff", "check", "scripts/dev.py"),
        ("-m", "ruff", "format", "--check", "scripts/dev.py"),
        ("-m", "mypy", "scripts/dev.py"),
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param([], ["--numprocesses=auto", "--maxprocesses=8"], id="all, with all processors"),
        pytest.param(["tests/unit", "-x"], ["tests/unit", "-x"], id="some"),
    ],
)
def test_a_whole_run_uses_all_processors(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: list[str]
) -> None:
    handed: list[str] = []
    monkeypatch.setattr(dev, "set_up", lambda _root: None)
    monkeypatch.setattr(dev, "provide_test_tools", lambda: None)
    monkeypatch.setattr(dev, "hand_over", lambda *given: handed.extend(given))
    dev.test(arguments)
    assert handed == ["-m", "pytest", *expected]


def test_test_tools_that_cannot_be_installed_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None if name in {"chromedriver", "apt-get"} else name)
    dev.provide_test_tools()
    message = capsys.readouterr().err
    assert "Not on the PATH: chromedriver. The tests that need them skip." in message
    assert "apt-get install chromium-driver (Debian)" in message


def test_an_older_python_is_told_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.version_info", (3, 8, 18))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is Python 3\.8"):
        runpy.run_path(str(SCRIPT))


def test_an_older_python_can_read_the_script() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))
