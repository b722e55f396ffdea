"""Rules that need more than one record. Each is one function that yields the problems it finds.

A rule looks at what could be read; a name that belongs to a record that failed counts as known, so that one
mistake gives one message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from .dates import PartialDate
from .model import EVEN, Answer, Article, Aspect, Finding, Guide, Place, Question, Recommendation, Series, Statement, Successor, Table, Tool, Topic
from .problem import Problem, did_you_mean, with_article
from .store import PARTS, Entry, Store, lacks
from .text import plain_name
from .walk import named, references

GRACE = timedelta(days=1)  # a record may be dated by somebody for whom it is tomorrow already


def ids_are_single(store: Store) -> Iterator[Problem]:
    """An id is given once in a file (names of files: see `store.read`)."""
    for entry in store.whole_files():
        seen: dict[str, int] = {}
        for key in PARTS:
            for part in getattr(entry.record, key, ()):
                if part.id in seen:
                    yield Problem(entry.file, part.line("id"), f"{entry.ref}.{part.id}", f"the id `{part.id}` stands in line {seen[part.id]} already; choose another")
                seen.setdefault(part.id, part.line("id"))


def references_lead_somewhere(store: Store) -> Iterator[Problem]:
    """Every reference names a record of the right kind."""
    for entry in store.whole_files():
        own_claims = {claim.id for claim in getattr(entry.record, "claims", ())}
        for name, _, kinds, word, line, _ in references(entry):
            if kinds == ("own claim",):
                if word not in own_claims and f"{entry.ref}.{word}" not in store.known and entry.ref not in store.unread:
                    yield Problem(entry.file, line, name, f"this article has no claim `{word}`{did_you_mean(word, own_claims)}")
            elif not is_known(store, word, kinds):
                yield Problem(entry.file, line, name, missing(store, word, kinds))


def nothing_is_named_twice(store: Store) -> Iterator[Problem]:
    """No list of references holds a name twice."""
    for entry in store.whole_files():
        seen: set[tuple[int, str, str]] = set()
        for name, number, _, word, line, field in references(entry):
            if (number, field, word) in seen:
                yield Problem(entry.file, line, name, f"`{word}` stands twice in `{field}`; delete one")
            seen.add((number, field, word))


def is_known(store: Store, word: str, kinds: tuple[str, ...]) -> bool:
    """Whether a name may stand where these kinds are allowed."""
    if word == EVEN and EVEN in kinds:
        return True
    if word.split(".")[0] in store.unread:
        return True
    return bool(store.known.get(word, set()) & set(kinds))


def missing(store: Store, word: str, kinds: tuple[str, ...]) -> str:
    """Say that a name leads nowhere, or to a record of another kind."""
    right = [ref for ref, known in store.known.items() if known & set(kinds)]
    owner = word.split(".")[0]
    if word in store.known:
        return f"`{word}` is {with_article('/'.join(sorted(store.known[word])))}, but {with_article(' or '.join(kinds))} belongs here{did_you_mean(word, right)}"
    if "." in word and owner not in store.known:
        owners = {ref.split(".")[0] for ref in right}
        kind = "article" if kinds == ("claim",) else "topic" if kinds == ("aspect",) else "article, topic or tool"
        return f"no {kind} `{owner}`{did_you_mean(owner, owners) or '; correct the name, or add the record'}"
    own = [ref for ref in right if ref.split(".")[0] == owner]  # what stands in the file that is named
    hint = did_you_mean(word, own or right) or (f"; `{owner}` has {', '.join(f'`{ref}`' for ref in own[:8])}" if own else "")
    return f"no {' or '.join(kinds)} `{word}`{hint or '; correct the name, or add the record'}"


def dates_have_come(store: Store, day: date) -> Iterator[Problem]:
    """No date lies after the day that the build was given, but for a day of grace."""
    for entry in store.whole_files():
        for name, record in named(entry):
            for field, info in type(record).model_fields.items():
                value = getattr(record, field)
                if isinstance(value, PartialDate) and value.known and value.first > day + GRACE:
                    key = info.alias or field
                    yield Problem(entry.file, record.line(key), name, f"`{key}`: {value} lies after {day}, the day of this build; correct the date")


def claims_stand_somewhere(store: Store) -> Iterator[Problem]:
    """Each claim has a place in its article, and each place is a section that the article has."""
    for entry in store.all(Article):
        article = entry.record
        sections = {section.id for section in article.sections}
        in_cells = {ref for table in article.tables for row in table.rows for cell in row.cells for ref in cell.claims}
        for claim in article.claims:
            if not claim.at and claim.id not in in_cells and not store.failed(entry.ref, "table"):
                yield Problem(entry.file, claim.line(), f"{entry.ref}.{claim.id}", "the claim has no place; give `at`, or name it in a table's cell")
        places: list[tuple[str, Place | Table]] = [(claim.id, place) for claim in article.claims for place in claim.at]
        for name, place in places + [(table.id, table) for table in article.tables]:
            if place.section not in sections:
                message = f"this article has no section `{place.section}`{did_you_mean(place.section, sections) or '; add it to `sections`'}"
                yield Problem(entry.file, place.line("section"), f"{entry.ref}.{name}", message)


def claims_stand_in_reading_order(store: Store) -> Iterator[Problem]:
    """Claims stand in the order of their first places: that of the sections, and of the paragraphs where both are known.

    A claim that stands in a table alone has its place in the table's section; it may stand anywhere among that section's.
    """
    for entry in store.all(Article):
        article = entry.record
        order = {section.id: number for number, section in enumerate(article.sections)}
        tables = {claim: table.section for table in reversed(article.tables) for row in table.rows for cell in row.cells for claim in cell.claims}
        last: tuple[int, int, str] = (0, 0, "")
        for claim in article.claims:
            first = claim.at[0] if claim.at else None
            section = order.get(first.section if first else tables.get(claim.id, ""))
            if section is None:  # told by another rule
                continue
            if section == last[0] and not (first and first.paragraph):
                continue
            place = (section, first.paragraph or 0 if first else 0)
            if place < last[:2]:
                message = f"its first place comes before that of `{last[2]}` above it; move one of the two: claims stand in the order of the article"
                yield Problem(entry.file, claim.line(), f"{entry.ref}.{claim.id}", message)
            last = (*place, claim.id)  # of two neighbours one is wrong; what follows is measured by the nearer one


def findings_are_in_their_room(store: Store) -> Iterator[Problem]:
    """A tool's findings are events; a topic's are not. No finding does two things to one claim."""
    for entry in store.all(Finding):
        finding = entry.record
        owner = store.entries[entry.owner].kind
        if owner == "tool" and not finding.event and "event" not in finding.lines:
            yield Problem(entry.file, entry.line, entry.ref, lacks("event", Finding.model_fields["event"].annotation))
        if owner == "topic" and finding.event:
            yield Problem(entry.file, finding.line("event"), entry.ref, "`event` belongs to a tool's life; delete it, or move the finding to the tool's file")
        opposed = set(finding.supports) & set(finding.contradicts)
        for ref in sorted(opposed):
            yield Problem(entry.file, finding.line("contradicts"), entry.ref, f"`{ref}` is both supported and contradicted here; keep one of the two")


def lives_are_in_order(store: Store) -> Iterator[Problem]:
    """A tool's life stands oldest event first: its status comes from the last one."""
    for entry in store.all(Tool):
        tool = entry.record
        for earlier, later in zip(tool.life, tool.life[1:]):
            if later.since.before(earlier.since):
                yield Problem(
                    entry.file, later.line("since"), f"{entry.ref}.{later.id}", f"{later.since} comes before {earlier.since} of the event above it; put the events in order"
                )


def aspects_compare(store: Store) -> Iterator[Problem]:
    """Each aspect has a cell for each compared framework, and for no other."""
    compared = [entry.ref for entry in store.all(Tool) if entry.record.compared]
    others = {entry.ref for entry in store.all(Tool) if _is_not_compared(entry.record)}
    for row in store.all(Aspect):
        for framework in compared:
            if framework not in row.record.cells:
                yield Problem(row.file, row.record.line("cells"), row.ref, f"no cell for `{framework}`; add one (`value: unknown` if it is)")
        for framework, cell in row.record.cells.items():
            if framework in others:
                yield Problem(row.file, cell.line(), row.ref, f"`{framework}` is not compared, so no page shows this cell; delete it")
    for entry in store.all(Tool):
        tool = entry.record
        if tool.compared and tool.kind != "framework":
            yield Problem(entry.file, tool.line("compared"), entry.ref, "only a framework is compared; delete `compared`, or correct `kind`")


def _is_not_compared(tool: Tool) -> bool:
    """Whether a framework is not compared; where `compared` could not be read, it may be."""
    could_be_read = "compared" in tool.model_fields_set or "compared" not in tool.lines
    return tool.kind == "framework" and not tool.compared and could_be_read


def tool_names_are_single(store: Store) -> Iterator[Problem]:
    """No two tools claim the same name, whatever its capitals, spaces and dashes."""
    taken: dict[str, str] = {}
    for entry in store.all(Tool):
        tool = entry.record
        own = [(tool.name, tool.line("name"))] + [(name, tool.line("names", index)) for index, name in enumerate(tool.names)]
        for name, line in own:
            holder = taken.setdefault(plain_name(name), entry.ref)
            if holder != entry.ref:
                yield Problem(entry.file, line, entry.ref, f"the name `{name}` is claimed by the tool `{holder}` too; give it to one of them")


def topics_are_in_one_group(store: Store) -> Iterator[Problem]:
    """Each topic stands in one group of the front page's file, and in no second one."""
    if not store.home:
        return
    home = store.home.record
    seen: dict[str, str] = {}
    for group in home.groups:
        for index, topic in enumerate(group.topics):
            if topic in seen:
                yield Problem(store.home.file, group.line("topics", index), "home", f"`{topic}` stands in the group `{seen[topic]}` already; delete one")
            seen.setdefault(topic, group.title)
    for entry in store.all(Topic):
        if entry.ref not in seen:
            yield Problem(
                store.home.file, home.line("groups"), "home", f"the topic `{entry.ref}` is in no group; add it to one of {', '.join(group.title for group in home.groups)}"
            )


def topics_lead_on(store: Store) -> Iterator[Problem]:
    """A topic leads on to others or is led to, where there are others."""
    topics = store.all(Topic)
    led_to = {ref for entry in topics for ref in entry.record.neighbours}
    for entry in topics:
        neighbours = entry.record.neighbours
        if entry.ref in neighbours:
            yield Problem(entry.file, entry.record.line("neighbours", neighbours.index(entry.ref)), entry.ref, "a topic is no neighbour of its own; delete it")
        if len(topics) > 1 and not neighbours and entry.ref not in led_to:
            yield Problem(entry.file, entry.line, entry.ref, "the key `neighbours` is missing; name a topic that a reader looks at next")


def points_are_in_order(store: Store) -> Iterator[Problem]:
    """The points of a series stand in order of time, and none is given twice."""
    for entry in store.all(Series):
        seen: set[tuple[str, str]] = set()
        points = entry.record.points
        for earlier, later in zip([None, *points], points):
            key = (later.at.text, later.who)
            if key in seen:
                yield Problem(entry.file, later.line(), entry.ref, f"a second number for {later.who} at {later.at}; keep one")
            seen.add(key)
            if earlier and later.at.before(earlier.at):
                yield Problem(entry.file, later.line("at"), entry.ref, f"{later.at} comes before {earlier.at} of the point above it; put the points in order")


def answers_differ(store: Store) -> Iterator[Problem]:
    """Two answers of a question differ in name and words, and lead to different places."""
    for entry in store.all(Guide):
        for question in entry.record.questions:
            for field in ("id", "says", "leads_to"):
                seen: set[str] = set()
                for answer in question.answers:
                    value = getattr(answer, field)
                    if value in seen:
                        message = f"two answers have the same `{field}`: {value}; tell them apart, or merge them"
                        yield Problem(entry.file, answer.line(field), f"{entry.ref}.{question.id}", message)
                    seen.add(value)


def answers_lead_somewhere(store: Store) -> Iterator[Problem]:
    """Every answer leads to a question or a recommendation, and no two ways to one question."""
    for entry in _whole_guides(store):
        guide = entry.record
        questions, targets = _targets(guide)
        led_to = {guide.questions[0].id}
        for question in guide.questions:
            for answer in question.answers:
                message = ""
                if answer.leads_to not in targets:
                    message = f"no question or recommendation `{answer.leads_to}`{did_you_mean(answer.leads_to, targets) or '; correct the name, or add it'}"
                elif answer.leads_to in led_to and answer.leads_to in questions:
                    message = f"the question `{answer.leads_to}` is led to already; a question is asked on one way only"
                if message:
                    yield Problem(entry.file, answer.line("leads_to"), f"{entry.ref}.{question.id}", message)
                led_to.add(answer.leads_to)


def the_start_leads_to_all(store: Store) -> Iterator[Problem]:
    """From the first question there is a way to every other one and to every recommendation."""
    for entry in _whole_guides(store):
        guide = entry.record
        led_to = {answer.leads_to for question in guide.questions for answer in question.answers}
        if led_to - _targets(guide)[1]:
            continue  # what an answer with a wrong name meant is led to
        start = guide.questions[0].id
        reached = set(_depths(guide, start))
        for question in sorted(guide.questions, key=lambda one: one.id in led_to):  # first those that nothing leads to
            if question.id not in reached:
                message = f"no way from `{start}` leads to this question, and the first question of the file is the start; lead an answer there, delete it, or put the start first"
                yield Problem(entry.file, question.line(), f"{entry.ref}.{question.id}", message)
                reached |= set(_depths(guide, question.id))
        for one in guide.recommendations:
            if one.id not in reached:
                yield Problem(entry.file, one.line(), f"{entry.ref}.{one.id}", f"no way from `{start}` leads to this recommendation; lead an answer there, or delete it")


MAX_QUESTIONS = 6  # on one path


def few_questions_are_asked(store: Store) -> Iterator[Problem]:
    """Whoever follows the guide is asked few questions."""
    for entry in _whole_guides(store):
        questions, _ = _targets(entry.record)
        for name, depth in _depths(entry.record, entry.record.questions[0].id).items():
            if depth > MAX_QUESTIONS and name in questions:
                yield Problem(entry.file, questions[name].line(), f"{entry.ref}.{name}", f"this is question {depth} on its path; at most {MAX_QUESTIONS} may be asked")


def _whole_guides(store: Store) -> list[Entry[Guide]]:
    """Return the guide, unless a part of it could not be read: an answer may lead to that."""
    return [entry for entry in store.all(Guide) if not any(store.failed(entry.ref, kind) for kind in ("question", "recommendation"))]


def _targets(guide: Guide) -> tuple[dict[str, Question], set[str]]:
    """Return the questions by name, and the names that an answer may lead to."""
    questions = {question.id: question for question in guide.questions}
    return questions, {*questions, *(one.id for one in guide.recommendations)}


def _depths(guide: Guide, start: str) -> dict[str, int]:
    """Return how many questions are asked from a question up to each one that it leads to, and to each recommendation."""
    questions = {question.id: question for question in guide.questions}
    depths: dict[str, int] = {}
    waiting = [(start, 1)]
    while waiting:
        name, depth = waiting.pop()
        if name not in depths:
            depths[name] = depth
            waiting += [(answer.leads_to, depth + 1) for answer in questions[name].answers] if name in questions else []
    return depths


def advice_rests_on_something(store: Store) -> Iterator[Problem]:
    """A recommendation is not earned by claims alone: some finding speaks for it."""
    for entry in store.all(Recommendation):
        if not any(store.known.get(ref, set()) & {"finding"} or ref.split(".")[0] in store.unread for ref in entry.record.in_favour):
            yield Problem(entry.file, entry.record.line("in_favour"), entry.ref, "no finding speaks for this recommendation; name one in `in_favour`")


def statements_rest_on_something(store: Store) -> Iterator[Problem]:
    """Each statement of ours names what it rests on (a cell of unknown value may not know)."""
    for entry in store.whole_files():
        for name, record in named(entry):
            if isinstance(record, Answer) and record.value == "unknown":
                continue
            if isinstance(record, Statement | Successor) and not record.rests_on:
                yield Problem(entry.file, record.line(), name, "this statement rests on nothing; name claims or findings in `rests_on`")


Rule = Callable[[Store], Iterator[Problem]]
RULES: list[Rule] = [
    ids_are_single,
    references_lead_somewhere,
    nothing_is_named_twice,
    claims_stand_somewhere,
    claims_stand_in_reading_order,
    findings_are_in_their_room,
    lives_are_in_order,
    aspects_compare,
    tool_names_are_single,
    topics_are_in_one_group,
    topics_lead_on,
    points_are_in_order,
    answers_differ,
    answers_lead_somewhere,
    the_start_leads_to_all,
    few_questions_are_asked,
    advice_rests_on_something,
    statements_rest_on_something,
]
