/* Find facts: a form whose answers are picked from the index of the search, by the worker search.js.

   The form's fields are selects and checkboxes, and texts in which something is looked for: what is chosen
   there has an id. The state is in the address (?kind=units&support=single&names=some-place), so that a
   choice can be sent to somebody, and each change is a step that the browser can take back. Beside each
   option stands how many facts would be found if it were chosen, with all else that is. */
"use strict";

(() => {
  const PICK = 4, PICKED = 5, SUGGEST = 6, SUGGESTED = 7, COUNT = 8, COUNTED = 9;
  const STEP = 20;
  const form = document.getElementById("_facts");
  const frame = document.querySelector(".found");
  const list = frame.querySelector(".found-list");
  const count = frame.querySelector(".count");
  const more = frame.querySelector(".found-more");
  const clear = frame.querySelector("[type=reset]");
  const worker = new Worker(form.dataset.worker);
  const fields = [...form.elements].filter((field) => field.name && field.type !== "reset");
  const kinds = [...form.kind.options].map((option) => option.value).filter(Boolean);
  const root = new URL("../", location.href.split(/[?#]/)[0]);
  const numeral = new Intl.NumberFormat(document.documentElement.lang || "en");

  /* The worker */

  const waiting = new Map();
  let turns = 0;

  function ask(type, data) {
    const turn = ++turns;
    worker.postMessage({ type, data: { turn, ...data } });
    return new Promise((resolve) => waiting.set(turn, resolve));
  }

  worker.addEventListener("message", ({ data: { type, data } }) => {
    if (![PICKED, SUGGESTED, COUNTED].includes(type)) return;
    waiting.get(data.turn)?.(data);
    waiting.delete(data.turn);
  });

  /* Fields in which something is looked for: what was suggested is known by its words. */

  const searched = fields.filter((field) => field.dataset.sections);
  const known = new Map(searched.map((field) => [field, new Map()]));
  const idOf = (address) => address.split("/").at(-2);

  async function suggested(field, text) {
    const sections = field.dataset.sections.split(" ");
    const { pages = [] } = await ask(SUGGEST, { text, sections, most: 8 });
    const found = pages.filter(({ address }) => address.split("/").length > 2); // not an index
    for (const { address, title } of found) known.get(field).set(title, idOf(address));
    return found;
  }

  async function suggest(field) {
    const text = field.value;
    if (known.get(field).has(text)) return;
    const found = await suggested(field, text);
    if (field.value !== text) return;
    const options = found.map(({ kind, title, about }) => {
      const option = new Option(field.name === "source" ? `${about} · ${kind}` : kind, title);
      return option;
    });
    field.list.replaceChildren(...options);
  }

  // The id that the words in a field stand for: what was chosen, or what they find first.
  async function chosen(field) {
    const text = field.value.trim();
    if (!text) return "";
    if (!known.get(field).has(text)) {
      const [first] = await suggested(field, text);
      if (!first) return text;
      field.value = first.title;
    }
    return known.get(field).get(field.value.trim());
  }

  // The words for an id that stands in the address.
  async function name(field, id) {
    known.get(field).set(id, id);
    field.value = id;
    const pages = await suggested(field, id.replaceAll("-", " "));
    const page = pages.find(({ address }) => idOf(address) === id);
    if (page && field.value === id) field.value = page.title;
  }

  /* State in the address */

  const state = () => new URLSearchParams(location.search);

  function read() {
    const asked = state();
    for (const field of fields) {
      const value = asked.get(field.name) || "";
      if (field.type === "checkbox") field.checked = value !== "";
      else if (!field.dataset.sections) field.value = value;
      else if (!value) field.value = "";
      else if (known.get(field).get(field.value) !== value) name(field, value);
      if (field.selectedIndex === -1) field.selectedIndex = 0; // an answer that this form does not know
    }
    fit();
  }

  const isOfOther = (property, kind) => kind && property && !property.startsWith(`${kind}/`);

  // Properties of other kinds are not offered, and what is chosen of one says the kind.
  function fit() {
    const kind = form.kind.value;
    if (isOfOther(form.property.value, kind)) form.property.value = "";
    for (const group of form.property.querySelectorAll("optgroup")) {
      group.hidden = group.disabled = kind !== "" && group.dataset.kind !== kind;
    }
  }

  async function write() {
    const asked = state();
    const set = (field, value) => (value ? asked.set(field.name, value) : asked.delete(field.name));
    for (const field of fields) {
      if (field.type === "checkbox") set(field, field.checked ? "on" : "");
      else set(field, field.dataset.sections ? await chosen(field) : field.value);
    }
    const address = `${location.pathname}${asked.size ? "?" : ""}${asked}`;
    if (address !== `${location.pathname}${location.search}`) history.pushState(null, "", address);
    show();
  }

  function wanted(asked) {
    const [kind, property] = (asked.get("property") || "").split("/");
    const facets = property ? [`property:${property}`] : [];
    for (const name of ["status", "support", "year", "names", "source"]) {
      if (asked.get(name)) facets.push(`${name}:${asked.get(name)}`);
    }
    for (const flag of ["disputed", "overdue"]) if (asked.get(flag)) facets.push(`flag:${flag}`);
    const one = asked.get("kind") || (property ? kind : "");
    return { kinds: kinds.includes(one) ? [one] : kinds, facets };
  }

  /* How many facts each option would leave */

  const options = fields.flatMap((field) => {
    if (field.type === "checkbox") return [{ field, value: "on", label: field.labels[0] }];
    return [...(field.options ?? [])].map((option) => ({ field, value: option.value, label: option }));
  });
  for (const option of options) option.words = option.label.textContent;

  function askedWith({ field, value }) {
    const asked = state();
    if (value) asked.set(field.name, value);
    else asked.delete(field.name);
    if (field.name === "kind" && isOfOther(asked.get("property"), value)) asked.delete("property");
    return asked;
  }

  async function showCounts(turn) {
    const choices = options.map((option) => wanted(askedWith(option)));
    const { counts } = await ask(COUNT, { choices });
    if (turn !== latest) return;
    options.forEach(({ label, words }, at) => {
      label.textContent = counts ? `${words} (${numeral.format(counts[at])})` : words;
    });
  }

  /* Showing */

  function create(tag, className, ...children) {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    return element;
  }

  function link(address, words) {
    const element = create("a", "", words);
    element.href = new URL(address, root);
    return element;
  }

  function mark(id) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "mark");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `#${id}`);
    svg.append(use);
    return svg;
  }

  function drawn({ address, kind, title, label, text, mark: marks, by, facets }) {
    const valuesOf = (name) => facets.filter((it) => it.startsWith(`${name}:`)).map((it) => it.slice(name.length + 1));
    const [status] = valuesOf("status");
    const [support] = valuesOf("support");
    const [statusWords, supportWords] = marks.split(" · ");
    const sources = valuesOf("source");
    const page = address.split("#")[0];
    const head = create("p", "found-head", link(page, title), " ", create("span", "found-kind", kind));
    const says = create("p", "found-says", create("a", "found-label", label), " ", text);
    says.firstChild.href = new URL(address, root);
    const evidence = create(
      "p", "found-evidence",
      create("span", `status status--${status}`, mark(`s-${status}`), statusWords), " ",
      create("span", `support support--${support}`, mark(`m-${support}`), supportWords),
    );
    for (const flag of valuesOf("flag")) {
      const [id, words] = flag === "disputed" ? ["c-conflict", "Sources disagree"] : ["c-overdue", "Due for review"];
      evidence.append(" ", create("span", `flag flag--${id.slice(2)}`, mark(id), words));
    }
    const source = link(`sources/${sources[0]}/`, by);
    const others = sources.length - 1;
    const said = others ? ` and ${others} other ${others === 1 ? "source" : "sources"}` : "";
    evidence.append(" ", create("span", "found-by", source, said));
    return create("li", "found-fact", head, says, evidence);
  }

  let latest = 0;

  async function show() {
    const turn = ++latest;
    frame.setAttribute("aria-busy", "true");
    const { total, facts, failed } = await ask(PICK, { ...wanted(state()), from: 0, to: STEP });
    if (turn !== latest) return;
    frame.removeAttribute("aria-busy");
    frame.hidden = false;
    clear.hidden = !fields.some((field) => state().get(field.name));
    if (failed) count.textContent = "The facts could not be loaded.";
    else if (total === 0) count.textContent = "No fact has all of these marks. Clear one of them.";
    else count.textContent = said(total);
    list.replaceChildren(...(facts || []).map(drawn));
    more.hidden = failed || list.children.length >= total;
    showCounts(turn);
  }

  function said(total) {
    const all = Number(count.dataset.total);
    const words = `${numeral.format(total)} ${total === 1 ? "fact" : "facts"}`;
    return total < all ? `${words} of ${numeral.format(all)}` : words;
  }

  more.addEventListener("click", async () => {
    const turn = latest, from = list.children.length;
    const { total, facts = [] } = await ask(PICK, { ...wanted(state()), from, to: from + STEP });
    if (turn !== latest) return;
    const added = facts.map(drawn);
    list.append(...added);
    more.hidden = list.children.length >= total;
    added[0]?.querySelector("a").focus(); // who went on by keyboard goes on from here
  });

  let pause;
  form.addEventListener("input", ({ target }) => {
    if (!target.dataset.sections) return;
    clearTimeout(pause);
    pause = setTimeout(() => suggest(target), 120);
    if (known.get(target).has(target.value.trim())) write(); // chosen from what was suggested
  });
  form.addEventListener("change", ({ target }) => {
    if (target.name === "kind") fit();
    write();
  });
  form.addEventListener("reset", () => setTimeout(() => {
    fit();
    write();
  }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    write();
  });
  addEventListener("popstate", () => {
    read();
    show();
  });

  form.hidden = false;
  read();
  show();
})();
