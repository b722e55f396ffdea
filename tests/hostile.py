"""Data whose every text would do harm if anything took it for more than text: made from the model, so that no field is left out.

A text begins with one payload, ends with another, and between them stands a word of its own that tells which field it
is. Each field of each kind of record holds each payload once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import yaml

from macros import model
from macros.model import Record
from macros.store import FOLDERS, SINGLE

from .conftest import ROOT

PAYLOADS = yaml.safe_load((ROOT / "tests" / "payloads.yml").read_text(encoding="utf-8"))
EVERY = [*PAYLOADS["first"], *PAYLOADS["inside"], *PAYLOADS["last"]]
UNSEEN = [text for texts in PAYLOADS["unseen"].values() for text in texts]
COUNT = len(PAYLOADS["first"])  # of texts that together hold all payloads

Field = tuple[type[Record], str]


def text(number: int, word: str) -> str:
    """Return one of the texts that together hold all payloads, with a word in it."""
    number %= COUNT
    return " ".join([PAYLOADS["first"][number], word, *PAYLOADS["inside"][number::COUNT], PAYLOADS["last"][number]])


def text_fields() -> set[Field]:
    """Return every field of every kind of record that holds a text."""
    return {(kind, name) for kind in _kinds() for name, hint in _hints(kind).items() if _holds(hint, model.Text)}


def _kinds() -> set[type[Record]]:
    found: set[type[Record]] = set()
    waiting: list[type[Record]] = [*FOLDERS.values(), *SINGLE.values()]
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found.add(kind)
            waiting += [inner for hint in _hints(kind).values() for inner in _inside(hint) if isinstance(inner, type) and issubclass(inner, Record)]
    return found


def _hints(kind: type[Record]) -> dict[str, Any]:
    return {name: hint for name, hint in get_type_hints(kind, include_extras=True).items() if name in kind.model_fields and name != "lines"}


def _inside(hint: Any) -> Iterator[Any]:
    yield hint
    for inner in () if hint == model.Text else get_args(hint):
        yield from _inside(inner)


def _holds(hint: Any, wanted: Any) -> bool:
    return any(inner == wanted for inner in _inside(hint))


class Filler:
    """Makes records of one number, every field filled; notes each text by its word, and each field that holds one."""

    def __init__(self, number: int, texts: dict[str, str], filled: set[Field]):
        self.number = number
        self.texts = texts
        self.filled = filled
        topic, article, tool = (f"{kind}-{number}" for kind in ("topic", "article", "tool"))
        self.refs = {
            ("article",): [article], ("claim",): [f"{article}.fact"], ("own claim",): ["fact"], ("topic",): [topic], ("aspect",): [f"{topic}.aspect"], ("tool",): [tool],
            ("framework",): ["pytorch"], ("framework", "even"): ["pytorch"], ("example",): [f"code.example-{number}"],
            ("claim", "finding", "search"): [f"{article}.fact", f"{topic}.finding", f"{tool}.archived", f"{topic}.search"],
        }  # fmt: skip

    def record(self, kind: type[Record], trail: str = "", /, **given: Any) -> dict[str, Any]:
        """Return a record as YAML has it. What is given is taken, None leaves a key out; `trail` is where it stands."""
        trail = trail or kind.__name__.lower()
        made = {}
        for name, hint in _hints(kind).items():
            key = kind.model_fields[name].alias or name
            value = given[key] if key in given else self.value(kind, name, hint, f"{trail}{name.replace('_', '')}")
            if value is not None:
                made[key] = value
        return made

    def value(self, kind: type[Record], name: str, hint: Any, trail: str) -> Any:
        if hint == model.Text:
            self.filled.add((kind, name))
            word = f"z{trail}{self.number}x"
            self.texts[word] = text(self.number, word)
            if name == "words":  # it may hold five
                self.texts[word] = " ".join(self.texts[word].split()[:5])
            return self.texts[word]
        if refs := next((mark.kinds for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, model.Ref)), None):
            return self.refs[refs][0]
        if hint == model.Id:
            return kind.__name__.lower() if name == "id" else name
        if hint in (model.Date, model.KnownDate):
            return "2024-01-02"
        if hint == model.Address:
            return f"https://example.org/{trail}{self.number}"
        if get_origin(hint) is Literal:
            return get_args(hint)[0]
        if get_origin(hint) is list:
            inner = get_args(hint)[0]
            grounds = next((mark.kinds for mark in getattr(inner, "__metadata__", ()) if isinstance(mark, model.Ref)), None)
            return self.refs[grounds] if grounds else [self.value(kind, name, inner, trail)]
        if isinstance(hint, type) and issubclass(hint, Record):
            return self.record(hint, trail)
        if type(None) in get_args(hint):
            return self.value(kind, name, get_args(hint)[0], trail)
        if hint in (int, float):
            return 1
        return self.value(kind, name, get_args(hint)[0], trail)  # what is annotated otherwise

    # --- the kinds of records for which a rule says what goes together

    def evidence(self, trail: str) -> list[dict]:
        ways = {"url": ("url",), "registry": ("registry", "package"), "run": ("run",)}
        own = [{key: None for other, keys in ways.items() if other != way for key in keys} | ({} if way == "registry" else {"version": None}) for way in ways]
        return [self.record(model.Evidence, f"{trail}{way}", primary="true", **left_out) for way, left_out in zip(ways, own)]

    def article(self) -> dict:
        none = dict.fromkeys(("figure", "for", "advises", "damaged"))
        claims = [
            self.record(model.Claim, "fact", **none, id="fact", kind="fact", topic=None),
            self.record(model.Claim, "figure", **none | {"figure": self.record(model.Figure)}, id="figure", kind="figure", aspect=None),
            self.record(
                model.Claim,
                "advice",
                **none | {"for": self.value(model.Claim, "audience", model.Text, "advicefor"), "advises": ["pytorch"]},
                id="advice",
                kind="advice",
                topic=None,
            ),
            self.record(model.Claim, "damaged", **none | {"damaged": self.value(model.Claim, "damaged", model.Text, "damageddamaged")}, id="damaged", kind="fact", topic=None),
            self.record(model.Claim, "vain", **none, id="vain", kind="fact", topic=None),
        ]
        rows = [self.record(model.Row, cells=[self.record(model.Cell, lost=None), "lost"])]
        heads = [self.value(model.Table, "heads", model.Text, f"tablehead{letter}") for letter in "abc"]
        sections = [self.record(model.Section, lost="true")]
        return self.record(model.Article, claims=claims, tables=[self.record(model.Table, rows=rows, heads=heads)], sections=sections)

    def tool(self, **given: Any) -> dict:
        none = dict.fromkeys(("supports", "contradicts", "bears_on"))
        life = [
            self.record(model.Finding, "announced", **none, title=None, id="announced", evidence=self.evidence("announced")),
            self.record(model.Finding, "change", **none, id="change", event="change", evidence=self.evidence("change")),
            self.record(model.Finding, "archived", **none | {"contradicts": self.refs["claim",]}, id="archived", event="archived", evidence=self.evidence("archived")),
        ]
        after = [self.record(model.Successor, tool="pytorch")]
        searches = [self.record(model.Search, "toolsearch", id="search", claims=[f"article-{self.number}.vain"])]
        return self.record(model.Tool, **{"kind": "server", "compared": "false", "life": life, "use_instead": after, "searches": searches} | given)

    def framework(self, name: str) -> dict:
        """Return one of the frameworks that every comparison has a cell for."""
        released = self.record(
            model.Finding, f"{name}released", id="released", title=None, event="released", evidence=self.evidence(f"{name}released"), supports=None, contradicts=None, bears_on=None
        )
        what = self.record(model.Statement, f"{name}what", rests_on=[f"{name}.released"])
        names = [self.value(model.Tool, "names", model.Text, f"{name}names")]
        own = {"name": self.value(model.Tool, "name", model.Text, f"{name}name"), "names": names, "what": what, "life": [released]}
        return self.tool(kind="framework", compared="true", frameworks=None, use_instead=None, searches=None, **own)

    def topic(self) -> dict:
        cells = {name: self.record(model.Answer, f"answer{name}") for name in ("pytorch", "tensorflow")}
        finding = self.record(model.Finding, event=None, evidence=self.evidence("finding"), supports=[f"article-{self.number}.figure"], contradicts=None, bears_on=None)
        positions = [self.record(model.Position, f"position{name}", claims=[f"article-{self.number}.{name}"]) for name in ("fact", "figure")]
        disagreement = self.record(model.Disagreement, positions=positions)
        beside = [f"topic-{(self.number + 1) % COUNT}"]
        return self.record(model.Topic, neighbours=beside, aspects=[self.record(model.Aspect, cells=cells)], findings=[finding], disagreements=[disagreement])

    def series(self) -> dict:
        points = [self.record(model.Point, "pointa"), self.record(model.Point, "pointb", at="2025")]
        return self.record(model.Series, id=f"series-{self.number}", points=points)

    def contrast(self) -> dict:
        readings = [self.record(model.Reading, "readinga"), self.record(model.Reading, "readingb")]
        return self.record(model.Contrast, id=f"contrast-{self.number}", readings=readings)

    def question(self, targets: list[str]) -> dict:
        answers = [self.record(model.Option, f"option{letter}", id=letter, leads_to=target) for letter, target in zip("ab", targets)]
        return self.record(model.Question, id=f"question-{self.number}", answers=answers)


def write(project: Path) -> tuple[dict[str, str], set[Field]]:
    """Write such data and code examples into a project's folder; return the texts by their words, and the fields that hold one."""
    texts: dict[str, str] = {}
    filled: set[Field] = set()
    fillers = [Filler(number, texts, filled) for number in range(COUNT)]
    extra = Filler(COUNT, texts, filled)  # a tree has one leaf more
    targets = [f"question-{number}" for number in range(1, COUNT)] + [f"advice-{number}" for number in range(COUNT + 1)]
    first = fillers[0]
    single: dict[str, dict] = {
        "glossary": {"terms": [one.record(model.Term, id=f"term-{one.number}") for one in fillers]},
        "decide": {
            "questions": [one.question(targets[2 * one.number : 2 * one.number + 2]) for one in fillers],
            "recommendations": [one.record(model.Recommendation, id=f"advice-{one.number}", tools=["pytorch"], **_grounds(one)) for one in [*fillers, extra]],
        },
        "numbers": {"series": [one.series() for one in fillers], "contrasts": [one.contrast() for one in fillers]},
        "code": {"ran": "2026-01-02", "examples": [one.record(model.Example, id=f"example-{one.number}") for one in fillers]},
        "home": first.record(
            model.Home, state=[one.record(model.Statement, "homestate") for one in fillers], ways=[one.record(model.Way) for one in fillers],
            short_table=[f"topic-{one.number}.aspect" for one in fillers], groups=[one.record(model.Group) for one in fillers],
        ),
    }  # fmt: skip
    many = {f"{kind}s/{kind}-{one.number}": getattr(one, kind)() for one in fillers for kind in FOLDERS}
    frameworks = {f"tools/{name}": one.framework(name) for name, one in (("pytorch", fillers[7]), ("tensorflow", fillers[10]))}
    for name, record in (single | many | frameworks).items():
        path = project / "data" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")  # JSON is YAML
    for one in fillers:
        code = project / "docs" / "code" / f"example-{one.number}" / "in_pytorch.py"
        code.parent.mkdir(parents=True)
        for suffix, word in ((".py", "zcode"), (".txt", "zprinted")):
            texts[f"{word}{one.number}x"] = text(one.number, f"{word}{one.number}x")
            code.with_suffix(suffix).write_text(f"{texts[f'{word}{one.number}x']}\n", encoding="utf-8")
    return texts, filled


def _grounds(one: Filler) -> dict[str, list[str]]:
    number = one.number % COUNT
    return {"in_favour": [f"topic-{number}.finding", f"article-{number}.advice"], "against": [f"tool-{number}.archived", f"article-{number}.fact", f"topic-{number}.search"]} | (
        {} if number == one.number else {"not_today": None}
    )


WORD = re.compile(r"z[a-z]+\d+x")


def torn(shown: str, texts: dict[str, str]) -> list[str]:
    """Return the words that stand somewhere without the whole of their text around them; blanks and the backticks of code aside."""
    bare = _bare(shown)
    return sorted(word for word in set(WORD.findall(shown)) if bare.count(word) != bare.count(_bare(texts[word])))


def _bare(shown: str) -> str:
    return "".join(shown.replace("`", "").split())
