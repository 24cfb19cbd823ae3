"""Which versions of other people's libraries everything is tried with. `python3 -m tests.versions` renews them all.

The ranges stand in `pyproject.toml`. Three files fix what they mean, so that a day on which nothing was changed here
changes nothing:

- `constraints.txt`, the lock: the newest that the oldest Python takes, which all Pythons take then
- `tests/newest.txt`: the newest that each Python takes
- `tests/lowest.txt`: the lower end of every range, with the newest of what that brings and of the tools

Builds take place in an environment of their own, for which no constraint holds in every version of pip, so their
versions stand in `pyproject.toml` itself. `tests/test_versions.py` tries the files. To try what is newest today, renew
them and run it.
"""

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK, NEWEST, LOWEST = (ROOT / name for name in ("constraints.txt", "tests/newest.txt", "tests/lowest.txt"))
_FILE: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT: dict[str, Any] = _FILE["project"]
BUILD_REQUIRES: list[str] = _FILE["build-system"]["requires"]
PYTHONS = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
_EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
LIBRARIES = [*PROJECT["dependencies"], *(one for name, extra in _EXTRAS.items() if name != "dev" for one in extra)]
TOOLS = [one for one in _EXTRAS["dev"] if not one.startswith("cxmaturity[")]
BUILD = ["hatchling", "editables", "jinja2", "msgspec", "pyyaml"]
"""What building takes: the tool, what it needs for an editable install, and what `hatch_build.py` needs."""
RENEWED = "# Written by python3 -m tests.versions; CONTRIBUTING.md says when.\n"

Versions = dict[str, str]


def interpreter(version: str) -> str | None:
    """A Python of a version such as 3.12: one of pyenv's, or one on the path; None where there is none."""
    own = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python"))
    found = [*map(str, own), shutil.which(f"python{version}")]
    return next((path for path in found if path is not None and _is(path, version)), None)


def _is(path: str, version: str) -> bool:
    """Whether a program is that Python: a shim can stand for one that is not installed."""
    done = subprocess.run([path, "-V"], capture_output=True, text=True, check=False)
    return done.stdout.startswith(f"Python {version}.")


def floors() -> Versions:
    """The lower end of the range of every library that cxmaturity runs with."""
    return dict(re.findall(r"^([\w.-]+)>=([\d.]+)", "\n".join(LIBRARIES), re.MULTILINE))


def resolved(python: str, *wanted: str) -> Versions:
    """What pip would install in an empty environment."""
    command = [python, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-", *wanted]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    found = [one["metadata"] for one in json.loads(done.stdout)["install"]]
    return {one["name"].lower().replace("_", "-"): one["version"] for one in found}


def lines(by_python: dict[str, Versions]) -> Iterable[str]:
    """The lines of a file of constraints: a version that not all Pythons share is said for each."""
    for name in sorted(set().union(*by_python.values())):
        versions = {python: found.get(name) for python, found in by_python.items()}
        if len(set(versions.values())) == 1:
            yield f"{name}=={by_python[PYTHONS[0]][name]}\n"
        else:
            yield from (f'{name}=={of} ; python_version == "{at}"\n' for at, of in versions.items() if of is not None)


def renew() -> None:
    """Resolve everything anew and write it down."""
    pythons = {version: interpreter(version) for version in PYTHONS}
    if missing := [version for version, python in pythons.items() if python is None]:
        raise SystemExit(f"Python {' and '.join(missing)} must be installed too")
    fixed = [f"{name}=={version}" for name, version in floors().items()]
    with ThreadPoolExecutor() as pool:
        build = pool.submit(resolved, str(pythons[PYTHONS[0]]), *BUILD)
        newest = {at: pool.submit(resolved, str(python), *LIBRARIES, *TOOLS) for at, python in pythons.items()}
        lowest = {at: pool.submit(resolved, str(python), *fixed, *TOOLS) for at, python in pythons.items()}
    every = {at: found.result() for at, found in newest.items()}
    LOCK.write_text(RENEWED + "".join(lines({PYTHONS[0]: every[PYTHONS[0]]})), encoding="utf-8")
    NEWEST.write_text(RENEWED + "".join(lines(every)), encoding="utf-8")
    LOWEST.write_text(RENEWED + "".join(lines({at: found.result() for at, found in lowest.items()})), encoding="utf-8")
    pins = "".join(f'    "{name}=={version}",\n' for name, version in sorted(build.result().items()))
    path = ROOT / "pyproject.toml"
    text = re.sub(r"(?<=\nrequires = \[\n).*?(?=\]\n)", pins, path.read_text(encoding="utf-8"), flags=re.DOTALL)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
