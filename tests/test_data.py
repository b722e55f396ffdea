"""The real data: sound, and the cases that are hard to say stand as they should."""

from __future__ import annotations

import pytest

from macros.check import cached
from macros.knowledge import Knowledge
from macros.model import Claim
from macros.verdicts import ENDED
from macros.words import places

from .conftest import ROOT


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return cached(ROOT / "data")  # raises with all that is wrong


def test_the_articles_stand_oldest_first_and_so_do_their_claims(knowledge: Knowledge) -> None:
    assert {"towards-ai-2022", "v7-2023", "stackify-2023", "lightly-2025", "main-differences-2026"} <= {entry.ref for entry in knowledge.articles}
    dates = [entry.record.date for entry in knowledge.articles]
    assert not any(later.before(earlier) for earlier, later in zip(dates, dates[1:]))
    owners = [claim.owner for claim in knowledge.claims]
    assert list(dict.fromkeys(owners)) == [entry.ref for entry in knowledge.articles]
    assert {"execution-model", "deployment", "mobile", "ease-of-use"} <= {entry.ref for entry in knowledge.topics}


def test_what_most_articles_agree_on_comes_first_and_each_number_of_voices_once(knowledge: Knowledge) -> None:
    voices = [number for number, _ in knowledge.agreed]
    assert voices == sorted(set(voices), reverse=True) and len(voices) > 1


def test_a_topic_has_the_tools_that_its_claims_name_and_those_that_it_rests_on(knowledge: Knowledge) -> None:
    found = {(tool.ref, topic.ref) for topic in knowledge.topics for tool in knowledge.tools_of_topic(topic)}
    assert found == {(tool.ref, topic.ref) for tool in knowledge.tools for topic in knowledge.topics_of_tool(tool)}
    by_claims = {(tool, knowledge.topic_of(claim).ref) for claim in knowledge.claims for tool in claim.record.tools}
    cells = {(ref.split(".")[0], aspect.owner) for aspect in knowledge.aspects for cell in aspect.record.cells.values() for ref in cell.rests_on}
    by_grounds = {(owner, topic) for owner, topic in cells if knowledge.entry(owner).kind == "tool"}
    assert by_claims <= found and by_grounds <= found and by_claims - by_grounds and by_grounds - by_claims


@pytest.mark.parametrize(
    ("ref", "verdict", "early"),
    [
        # an article that was wrong on the day it appeared, and one that was right about the same thing
        ("stackify-2023.tensorflow-static-by-default", "wrong", True),
        ("lightly-2025.table-tensorflow-static-by-default", "wrong", True),
        ("v7-2023.tensorflow-2-native-dynamic-graphs", "holds", None),
        ("main-differences-2026.tensorflow-eager-by-default", "holds", None),
        # the archiving of TorchServe overtakes what was said of it, after one article and before the other
        ("v7-2023.torchserve-faster-over-rest", "overtaken", False),
        ("main-differences-2026.pytorch-often-served-by-torchserve", "overtaken", True),
        # true in its year, and not since
        ("v7-2023.keras-high-level-api-on-tensorflow", "outdated", False),
        # a hedged prediction is not refuted by the end of what it speaks of
        ("v7-2023.pytorch-mobile-may-grow", "overtaken", False),
        ("towards-ai-2022.tflite-and-pytorch-more-robust", "damaged", None),
        ("towards-ai-2022.author-dislikes-oop", "no-verdict", None),
        ("v7-2023.tensorflow-wins-deployment", "no-verdict", None),
        ("stackify-2023.lipnet-uses-dynamic-graph", "wrong", True),
    ],
)
def test_verdicts_on_hard_cases(knowledge: Knowledge, ref: str, verdict: str, early: bool | None) -> None:
    result = knowledge.verdict(knowledge.entry(ref))
    assert result.kind == verdict
    if verdict in ("wrong", "overtaken", "outdated"):
        assert result.early is early


def test_how_hard_cases_stand(knowledge: Knowledge) -> None:
    def claim(ref: str) -> Claim:
        return knowledge.entry(ref).record

    assert claim("v7-2023.pytorch-steeper-than-keras").note == "Listed among the advantages of PyTorch."
    assert claim("v7-2023.pytorch-steeper-than-keras").favours == "tensorflow"
    assert claim("v7-2023.beginner-keras-then-pytorch").advises == ["keras", "pytorch"]
    assert claim("main-differences-2026.tensorflow-eager-debugging-similar").favours == "even"
    assert claim("main-differences-2026.summary-pytorch-mobile").at == []  # stands in a table's cell alone
    assert places(knowledge, knowledge.entry("main-differences-2026.summary-pytorch-mobile")) == ["Summary table: Mobile / edge, PyTorch"]
    assert "headed as one of TensorFlow packages" in (claim("v7-2023.torchserve-in-package-list").note or "")
    assert len(claim("towards-ai-2022.depends-for-students-hobbyists-beginners").at) == 6  # five questions and one answer


def test_shares_keep_their_bases(knowledge: Knowledge) -> None:
    def base(ref: str) -> tuple[float, str | None, str | None]:
        figure = knowledge.entry(ref).record.figure
        return figure.value, figure.qualifier, figure.of

    assert base("v7-2023.pytorch-68-percent-of-papers") == (68, None, "all published papers, by data of Papers with Code")
    assert base("towards-ai-2022.pytorch-papers-to-80-percent") == (80, "over", "publications that use either PyTorch or TensorFlow")
    assert base("towards-ai-2022.others-50-percent-also-pytorch") == (50, "about", "models on HuggingFace that are not for PyTorch alone")
    assert base("v7-2023.tensorflow-hub-1300-models")[:2] == (1300, "up to")


def test_lost_cells_stay_lost(knowledge: Knowledge) -> None:
    chart = next(table for table in knowledge.entry("v7-2023").record.tables if table.id == "key-differences-chart")
    assert [(row.head, [cell.lost for cell in row.cells]) for row in chart.rows if any(cell.lost for cell in row.cells)] == [
        ("Programming languages", [True, False]),
        ("More prevalent in", [True, True]),
    ]


def test_articles_contradict_themselves_in_the_open(knowledge: Knowledge) -> None:
    """Both sides of what an article says twice and differently are there."""
    for one, other in [
        ("v7-2023.tensorflow-ahead-in-collections", "v7-2023.pytorch-leads-on-hugging-face"),
        ("v7-2023.pytorch-has-won", "v7-2023.chart-tensorflow-most-popular"),
        ("lightly-2025.tensorflow-go-to-for-deploying-large-models", "lightly-2025.pytorch-for-llama-and-gpt"),
        ("stackify-2023.pytorch-may-be-less-optimised-for-distributed", "stackify-2023.pytorch-less-optimised-for-distributed"),
    ]:
        assert knowledge.entry(one) and knowledge.entry(other)


@pytest.mark.parametrize(
    "extra",
    [
        {"kind": "figure", "figure": {"value": "50", "qualifier": "about", "unit": "percent", "of": "models that are not exclusive to PyTorch", "year": "2022"}},
        {"kind": "fact", "as_of": "2020"},
        {"kind": "prediction", "note": "Speaks of a release that was still to come."},
        {"kind": "advice", "for": "Beginners", "advises": ["keras", "pytorch"]},
        {"kind": "opinion", "damaged": "A label is lost."},
    ],
    ids=["a share of what is left", "a date of its own", "a prediction", "advice in two steps", "damaged"],
)
def test_the_model_holds_them(extra: dict) -> None:
    claim = Claim.model_validate({"id": "x", "says": "X.", "topic": "hubs", "at": [{"section": "faq", "paragraph": "1"}], **extra})
    assert claim.checkable == (extra["kind"] in ("fact", "figure", "prediction"))


def test_the_former_name_leads_to_the_tool(knowledge: Knowledge) -> None:
    assert {"TensorFlow Lite", "TFLite", "TF Lite"} <= set(knowledge.entry("litert").record.names)
    assert knowledge.state(knowledge.entry("torchserve")).kind == "archived"
    assert knowledge.state(knowledge.entry("pytorch-mobile")).kind == "discontinued"


def test_what_an_article_names_is_told_by_its_fate() -> None:
    """Each tool that an article names and that ended, moved or went quiet stands under one fate, with nothing left out."""
    knowledge = cached(ROOT / "data")
    for article in knowledge.articles:
        told = [tool for _, tools in knowledge.fates(article) for tool, _ in tools]
        assert len(told) == len(set(told))
        expected = {tool for tool in knowledge.named_by(article) if knowledge.state(tool).kind in {*ENDED, "quiet", "maintenance"}}
        assert expected <= set(told), article.ref
        renamed = [tool for title, tools in knowledge.fates(article) if title == "Renamed since" for tool, event in tools if article.record.date.before(event.since)]
        assert set(told) - expected == set(renamed) - expected
    fates = dict(knowledge.fates(knowledge.entry("towards-ai-2022")))
    assert {title: sorted(tool.ref for tool, _ in tools) for title, tools in fates.items() if title in ("Merged into something else", "Deprecated, but there")} == {
        "Merged into something else": ["google-brain", "tensorflow-hub", "torchelastic"],
        "Deprecated, but there": ["tensorflow-cloud"],
    }
