// Filters for a table: a form names the table, its fields name data attributes of the rows.
// The choice stands in the address, so that a filtered view can be shared and reloaded.
for (const form of document.querySelectorAll("form[data-filters]")) {
  const table = document.getElementById(form.dataset.filters);
  if (!table) continue;
  const rows = [...table.querySelectorAll("tbody tr")];
  const fields = [...form.elements].filter((field) => field.name);
  const tell = form.querySelector("output");

  const fits = (row, field) => {
    if (!field.value) return true;
    const value = row.dataset[field.name] || "";
    return field.type === "search"
      ? value.toLowerCase().includes(field.value.trim().toLowerCase())
      : value.split(" ").includes(field.value);
  };

  const show = () => {
    const address = new URL(location.href);
    for (const field of fields) {
      if (field.value) address.searchParams.set(field.name, field.value);
      else address.searchParams.delete(field.name);
    }
    history.replaceState(null, "", address);
    for (const row of rows) row.hidden = !fields.every((field) => fits(row, field));
    const left = rows.filter((row) => !row.hidden).length;
    tell.textContent = left === rows.length ? `${left} rows` : `${left} of ${rows.length} rows`;
  };

  const asked = new URLSearchParams(location.search);
  for (const field of fields) field.value = asked.get(field.name) || "";
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

// The search box of the theme, opened from the page.
for (const button of document.querySelectorAll("button.find")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const toggle = document.querySelector("[data-md-toggle=search]");
    if (!toggle.checked) toggle.click();
    document.querySelector("[data-md-component=search-query]").focus();
  });
}

// The decision guide: the outline's questions, one at a time. The answers stand in the address (?answers=a,b), so that
// a result can be shared, reloaded and gone back from.
const guide = document.getElementById("guide");
if (guide) {
  const first = document.querySelector(".question h3").id;
  const part = (id) => document.getElementById(id).closest(".question, .recommendation");
  const given = () => (new URLSearchParams(location.search).get("answers") || "").split(",").filter(Boolean);

  // Follow answers from the first question; what does not fit is left out, with all after it.
  const follow = (answers) => {
    let at = first;
    const steps = [];
    for (const answer of answers) {
      const link = part(at).querySelector(`[data-answer="${CSS.escape(answer)}"]`);
      if (!link) break;
      steps.push({ answer, question: text(part(at).querySelector("h3")), says: text(link) });
      at = link.hash.slice(1);
    }
    return { at, steps };
  };
  const text = (element) => element.firstChild.textContent.trim();

  const make = (name, content, more = {}) => Object.assign(document.createElement(name), { textContent: content }, more);
  const go = (answers) => {
    const address = new URL(location.href);
    address.hash = "";
    if (answers.length) address.searchParams.set("answers", answers.join(","));
    else address.searchParams.delete("answers");
    history.pushState(null, "", address.href.replaceAll("%2C", ","));
    show(true);
  };

  const show = (focus) => {
    const { at, steps } = follow(given());
    const answers = steps.map((step) => step.answer);
    const source = part(at);
    const asks = source.classList.contains("question");
    const heading = make("h2", text(source.querySelector("h3")), { tabIndex: -1 });
    const kicker = make("p", asks ? `Question ${steps.length + 1}` : "Use", { className: "meta" });
    guide.replaceChildren(kicker, heading);
    if (asks) {
      const list = make("div", "", { className: "choices" });
      for (const link of source.querySelectorAll("[data-answer]")) {
        list.append(make("button", text(link), { type: "button", onclick: () => go([...answers, link.dataset.answer]) }));
      }
      guide.append(list);
    } else {
      const copy = source.cloneNode(true);
      copy.querySelector("h3").remove();
      copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
      guide.append(...copy.childNodes);
    }
    if (steps.length) {
      const list = make("ol", "", { className: "given" });
      steps.forEach((step, index) => {
        const item = make("li", `${step.question} ${step.says} `);
        item.append(make("button", "Change", { type: "button", ariaLabel: `Change the answer to: ${step.question}`, onclick: () => go(answers.slice(0, index)) }));
        list.append(item);
      });
      const row = make("p", "", { className: "back" });
      row.append(
        make("button", "Back", { type: "button", onclick: () => go(answers.slice(0, -1)) }),
        make("button", "Start over", { type: "button", onclick: () => go([]) }),
      );
      guide.append(list, row);
    }
    if (focus) heading.focus();
  };

  addEventListener("popstate", () => show(false));
  guide.hidden = false;
  show(false);
}
