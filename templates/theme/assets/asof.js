/* As of: shows a page as it would have been on an earlier day (?asof=2024-12-01&mode=published|held).

   "published": what had been published by that day; "held": what was so on that day, as is known today.
   Elements that stand for a fact or event carry data-known, the first day on which a source of it was
   published, and data-from and data-until, the first and last day on which it was so. data-grew says how
   its support grew: "2024-11-24 single 1;2024-11-26 corroborated 2". A cell of an index carries the days of
   its value, and in templates values of other days, the nearest first. What can't be told of that day is
   left out, and the banner says so. Each day is an address of its own, so nothing is ever put back: the
   way to the present is another address. */
"use strict";

(() => {
  const asked = new URLSearchParams(location.search);
  const day = asked.get("asof") || "";
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) return;
  const isHeld = asked.get("mode") === "held";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const content = document.querySelector(".md-content__inner");

  const isOut = (element) => element.classList.contains("is-out");
  const take = (element) => element?.classList.add("is-out");
  const words = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const targetOf = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));

  /* What is shown. What has happened stays so, and a timeline shows all that had begun by then. */

  function isShown(element) {
    const { known, from, until } = element.dataset;
    if (!isHeld) return Boolean(known) && known <= day;
    const isOver = until && until < day && from !== until && !element.closest(".timeline, .tl, .tl-list");
    return !(from && from > day) && !isOver;
  }

  const isFact = (it) => it.querySelector(".support, .status") && !it.matches(".fact--disputed");
  const facts = all(".fact, .side-fact, .embed", content).filter(isFact);
  const isNote = (it) => it.closest(".notes");
  const isValue = (it) => it.matches(".data--index :is(td, template)");
  const dated = all("[data-known], [data-from], [data-until]", content).filter((it) => !isNote(it) && !isValue(it));
  const counted = facts.length ? facts : dated.filter((it) => it instanceof HTMLElement);
  const hasDays = dated.length > 0;

  if (hasDays) {
    [...new Set([...facts, ...dated])].filter((element) => !isShown(element)).forEach(take);
    if (!isHeld) takeLaterSources();
    all(".conflict").forEach(settle);
    facts.filter((fact) => !isOut(fact)).forEach(turnBack);
    all(".data--index td:is([data-known], [data-from], :has(template))").forEach(turnBackValue);
    takePresent();
    takeEmpty();
  }
  announce();
  document.dispatchEvent(new Event("asof")); // the map draws what is left

  /* What was not published yet: notes, and the numbers that lead to them. */

  function takeLaterSources() {
    let last = 0;
    all(".notes li[id]").forEach((note, at) => {
      if ((note.dataset.known ?? "9999") > day) {
        take(note);
        return;
      }
      note.style.counterIncrement = `note ${at + 1 - last}`; // each keeps its number
      last = at + 1;
    });
    for (const ref of all("a.ref")) {
      const note = targetOf(ref);
      if (!note || !isOut(note)) continue;
      take(ref);
      take(ref.closest(".fact, .side-fact")?.querySelector(".origins")); // it counts later reports, too
    }
    for (const comma of all(".refs-sep")) {
      const isBefore = (ref) => ref.compareDocumentPosition(comma) & Node.DOCUMENT_POSITION_FOLLOWING;
      const before = all(".ref", comma.parentNode).filter(isBefore);
      if (before.every(isOut) || isOut(comma.nextElementSibling)) take(comma);
    }
    for (const voice of all(".side-who li")) if (voice.querySelector("a.ref.is-out")) take(voice);
  }

  /* Disagreements: those of which several sides are left. */

  function settle(card) {
    const sides = all(".side", card);
    for (const side of sides) if (all(".side-fact", side).every(isOut)) take(side);
    const left = sides.filter((side) => !isOut(side));
    if (left.length === sides.length) return;
    const toCard = `.fact-label a[href="#${CSS.escape(card.id)}"]`;
    const row = all(".fact--disputed").find((it) => it.querySelector(toCard));
    all(".conflict-note", card).forEach(take); // written of all sides
    if (!left.length) {
      take(card);
      take(row);
      return;
    }
    if (left.length === 1) {
      take(card.querySelector("h3 .mark"));
      const note = document.createElement("p");
      note.className = "conflict-note";
      note.textContent = isHeld
        ? "The other answers are about another time."
        : "No other answer had been published by then.";
      card.append(note);
    }
    if (!row) return;
    const leading = all(".side-fact", left[0]).find((it) => !isOut(it));
    const values = left.map((side) => words(side.querySelector(".side-value")));
    row.querySelector(".fact-value").textContent = values.join(" or ");
    const says = leading.querySelector(".side-says").cloneNode(true);
    says.querySelector(".side-link")?.remove();
    row.querySelector(".fact-says").replaceChildren(...says.childNodes);
    row.querySelector(".evidence .status").replaceWith(leading.querySelector(".status").cloneNode(true));
    take(row.querySelector(".evidence .when"));
    if (left.length === 1) take(row.querySelector(".flag--conflict"));
  }

  /* A fact as it was: not yet replaced, and with the support that it had. */

  function turnBack(fact) {
    const replaced = fact.querySelector(".fact-replaced");
    const successor = replaced && targetOf(replaced.querySelector("a"));
    const isReplaced = successor && !isOut(successor) && !(successor.dataset.from > day) && !isHeld;
    const isPast = isReplaced || (!replaced && fact.dataset.until < day);
    if (!isPast) {
      fact.classList.remove("fact--superseded");
      take(replaced);
    }
    if (isHeld) return;
    if (fact.dataset.from > day) take(fact.querySelector(".when")); // when it was observed last
    if (fact.dataset.grew) regrow(fact);
  }

  function regrow(fact) {
    const steps = fact.dataset.grew.split(";").map((step) => step.split(" "));
    const [, level, origins] = steps.filter(([then]) => then <= day).at(-1);
    const mark = fact.querySelector(".support");
    const names = {
      official: "Official record",
      corroborated: `Corroborated, ${origins} origins`,
      single: "Single origin",
      unnamed: "Single origin, unnamed",
      withdrawn: "Withdrawn",
    };
    mark.className = `support support--${level}`;
    mark.querySelector("use").setAttribute("href", `#m-${level}`);
    mark.lastChild.textContent = names[level];
  }

  /* A value of an index: the one that is shown, or else the nearest of another day, or none. */

  function turnBackValue(cell) {
    const hasDays = "known" in cell.dataset || "from" in cell.dataset;
    const isPresent = hasDays ? isShown(cell) : !cell.matches(".none");
    if (isPresent) return;
    const other = all("template", cell).find(isShown);
    cell.classList.toggle("none", !other);
    cell.dataset.value = other?.dataset.value ?? "";
    cell.replaceChildren(other?.content ?? "none found");
  }

  /* What is worked out for the present alone. */

  function takePresent() {
    all(".glance, .overdue, .flag--overdue, .of-facts, #_years ~ .aside-line, .year-heads, .year svg, .year .sr").forEach(take);
    const table = content.querySelector(".data--index");
    if (table) takePresentOf(table);
    for (const item of all(".linked-from li")) if (!item.matches("[data-known], [data-from]")) take(item);
    for (const links of all(".linked-from .links")) if (all("li", links).every(isOut)) take(links);
    const lead = content.querySelector(".lead");
    if (lead && all('a[href^="#"]', lead).some((link) => targetOf(link)?.closest(".is-out"))) take(lead);
    for (const earlier of all("details.earlier")) {
      earlier.open = true;
      take(earlier.querySelector("summary"));
    }
  }

  function takePresentOf(table) {
    for (const { cellIndex } of all("th[data-present]", table)) {
      for (const row of table.rows) take(row.cells[cellIndex]);
    }
    all(".flag", table).forEach(take);
    all(".table-foot", content).forEach(take); // about those columns and flags
    const fields = all(".filters :is([name=support], [name=status], [type=checkbox])", content);
    for (const field of fields) take(field.closest(".field"));
  }

  function takeEmpty() {
    for (const section of all(".group, .conflicts, .timeline, .linked-from, .notes", content)) {
      const parts = all(".fact, .conflict, .tl-list > li, .links li, .note-list > li, tbody tr", section);
      if (parts.length && parts.every(isOut)) take(section);
    }
    for (const section of all("section.is-out h2[id]", content)) {
      for (const link of all(`.md-nav a[href="#${CSS.escape(section.id)}"]`)) take(link.closest("li"));
    }
  }

  /* The banner, which is printed too; and the day where the page says what it is as of. */

  function announce() {
    const named = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
    const what = isHeld ? "what was so on that day" : "what had been published by then";
    const banner = document.createElement("section");
    banner.className = "asof-banner";
    banner.setAttribute("aria-label", "As of an earlier day");
    const add = (tag, className, text) => {
      const element = document.createElement(tag);
      element.className = className;
      element.textContent = text;
      banner.append(element);
      return element;
    };
    if (!hasDays) {
      add("p", "asof-day", "This page shows the present");
      add("p", "asof-how", `Only pages with dated facts can be shown as of ${named}.`);
    } else {
      const hidden = counted.filter((it) => it.closest(".is-out")).length;
      const noun = facts.length ? "facts" : "entries";
      add("p", "asof-day", `As of ${named}: ${what}`);
      const are = hidden === 1 ? "is" : "are";
      add("p", "asof-how", `${hidden} of ${counted.length} ${noun} ${are} hidden. ${manner(counted)}`);
      if (hidden === counted.length) sayNothingIsLeft(add("p", "asof-how", ""));
      for (const meta of all(".print-meta")) {
        meta.textContent = `As of ${named} (${what}) · ${meta.textContent.replace(/^As of/, "edition of")}`;
      }
      for (const cite of all(".cite-words")) cite.append(` Shown as of ${named}: ${what}.`);
      document.title = `${named} – ${document.title}`;
    }
    const ways = add("div", "asof-ways", "");
    const form = document.querySelector(".asof form");
    if (form && hasDays) {
      ways.append(form);
      addEventListener("pageshow", () => { // whoever comes back finds what was asked, not what was chosen next
        form.asof.value = day;
        form.mode.value = isHeld ? "held" : "published";
      });
    }
    const back = document.createElement("a");
    back.className = "button asof-back";
    back.href = present();
    back.textContent = hasDays ? "Back to the present" : `Stop looking at ${named}`;
    ways.append(back);
    document.querySelector(".asof")?.remove();
    content.prepend(banner);
  }

  function manner(shown) {
    if (!isHeld) {
      const undated = shown.filter((it) => !it.dataset.known).length;
      const have = undated === 1 ? "has" : "have";
      return [
        undated ? `${undated} of them ${have} no source with a date.` : "",
        facts.length ? "Support is that of the sources published by then; the words are today’s." : "",
        aroundThem(),
      ].filter(Boolean).join(" ");
    }
    const timeless = shown.filter((it) => !it.dataset.from && !it.dataset.until).length;
    const [give, are] = timeless === 1 ? ["gives", "is"] : ["give", "are"];
    return [
      timeless ? `${timeless} ${give} no time and ${are} shown.` : "",
      "What was observed is taken to be so from then on.",
      facts.length ? "Support and words are today’s." : "",
      aroundThem(),
    ].filter(Boolean).join(" ");
  }

  // What stays as it is for the present: a text around facts, what a table says of them.
  function aroundThem() {
    if (content.querySelector(".embed")) return "The text around them is today’s.";
    if (content.querySelector(".data--index")) return "Columns that are worked out for today are left out.";
    if (content.querySelector(".data--facts")) return "What they would lose without the source is worked out for today.";
    return "";
  }

  /* Where nothing is left: that this is so, and of a list of years one that has begun by then. */

  function sayNothingIsLeft(line) {
    line.append(`Nothing that is listed here ${isHeld ? "was so on that day" : "had been published by then"}.`);
    const year = all("a.year", content).find((it) => it.querySelector("b").textContent <= day.slice(0, 4));
    if (!year) return;
    const link = document.createElement("a");
    link.href = year.href;
    link.textContent = year.querySelector("b").textContent;
    line.append(" See ", link, ", or another of the years below.");
  }

  function present() {
    const state = new URLSearchParams(location.search);
    state.delete("asof");
    state.delete("mode");
    return `${location.pathname}${state.size ? "?" : ""}${state}${location.hash}`;
  }

  /* Whoever looks at a day goes on looking at it, until the way back is taken. */

  addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]");
    if (!link || link.matches(".asof-back, [download]") || link.origin !== location.origin) return;
    if (link.pathname === location.pathname && link.hash) return;
    const address = new URL(link.href);
    address.searchParams.set("asof", day);
    if (isHeld) address.searchParams.set("mode", "held");
    link.href = address;
  }, true);
})();
