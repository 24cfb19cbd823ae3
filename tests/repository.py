"""A git repository in a test: commits of given days, by nobody in particular, whatever the machine's settings are."""

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> str:
    """Run git in a folder; what it prints."""
    when = f"{day}T12:00:00+00:00"
    own = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false")
    ran = subprocess.run(
        ["git", *who, "-C", str(folder), *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | own | {"GIT_CONFIG_NOSYSTEM": "1"},
    )
    return ran.stdout


def commit(folder: Path, day: str, message: str = "An assessment") -> str:
    """Commit everything in a folder; the commit's name."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message, day=day)
    return git(folder, "rev-parse", "HEAD").strip()


def repository(folder: Path) -> Path:
    """A new repository."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    return folder
