// The search behind the theme's box: stands in for the theme's worker and speaks its messages. A page loads neither
// the index nor the engine (MiniSearch) before somebody searches. What the engine finds is weighed here: what kind of
// page it is, how much of the question it answers, what its parts add.
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;

// --- words ---------------------------------------------------------------------------------------------------------

const STOP = new Set("a an the is are was be been do does did of to in into on for with without and or by from at as it its i me my we you your can could should would will how what which who where when why there that this than vs versus about use used uses using get got some any have has still now today yet anymore over really actually".split(" "));
const SIGNS = [[/\bc\+\+/g, "cpp"], [/\bc#/g, "csharp"], [/[’']s\b/g, ""]];

// One form for one word: British as American spelling, plural as singular, serving as serve.
const ENDINGS = [
  [/is(e|ed|es|er|ers|ing|ation|ations)$/, "iz$1"], [/our$/, "or"], [/ence$/, "ense"],
  [/ies$/, "y"], [/([^s])s$/, "$1"], [/(.{4})(?:ations?|ators?)$/, "$1"], [/(.{3})(?:ing|ed)$/, "$1"], [/(.{5})er$/, "$1"],
  [/(.{3})e$/, "$1"], [/([bdgmnprt])\1$/, "$1"], [/(.{4})iz$/, "$1"],
];
const stem = (word) => (word.length < 4 ? word : ENDINGS.reduce((form, [ending, by]) => form.replace(ending, by), word));

const COMMON = new Set("neural network deep learning machine model framework library code tool python example tutorial install".split(" ").map((word) => stem(word))); // what every page here is about

// The words of a text; one that is put together by dots or dashes counts as its parts and as a whole.
const words = (text) => {
  const found = [];
  const plain = SIGNS.reduce((rest, [sign, by]) => rest.replace(sign, by), text.toLowerCase().normalize("NFKD"));
  for (const chunk of plain.split(/[\s,;:!?"“”„()[\]{}<>|=`*…–]+/)) {
    const parts = chunk.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    for (const part of parts) {
      const halves = part.match(/\p{L}+|\p{N}+/gu) || [];
      found.push(part, ...(halves.length > 1 ? halves : [])); // tf1 is tf and 1 too
    }
    if (parts.length > 1) found.push(parts.join(""));
  }
  return found;
};
const process = (word) => (STOP.has(word) ? null : stem(word));

// --- the index -----------------------------------------------------------------------------------------------------

const FIELDS = { title: 5, names: 5, lead: 2, text: 1, state: 0.2 };
const WEIGHTS = { Topic: 1.6, Tool: 1.4, Advice: 1.3, Article: 0.9, Page: 1, List: 0.6, Term: 0.3, Number: 0.5, Comparison: 0.7, Code: 0.7, Disagreement: 0.5, Finding: 0.4, Claim: 0.3, "": 0.5 };

// The list comes by field; where a text is empty, an item does not have the field.
const itemsOf = (columns) => columns.at.map((_, number) => Object.fromEntries(Object.entries(columns).map(([field, texts]) => [field, texts[number]]).filter(([, text]) => text)));

const build = (items) => {
  const counts = new Map(); // in how many items a term stands
  const engine = new MiniSearch({
    fields: Object.keys(FIELDS),
    idField: "number",
    tokenize: words,
    processTerm: process,
  });
  const pages = new Map(); // address of a page -> its item, where it has one
  const short = new Map(); // an abbreviation among the names -> the words of the title
  const exact = new Map(); // a title or name as one word -> the numbers of the items that bear it, and how much that counts
  items.forEach((item, number) => {
    item.number = number;
    item.page = item.at.split("#")[0];
    if (!item.at.includes("#")) pages.set(item.page, item);
    if (!item.at.includes("#") || item.kind === "Term" || item.kind === "List") {
      for (const name of [item.title, ...(item.names || "").split(" / ")]) {
        const key = whole(name);
        (item.called ??= []).push(asks(name).map(stem));
        if (key) exact.set(key, [...(exact.get(key) || []), [number, name === item.title ? 6 : item.kind === "Tool" ? 5 : 3]]);
        if (/^[A-Z][A-Z0-9]+s?$/.test(name) && name !== item.title) short.set(key, words(item.title));
      }
    }
    for (const term of new Set(Object.keys(FIELDS).flatMap((field) => words(item[field] || "")).map(process))) counts.set(term, (counts.get(term) || 0) + 1);
  });
  engine.addAll(items);
  const rarity = (term) => Math.log(1 + items.length / (counts.get(term) || 0.5 * items.length));
  return { engine, items, pages, exact, short, rarity, known: counts, sorted: [...counts.keys()].filter(Boolean).sort() };
};
const whole = (text) => asks(text).map(stem).join("");
// The words of a question that mean something, each once; the parts of a joined word only where it is not known as a whole.
const asks = (text) => {
  const all = [...new Set(words(text))];
  const some = all.filter((word) => !STOP.has(word));
  return some.length ? some : all;
};

// --- what a question may mean --------------------------------------------------------------------------------------

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const slips = function* (word) {
  for (let at = 0; at <= word.length; at++) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    if (right.length > 1) yield left + right[1] + right[0] + right.slice(2);
    if (right) yield left + right.slice(1);
    for (const letter of LETTERS) {
      if (right) yield left + letter + right.slice(1);
      yield left + letter + right;
    }
  }
};
const begins = (sorted, start) => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < start) low = middle + 1;
    else high = middle;
  }
  return Boolean(sorted[low]?.startsWith(start));
};

// The terms to look for: of each word itself, else two words it is put together from, else what it may be a slip of;
// and each two neighbours as one word. `of` tells which words of the question a term stands for.
const meanings = ({ known, sorted, short }, question) => {
  const asked = asks(question);
  const terms = [];
  const add = (term, weight, of, prefix = false) => terms.push({ term, weight, of, prefix });
  asked.forEach((word, index) => {
    const term = stem(word);
    for (const other of short.get(term) || []) if (!STOP.has(other)) add(stem(other), 0.6, [index]);
    const last = index === asked.length - 1;
    if (known.has(term)) return add(term, /^(19|20)\d\d$/.test(word) || COMMON.has(term) ? 0.3 : 1, [index]);
    if (last && begins(sorted, word)) return add(word, 0.9, [index], true);
    let found = false;
    for (let at = 2; at <= word.length - 2; at++) {
      const [left, right] = [stem(word.slice(0, at)), stem(word.slice(at))];
      if (known.has(left) && known.has(right)) {
        add(left, 0.7, [index]);
        add(right, 0.7, [index]);
        found = true;
      }
    }
    if (word.length > 3) {
      for (const slip of new Set(slips(word))) {
        if (known.has(stem(slip))) {
          add(stem(slip), 0.8, [index]);
          found = true;
        }
      }
    }
    if (!found && begins(sorted, word)) add(word, 0.6, [index], true);
    else if (!found) add(term, 1, [index]);
  });
  asked.slice(1).forEach((word, index) => {
    const joined = stem(asked[index] + word);
    if (known.has(joined)) add(joined, 1.2, [index, index + 1]);
  });
  return { asked, terms };
};

// --- finding -------------------------------------------------------------------------------------------------------

const defining = /^what (is|are|does)\b|\b(mean|means|meaning|definition|explained)\b/i;

const find = (index, question) => {
  const { asked, terms } = meanings(index, question);
  if (!terms.length) return { asked, groups: [] };
  const at = new Map();
  terms.forEach((term, number) => at.set(term.term, [...(at.get(term.term) || []), number]));
  const hits = index.engine.search("-", {
    tokenize: () => terms.map(({ term }) => term),
    processTerm: (term) => term,
    prefix: (term, number) => terms[number].prefix,
    boostTerm: (term, number) => terms[number].weight,
    boost: FIELDS,
    bm25: { k: 1.2, b: 0.6, d: 0.4 },
    weights: { prefix: 0.4 },
  });
  // How much of the question a set of its words is: a rare word counts more than a common one.
  const worth = asked.map((word, number) => {
    const own = terms.filter(({ of }) => of.includes(number) && of.length === 1);
    return Math.max(0.2, ...own.map(({ term, weight }) => weight * (index.known.has(term) ? index.rarity(term) : 0.2)));
  });
  const all = worth.reduce((sum, one) => sum + one, 0);
  const share = (covers) => [...covers].reduce((sum, number) => sum + worth[number], 0) / all;
  const stems = new Map(asked.map((word, number) => [stem(word), number]));
  const bearing = bearers(index, asked, terms);
  const groups = new Map();
  for (const hit of hits) {
    const item = index.items[hit.id];
    const covers = new Set(hit.queryTerms.flatMap((term) => (at.get(term) || []).flatMap((number) => terms[number].of)));
    const named = Math.max(0, ...(item.called || []).filter((name) => name.every((term) => stems.has(term))).map((name) => share(new Set(name.map((term) => stems.get(term))))));
    const weight = item.kind === "Term" && defining.test(question) ? 2 : WEIGHTS[item.kind] ?? 0.5;
    const score = hit.score * weight * (bearing.get(hit.id) || 1 + named) * share(covers);
    const page = ["Term", "Number", "List"].includes(item.kind) ? item.at : item.page;
    if (!groups.has(page)) groups.set(page, { page, own: 0, covers: [], parts: [] });
    const group = groups.get(page);
    if (item.at === page) Object.assign(group, { own: score, covers: [...covers] });
    group.parts.push({ item, score, covers });
  }
  for (const group of groups.values()) {
    group.parts.sort((one, other) => other.score - one.score);
    const inner = group.parts.filter(({ item }) => item.at !== group.page);
    const sum = group.own + inner.slice(0, 3).reduce((total, part, number) => total + part.score * [0.7, 0.25, 0.1][number], 0);
    group.score = sum * share(new Set([...group.covers, ...(inner[0]?.covers || [])]));
  }
  return { asked, groups: [...groups.values()].sort((one, other) => other.score - one.score).slice(0, 30) };
};

// The items whose title or name is the question, and how much that counts; words that nothing holds left out, a slip put right.
const bearers = ({ exact, known }, asked, terms) => {
  const forms = asked.map((word, index) => {
    const own = terms.filter(({ of }) => of.length === 1 && of[0] === index).map(({ term }) => term);
    return known.has(stem(word)) ? [stem(word), own.filter((term) => term !== stem(word)).join("")].filter(Boolean) : own.some((term) => known.has(term)) ? own : [""];
  });
  const plain = forms.map(([first]) => first);
  const tries = [plain.join(""), forms.map((own) => own.at(-1)).join(""), asked.map((word) => (known.has(stem(word)) ? stem(word) : "")).join("")];
  forms.forEach((own, index) => own.forEach((form) => tries.push(plain.with(index, form).join(""))));
  return new Map(tries.flatMap((name) => exact.get(name) || []));
};

// --- what the box shows --------------------------------------------------------------------------------------------

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
const marked = (text, stems) => text.split(/([\p{L}\p{N}]+)/u).map((part) => (stems.has(stem(part.toLowerCase())) ? `<mark data-md-highlight>${escape(part)}</mark>` : escape(part))).join("");
// About two lines around the first word that was asked for.
const passage = (text, stems) => {
  if (text.length <= 200) return marked(text, stems);
  const first = [...text.matchAll(/[\p{L}\p{N}]+/gu)].find(([word]) => stems.has(stem(word.toLowerCase())))?.index ?? 0;
  const start = first < 120 ? 0 : text.indexOf(" ", first - 60) + 1;
  const end = text.length < start + 200 ? text.length : text.lastIndexOf(" ", start + 200);
  return `${start ? "… " : ""}${marked(text.slice(start, end), stems)}${end < text.length ? " …" : ""}`;
};

const shown = (index, { asked, groups }) => {
  const stems = new Set(asked.map(stem));
  const terms = Object.fromEntries(asked.map((word) => [word, true]));
  const show = (item, score) => ({
    location: item.at,
    title: marked(item.title, stems),
    text: item.lead ? passage(item.lead, stems) : "",
    tags: [item.kind, item.status].filter(Boolean).map(escape),
    score,
    terms,
  });
  return groups.map(({ page, score, own, parts }) => {
    const inner = parts.filter(({ item }) => item.at !== page);
    const best = index.items.find((item) => item.at === page);
    if (!best) return [...inner.map(({ item, score: part }) => show(item, part)), show({ at: page, title: page }, 0)];
    if (page.includes("#")) return [show(best, score), show({ at: best.page, title: { Term: "Glossary", Number: "Numbers" }[best.kind] || "Articles", kind: "" }, 0)];
    const lead = own >= (inner[0]?.score || 0) ? score + own : 0;
    return [show(best, lead), ...inner.slice(0, 8).map(({ item, score: part }) => show(item, part))].sort((one, other) => other.score - one.score);
  });
};

// Where to go on from when nothing is found.
const WAYS = [
  { at: "decide/", kind: "Way on", title: "Answer questions", lead: "Nothing here holds these words. The guide leads from your situation to a framework and its tools." },
  { at: "topics/", kind: "Way on", title: "All topics", lead: "Every question that this site answers." },
  { at: "tools/", kind: "Way on", title: "All tools", lead: "Every tool under its present name; former names lead there too." },
];

// --- the theme's messages ------------------------------------------------------------------------------------------

const answer = (message) => postMessage(message);
let index; // a promise: loaded when somebody searches

const load = async () => {
  importScripts("vendor/minisearch.js");
  const reply = await fetch("../search/index.json");
  if (!reply.ok) throw new Error(`the list of the search: ${reply.status}`);
  return build(itemsOf(await reply.json()));
};

addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) answer({ type: READY });
  if (message.type !== QUERY) return;
  if (!message.data.trim()) return answer({ type: RESULT, data: { items: [] } });
  index ??= load().catch((error) => { index = undefined; throw error; }); // what failed is tried again by the next key
  const loaded = await index;
  const found = shown(loaded, find(loaded, message.data));
  answer({ type: RESULT, data: { items: found.length ? found : WAYS.map((way) => shown({ items: [way] }, { asked: [], groups: [{ page: way.at, score: 1, own: 1, parts: [] }] })[0]) } });
});
