// Filters for a table: a form names the table, its fields name data attributes of the rows. Three names mean more:
// `words` looks into a row's text, `column` shows one framework alone, `order` sorts. The choice stands in the address,
// so that a view can be shared and reloaded.
for (const form of document.querySelectorAll("form[data-filters]")) {
  const table = document.getElementById(form.dataset.filters);
  if (!table) continue;
  const bodies = [...table.tBodies].map((body) => ({ body, head: body.querySelector("tr.group"), rows: [...body.querySelectorAll("tr:not(.group)")] }));
  const rows = bodies.flatMap((part) => part.rows);
  const fields = [...form.elements].filter((field) => field.name);
  const tell = form.querySelector("output");
  const value = (field) => (field.type === "checkbox" ? (field.checked ? field.value : "") : field.value.trim());

  const fits = (row, field) => {
    const wanted = value(field);
    if (!wanted || field.name === "column" || field.name === "order") return true;
    const text = field.name === "words" ? `${row.textContent} ${table.querySelector(`#${row.dataset.topic}`)?.textContent}` : row.dataset[field.name] || "";
    return field.type === "search" ? text.toLowerCase().includes(wanted.toLowerCase()) : text.split(" ").includes(wanted);
  };

  // Sorted rows stand in one body; by topic each goes back to its place. Moving rows costs a layout: only when asked.
  const sort = (newest) => {
    if (newest === table.classList.contains("sorted")) return;
    table.classList.toggle("sorted", newest);
    if (newest) bodies[0].body.append(...[...rows].sort((a, b) => b.dataset.newest.localeCompare(a.dataset.newest)));
    else for (const { body, head, rows: own } of bodies) body.append(...(head ? [head] : []), ...own);
  };

  // A group of which no row is left is not shown; of sorted rows none has its head.
  const fold = (sorted) => {
    for (const { body, head, rows: own } of bodies) {
      if (head) head.hidden = sorted || own.every((row) => row.hidden);
      body.hidden = sorted ? body !== bodies[0].body : own.every((row) => row.hidden);
    }
  };

  const show = () => {
    const address = new URL(location.href);
    for (const field of fields) {
      if (value(field)) address.searchParams.set(field.name, value(field));
      else address.searchParams.delete(field.name);
    }
    if (address.href !== location.href) history.replaceState(null, "", address);
    for (const row of rows) row.hidden = !fields.every((field) => fits(row, field));
    const column = form.elements.column?.value;
    if (form.elements.column) for (const cell of table.querySelectorAll("[data-column]")) cell.hidden = Boolean(column) && cell.dataset.column !== column;
    const newest = form.elements.order?.value === "newest";
    sort(newest);
    fold(newest);
    const left = rows.filter((row) => !row.hidden).length;
    tell.textContent = left === rows.length ? `${left} rows` : `${left} of ${rows.length} rows`;
  };

  // What is shown, as rows of text: the head first, without the lines that tell what a cell rests on.
  const view = () => {
    const text = (cell) => {
      const copy = cell.cloneNode(true);
      copy.querySelectorAll(".grounds, .label, .headerlink, .of").forEach((part) => part.remove());
      return copy.textContent.replace(/\s+/g, " ").trim();
    };
    const cells = (row) => [...row.cells].filter((cell) => !cell.hidden).map(text);
    const shown = [...table.querySelectorAll("tbody tr:not(.group)")].filter((row) => !row.hidden);
    return [["Topic", ...cells(table.tHead.rows[0])], ...shown.map((row) => [text(table.querySelector(`#${row.dataset.topic} th`)), ...cells(row)])];
  };
  // A spreadsheet takes what begins so for a formula.
  const csv = (cell) => `"${cell.replace(/^(?=[=+\-@\t\r＝＋－＠])/, "'").replaceAll('"', '""')}"`;
  // What is text here stays text there: as `marked` in macros/text.py has it, and without an end of the cell.
  const markdown = (cell) => cell.replace(/[\\`*_[\]>]/g, "\\$&").replace(/[<~|]|&(?=#?\w+;)/g, (sign) => `&#${sign.charCodeAt()};`);
  const copies = {
    link: () => location.href,
    csv: () => view().map((row) => row.map(csv).join(",")).join("\r\n"),
    markdown: () => {
      const [head, ...lines] = view().map((row) => row.map(markdown));
      return [head, head.map(() => "---"), ...lines].map((row) => `| ${row.join(" | ")} |`).join("\n");
    },
  };
  for (const button of form.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(copies[button.dataset.copy]());
      tell.textContent = "Copied";
    });
  }

  const asked = new URLSearchParams(location.search);
  for (const field of fields) {
    const given = asked.get(field.name) || "";
    if (field.type === "checkbox") field.checked = given === field.value;
    else field.value = given;
    if (field.value === "" && given && field.type !== "checkbox") field.selectedIndex = 0; // an address with what is not offered
  }
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

// The lives of tools are seen from the first article on, where there is no room for all.
for (const frame of document.querySelectorAll(".frame.lives")) frame.scrollLeft = frame.querySelector("line.article").getAttribute("x1") - 30;

// The search box of the theme, opened from the page.
for (const button of document.querySelectorAll("button.find")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const toggle = document.querySelector("[data-md-toggle=search]");
    if (!toggle.checked) toggle.click();
    document.querySelector("[data-md-component=search-query]").focus();
  });
}

// Beside each link to the lines of a record, one that reports what is wrong with it: a form of the same repository,
// filled with the record's address and with what it says here.
for (const lines of document.querySelectorAll(".lines")) {
  const [repository, file] = lines.firstElementChild.href.split(/\/blob\/[^/]+\//);
  const part = lines.closest("td, li, .finding, .question, .answer");
  const id = (part.closest(":is(li, tr, .finding)[id]") || part.querySelector("h3[id]"))?.id || "";
  const copy = (part.querySelector(":scope > .says") || part).cloneNode(true);
  copy.querySelectorAll(".meta, .grounds, .label, .mark, .when, .headerlink, details").forEach((element) => element.remove());
  const page = document.querySelector("link[rel=canonical]")?.href || location.href.replace(/[?#].*/, "");
  const name = [file.match(/([^/]+)\.yml/)[1], id, part.dataset.column].filter(Boolean).join(".");
  const filled = {
    template: "correction.yml",
    title: `Correction: ${name}`,
    record: `${page}${id && `#${id}`} (${file})`,
    says: copy.textContent.replace(/\s+/g, " ").trim().slice(0, 1000),
  };
  const link = document.createElement("a");
  link.href = `${repository}/issues/new?${new URLSearchParams(filled)}`;
  link.textContent = "report what is wrong";
  lines.append(" · ", link);
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
