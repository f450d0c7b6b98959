/* Index tables: sort buttons and filters. Without this script the table is whole and the form stays hidden.

   Markup it works on:
     form.filters[hidden]     fields by name: `find` (text), selects (`support`, `status`, …), checkboxes (`disputed`, …)
     .count[data-noun]        says how many rows are shown; .clear, a button, empties the form
     table.data--index        th[data-sort="text|number|date"], cells with data-value where the words do not sort;
                              what the cells of a th[data-choice] say fills its select[data-choice] of the form,
                              which is taken out if that is too much
     tr[data-find]            what the text is looked for in, besides the first cell; tr[data-support] etc. hold
                              what a select asks for, tr[data-flags] the names of the checkboxes it answers to
   The state is in the address (?find=bridge&disputed=on&sort=-range), so that a view can be sent to somebody, and
   each choice is a step that the browser can take back. */
"use strict";

// Few ask for an earlier day: the others need not load what shows it.
let asOf = null;
if (new URLSearchParams(location.search).has("asof")) {
  asOf = document.createElement("script");
  asOf.src = new URL("asof.js", document.currentScript.src);
  document.head.append(asOf);
}

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

// An address can lead to a tab of a hand-written page.
const tab = document.getElementById(anchorOf(location));
if (tab?.name?.startsWith("__tabbed_")) tab.checked = true;

// What an address leads to on its page; nothing where it is malformed.
function anchorOf(address) {
  try {
    return decodeURIComponent(address.hash.slice(1));
  } catch {
    return "";
  }
}

// An address can lead to a fact in a closed part of the page; not every browser opens it by itself.
function openAround() {
  const id = anchorOf(location);
  const closed = id && document.getElementById(id)?.closest("details:not([open])");
  if (!closed) return;
  closed.open = true;
  document.getElementById(id).scrollIntoView();
}
addEventListener("hashchange", openAround);
openAround();

/* "Cite this": copies a fact's statement, its date, its sources and its permanent address. All of it
   is read from the page, so the button costs no page a byte. */

(() => {
  const said = (element) => {
    if (!element) return "";
    const copy = element.cloneNode(true);
    for (const extra of copy.querySelectorAll(".refs, .sr, .side-link")) extra.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  function note(ref) {
    const item = document.getElementById(anchorOf(ref));
    if (!item) return "";
    const url = item.querySelector("[data-url]")?.dataset.url;
    const words = [".note-pub", ".note-title", ".note-date", ".note-line .flag"];
    const parts = words.map((one) => said(item.querySelector(one)));
    return [...parts, url].filter(Boolean).join(", ");
  }

  function citation(fact, parts) {
    const page = document.querySelector("link[rel=canonical]")?.href || location.href.split(/[?#]/)[0];
    const label = said(fact.querySelector(".fact-label"));
    const about = [said(document.querySelector("h1")), parts.about || label].filter(Boolean).join(", ");
    const how = parts.evidence.flatMap((one) => [...fact.querySelectorAll(one)].map(said)).filter(Boolean).join("; ");
    const sources = [...new Set([...fact.querySelectorAll("a.ref")].map(note))].filter(Boolean);
    const site = said(document.querySelector(".print-site"));
    const asOf = said(document.querySelector(".print-meta")).split(" · ")[0];
    return [
      `${about}: ${parts.says.map((one) => said(fact.querySelector(one))).filter(Boolean).join(" – ")}`,
      `(${how})`,
      ...sources.map((source) => `Source: ${source}`),
      `${site}, ${asOf.replace(/^As/, "as")}: ${page}#${fact.id}`,
    ].join("\n");
  }

  async function copy(words) {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      // Pages from a file or over plain http may not use the clipboard's own interface.
      const focused = document.activeElement;
      const field = document.createElement("textarea");
      field.value = words;
      field.className = "sr";
      document.body.append(field);
      field.select();
      const copied = document.execCommand("copy");
      field.remove();
      focused?.focus();
      return copied;
    }
    return true;
  }

  // Says once, for those who can't see the button change, what it did.
  const spoken = document.createElement("p");
  spoken.className = "sr";
  spoken.setAttribute("role", "status");
  document.querySelector(".md-content")?.append(spoken);

  function addButton(fact, place, parts) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cite";
    const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    mark.setAttribute("class", "icon");
    mark.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", "#i-cite");
    mark.append(use);
    const words = document.createElement("span");
    words.textContent = "Cite this";
    button.setAttribute("aria-label", `Cite this: ${parts.about || said(fact.querySelector(".fact-label"))}`);
    button.append(mark, words);
    button.addEventListener("click", async () => {
      words.textContent = (await copy(citation(fact, parts))) ? "Copied" : "Not copied";
      spoken.textContent = words.textContent;
      setTimeout(() => (words.textContent = "Cite this"), 2500);
    });
    place.append(button);
  }

  for (const fact of document.querySelectorAll("article.fact[id]:not([id^=_])")) {
    if (!fact.querySelector(".evidence")) continue; // a tombstone
    addButton(fact, fact, {
      says: [".fact-value", ".fact-says", ".fact-replaced"],
      evidence: [".status", ".when", ".support", ".origins", ".flag"],
    });
  }
  for (const fact of document.querySelectorAll(".side-fact[id]:not([id^=_])")) {
    const mark = fact.querySelector(".side-mark");
    const question = said(fact.closest(".conflict")?.querySelector("h3"));
    addButton(fact, mark, {
      about: `${question} Sources disagree; one answer`,
      says: [".side-says"],
      evidence: [".status", ".when", ".support"],
    });
  }
})();

function startIndexTable(table) {
  const form = document.querySelector("form.filters");
  const count = document.querySelector(".count");
  const clear = document.querySelector(".clear");
  // The rows as the page was written: sorting starts from this order, so that equal rows keep it.
  const rows = [...table.querySelectorAll("tbody tr:not(.is-out)")];
  const headings = [...table.querySelectorAll("thead th[data-sort]:not(.is-out)")];
  const collator = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
  const words = (text) => (text || "").split(/\s+/).filter(Boolean);

  // Full and half width, capitals, macrons and accents make no difference to what is found.
  const fold = (text) => (text || "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(rows.map((row) => [row, fold(`${row.cells[0].textContent} ${row.dataset.find ?? ""}`)]));

  /* Choices: the select of each column that has few different words. */

  const MOST_CHOICES = 60;
  const choices = new Map(); // what a row may be picked by, by the name of the field

  // A cell with several links says several things.
  function said(cell) {
    const links = [...cell.querySelectorAll("a:not(.flag)")].map((link) => link.textContent.trim());
    return links.length ? links : [cell.textContent.trim()].filter(Boolean);
  }

  function fillChoice(select, heading) {
    const name = nameOf(heading);
    const found = new Map(rows.map((row) => [row, said(row.cells[heading.cellIndex])]));
    const words = [...new Set([...found.values()].flat())].sort(collator.compare);
    const isOfUse = words.length > 1 && words.length <= MOST_CHOICES && words.length < rows.length;
    if (!isOfUse || form.elements[name]) {
      select.closest(".field").remove();
      return;
    }
    select.name = name;
    select.append(...words.map((word) => new Option(word, word)));
    choices.set(name, found);
  }

  // A heading's name in the address: "Range, km" is `range-km`.
  const nameOf = (heading) => words(fold(heading.textContent).replace(/[^\p{L}\p{N}]+/gu, " ")).join("-");

  if (form) {
    const picked = headings.filter((heading) => "choice" in heading.dataset);
    form.querySelectorAll("[data-choice]").forEach((select, at) => fillChoice(select, picked[at]));
  }

  /* Filters */

  const fields = form ? [...form.elements].filter((field) => field.name && !field.closest(".is-out")) : [];

  function asks(field) {
    return field.type === "checkbox" ? field.checked : field.value.trim() !== "";
  }

  function answers(row, field) {
    if (field.type === "checkbox") return words(row.dataset.flags).includes(field.name);
    if (choices.has(field.name)) return choices.get(field.name).get(row).includes(field.value);
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
    if (clear) clear.hidden = !asked.length;
  }

  /* Sorting */

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

  // In the order in which the page was written.
  function unsort() {
    for (const other of headings) other.removeAttribute("aria-sort");
    for (const body of table.tBodies) body.append(...rows.filter((row) => row.parentNode === body));
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
    else unsort();
  }

  // `isStep`: whether the browser can take it back.
  function write(isStep = true) {
    const state = new URLSearchParams(location.search);
    const set = (name, value) => (value ? state.set(name, value) : state.delete(name));
    for (const field of fields) {
      set(field.name, !asks(field) ? "" : field.type === "checkbox" ? "on" : field.value.trim());
    }
    const sorted = headings.find((heading) => heading.hasAttribute("aria-sort"));
    const sign = sorted?.getAttribute("aria-sort") === "descending" ? "-" : "";
    set("sort", sorted ? sign + nameOf(sorted) : "");
    const address = `${location.pathname}${state.size ? "?" : ""}${state}`;
    if (address === location.pathname + location.search) return;
    history[isStep ? "pushState" : "replaceState"](history.state, "", address + location.hash);
  }

  headings.forEach(addButton);
  read();
  filter();
  addEventListener("popstate", () => {
    read();
    filter();
  });
  if (form) {
    let pause;
    form.addEventListener("input", ({ target }) => {
      filter();
      clearTimeout(pause);
      const isTyped = target.type === "search";
      // browsers refuse an address that changes with every key
      pause = setTimeout(() => write(!isTyped), isTyped ? 300 : 0);
    });
    clear?.addEventListener("click", () => {
      form.reset();
      filter();
      write();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
  }
}

for (const table of document.querySelectorAll("table.data--index")) {
  // An earlier day has other rows and values.
  const start = () => startIndexTable(table);
  if (!asOf) start();
  else for (const end of ["load", "error"]) asOf.addEventListener(end, start);
}
