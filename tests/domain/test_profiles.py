"""Organisations as the sources describe them score the stage that the sources give them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cxmaturity.domain.assessment import assess
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.build import document

CATALOGUE = Catalogue()
PROFILES = [
    (id_, profile)
    for path in sorted((Path(__file__).parents[1] / "cases").glob("profiles*.yaml"))
    for id_, profiles in yaml.safe_load(path.read_text(encoding="utf-8")).items()
    for profile in profiles
]


@pytest.mark.parametrize(("id_", "profile"), PROFILES, ids=[f"{id_}: {profile['name']}" for id_, profile in PROFILES])
def test_profile(id_: str, profile: dict[str, Any]) -> None:
    questionnaire = CATALOGUE.find(id_)
    assert questionnaire is not None
    given = profile.get("set", {})
    assert set(given) <= set(questionnaire.practices)
    data = {
        "schema": "cxmaturity/answers@1",
        "questionnaire": f"{id_}@{questionnaire.version}",
        "date": "2026-11-22",
        "answers": {p: questionnaire.point(given.get(p, profile["base"])).id for p in questionnaire.practices},
    }
    read = read_answers(document(data), "", CATALOGUE)
    rank = assess(read.questionnaire, read.answers).result.stage.rank
    assert rank is not None
    if "below" in profile:
        assert rank < profile["below"]
    else:
        assert rank == profile["stage"]


def test_every_stage_of_the_six_has_a_profile() -> None:
    stages = {profile.get("stage") for id_, profile in PROFILES if id_ == "organisational"}
    assert stages >= {1, 2, 3, 4, 5, 6}
