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
