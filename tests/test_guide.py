"""The decision guide: every path by machine, the articles' advice, twenty readers."""

from __future__ import annotations

import pytest
import yaml

from macros.check import cached
from macros.rules import MAX_QUESTIONS

from .conftest import ROOT

KNOWLEDGE = cached(ROOT / "data")
GUIDE = KNOWLEDGE.guide
SITUATIONS = yaml.safe_load((ROOT / "tests" / "situations.yml").read_text(encoding="utf-8"))


def test_every_path_ends_at_advice_in_at_most_six_questions() -> None:
    ends = {path.end.id for path in KNOWLEDGE.paths}
    assert ends == {recommendation.id for recommendation in GUIDE.recommendations}
    assert max(len(path.steps) for path in KNOWLEDGE.paths) <= MAX_QUESTIONS
    asked = {question.id for path in KNOWLEDGE.paths for question, _ in path.steps}
    assert asked == {question.id for question in GUIDE.questions}


def test_all_advice_of_the_articles_is_weighed() -> None:
    cited = {ref for one in GUIDE.recommendations for ref in (*one.in_favour, *one.against)}
    assert [claim.ref for claim in KNOWLEDGE.claims if claim.record.kind == "advice" and claim.ref not in cited] == []


@pytest.mark.parametrize("situation", SITUATIONS, ids=[one["who"] for one in SITUATIONS])
def test_a_reader_is_told_what_fits(situation: dict) -> None:
    found = [path.end.id for path in KNOWLEDGE.paths if [answer.id for _, answer in path.steps] == situation["answers"]]
    assert found == [situation["expected"]], f"tests/situations.yml: the answers {situation['answers']} no longer end; a question was put between, so give its answer too"


def test_neither_framework_is_the_default() -> None:
    """Both are among what is recommended, and each of them on several paths."""
    uses = [set(path.end.tools) for path in KNOWLEDGE.paths]
    assert all(sum(framework.ref in tools for tools in uses) >= 5 for framework in KNOWLEDGE.compared)
