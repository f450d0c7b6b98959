/* Index tables: sort buttons and filters. Without this script the table is whole and the form stays hidden.

   Markup it works on:
     form.filters[hidden]     fields by name: `find` (text), selects (`support`, `status`, …), checkboxes (`disputed`, …)
     .count[data-noun]        says how many rows are shown
     table.data--index        th[data-sort="text|number|date"], cells with data-value where the words do not sort
     tr[data-find]            what the text is looked for in; tr[data-support] etc. hold what a select asks for,
                              tr[data-flags] the names of the checkboxes that the row answers to
   The state is in the address (?find=bridge&disputed=on&sort=-range), so that a view can be sent to somebody. */
"use strict";

// The theme's search is a dialog without a name, which screen readers need.
document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");

// The theme opens its menu and its search with labels, which the keyboard can't reach: buttons take
// their place. They keep the labels' `for`, by which the theme's style sheet knows them.
for (const label of document.querySelectorAll("label.md-header__button")) {
  const toggle = document.getElementById(label.htmlFor);
  const name = { __drawer: "Menu", __search: "Search" }[label.htmlFor];
  if (!toggle || !name) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.setAttribute("for", label.htmlFor);
  button.setAttribute("aria-label", name);
  button.append(...label.childNodes);
  label.replaceWith(button);
  const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
  tell();
  toggle.addEventListener("change", tell);
  button.addEventListener("click", () => toggle.click());
}

// The search closes itself.
document.addEventListener("keydown", (event) => {
  const menu = document.getElementById("__drawer");
  if (event.key === "Escape" && menu.checked) menu.click();
});

(() => {
  const table = document.querySelector("table.data--index");
  if (!table) return;
  const form = document.querySelector("form.filters");
  const count = document.querySelector(".count");
  // The rows as the page was written: sorting starts from this order, so that equal rows keep it.
  const rows = [...table.querySelectorAll("tbody tr")];
  const headings = [...table.querySelectorAll("thead th[data-sort]")];
  const collator = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
  const words = (text) => (text || "").split(/\s+/).filter(Boolean);

  // Full and half width, capitals, macrons and accents make no difference to what is found.
  const fold = (text) => (text || "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(rows.map((row) => [row, fold(row.dataset.find || row.textContent)]));

  /* Filters */

  const fields = form ? [...form.elements].filter((field) => field.name) : [];

  function asks(field) {
    return field.type === "checkbox" ? field.checked : field.value.trim() !== "";
  }

  function answers(row, field) {
    if (field.type === "checkbox") return words(row.dataset.flags).includes(field.name);
    if (field.tagName === "SELECT") return words(row.dataset[field.name]).includes(field.value);
    return words(fold(field.value)).every((word) => texts.get(row).includes(word));
  }

  function filter() {
    const asked = fields.filter(asks);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !asked.every((field) => answers(row, field));
      shown += row.hidden ? 0 : 1;
    }
    if (count) {
      const all = `${rows.length} ${count.dataset.noun || ""}`.trim();
      count.textContent = asked.length ? `${shown} of ${all}` : all;
    }
  }

  /* Sorting */

  // A heading's name in the address: "Range, km" is `range-km`.
  const nameOf = (heading) => words(fold(heading.textContent).replace(/[^\p{L}\p{N}]+/gu, " ")).join("-");

  function valueOf(row, heading) {
    const cell = row.cells[heading.cellIndex];
    const value = cell.dataset.value || "";
    if (heading.dataset.sort === "number") return value === "" ? NaN : Number(value);
    return heading.dataset.sort === "date" ? value : value || cell.textContent.trim();
  }

  const isEmpty = (value) => value === "" || Number.isNaN(value);

  function compare(a, b, isDown) {
    if (isEmpty(a) || isEmpty(b)) return isEmpty(a) - isEmpty(b); // what is not known comes last, either way
    const order = typeof a === "number" ? a - b : collator.compare(a, b);
    return isDown ? -order : order;
  }

  function sort(heading, isDown) {
    for (const other of headings) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    const values = new Map(rows.map((row) => [row, valueOf(row, heading)]));
    for (const body of table.tBodies) {
      const own = rows.filter((row) => row.parentNode === body);
      body.append(...own.sort((a, b) => compare(values.get(a), values.get(b), isDown)));
    }
  }

  function addButton(heading) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      sort(heading, heading.getAttribute("aria-sort") === "ascending");
      write();
    });
  }

  /* State in the address. Parameters of others (Material's search words) are left alone. */

  function read() {
    const state = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = state.get(field.name) || "";
      if (field.type === "checkbox") field.checked = value !== "";
      else field.value = value;
      if (field.selectedIndex === -1) field.selectedIndex = 0; // an answer this table does not know
    }
    const wanted = state.get("sort") || "";
    const heading = headings.find((one) => nameOf(one) === wanted.replace(/^-/, ""));
    if (heading) sort(heading, wanted.startsWith("-"));
  }

  function write() {
    const state = new URLSearchParams(location.search);
    const set = (name, value) => (value ? state.set(name, value) : state.delete(name));
    for (const field of fields) {
      set(field.name, !asks(field) ? "" : field.type === "checkbox" ? "on" : field.value.trim());
    }
    const sorted = headings.find((heading) => heading.hasAttribute("aria-sort"));
    const sign = sorted?.getAttribute("aria-sort") === "descending" ? "-" : "";
    set("sort", sorted ? sign + nameOf(sorted) : "");
    history.replaceState(history.state, "", `${location.pathname}${state.size ? "?" : ""}${state}${location.hash}`);
  }

  headings.forEach(addButton);
  read();
  filter();
  if (form) {
    let pause;
    form.addEventListener("input", () => {
      filter();
      clearTimeout(pause);
      pause = setTimeout(write, 300); // browsers refuse an address that changes with every key
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
  }
})();
