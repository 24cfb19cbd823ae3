"""One wording: templates choose places, and say nothing themselves; nobody asks for a rule by its name.

A user would lose that a report says the same in every format, and that a new rule or format is one file.
"""

import re
from itertools import combinations
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
FORMATS = sorted(path.name for path in TEMPLATES.iterdir() if path.is_dir())
WORDED = {".j2", ".typ", ".js"}
MARKUP = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<style.*?</style>|<[^>]+>|//.*", re.DOTALL)
COMPARES = re.compile(r"""(?:[=!]=|\bin)\s*["']|["']\s*[=!]=|startswith|endswith|starts-with|ends-with|\.contains\(""")
RULE_NAME = re.compile(r"""["'](?:sweep|staged)["']""")


def phrases(path: Path) -> set[str]:
    """Every four words that follow each other in what a template says itself."""
    text = MARKUP.sub("\n", path.read_text(encoding="utf-8"))
    if path.suffix == ".typ":
        text = "\n".join(a or b for a, b in re.findall(r'"([^"]{12,})"|\[([^\[\]#]{12,})\]', text))
    found = set()
    for stretch in re.split(r"[\n.,;:()|]+", text):
        words = re.findall(r"[A-Za-z']+", stretch)
        found |= {" ".join(words[i : i + 4]).lower() for i in range(len(words) - 3)}
    return found


def sources(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in WORDED)


def of_format(name: str) -> set[str]:
    return {phrase for path in sources(TEMPLATES / name) if path.suffix != ".js" for phrase in phrases(path)}


@pytest.mark.parametrize(("one", "other"), list(combinations(FORMATS, 2)))
def test_no_phrase_stands_in_the_templates_of_two_formats(one: str, other: str) -> None:
    assert of_format(one) & of_format(other) == set()


def test_a_phrase_is_found() -> None:
    """The test above can fail: its eyes are open."""
    assert any(map(of_format, FORMATS))


@pytest.mark.parametrize("path", sources(TEMPLATES), ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_no_template_compares_text(path: Path) -> None:
    inside = re.findall(r"{%.*?%}|{{.*?}}", path.read_text("utf-8"), re.DOTALL) if path.suffix == ".j2" else []
    code = inside or ([path.read_text("utf-8")] if path.suffix == ".typ" else [])
    assert [part for part in code if COMPARES.search(part)] == []


def test_a_rule_is_named_where_it_is_made_and_nowhere_else() -> None:
    places = [
        path.relative_to(ROOT).as_posix()
        for folder in (ROOT / "cxmaturity", TEMPLATES)
        for path in folder.rglob("*")
        if path.suffix in {".py", *WORDED} and RULE_NAME.search(path.read_text(encoding="utf-8"))
    ]
    assert sorted(places) == ["cxmaturity/domain/model.py", "cxmaturity/domain/scoring/sweep.py"]
