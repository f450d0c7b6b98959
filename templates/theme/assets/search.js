/* The search, in a worker of its own: finds pages, shows the best. The box itself is the theme's.

   The theme starts this script and talks to it in messages: {type, data}. It says SETUP and is told
   READY; it asks QUERY, a text, and gets RESULT: {items, total, more}. `items` are the best pages, each
   as a list of documents as the theme draws them: the page and the places on it. `total` is how many
   pages there are; `more` is a port that gives the items from one rank to another: [10, 20]. `failed` is
   there if the index could not be loaded.

   The page of facts (facts.js) asks for more: PICK, {kinds, facets, from, to}, gets PICKED: {total, facts},
   those facts of the kinds that have all of the facets, from one rank to another; COUNT, {choices}, each
   {kinds, facets}, gets COUNTED: how many facts each would give; SUGGEST, {text, sections}, gets SUGGESTED:
   pages of the sections that the text finds. All give back the `turn` that they were asked with, and `failed`.

   The index lies in search/ beside this script's folder, in small files that are fetched when they are
   needed: briefing/search/manifest.py says what is in them. The rules for words are those of
   briefing/search/words.py; every word of a query has to be on a page. Titles and texts are given to
   the theme as markup, so all that stands in them is escaped here. */
"use strict";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, PICK = 4, PICKED = 5, SUGGEST = 6, SUGGESTED = 7;
const COUNT = 8, COUNTED = 9;
const FIRST = 10; // The theme draws so many at once.
const OPEN_PLACES = 3; // Places shown of a page that has the words in its text alone.
const EXCERPT = 240; // Letters shown of a text.
const INDEX = new URL("../search/", self.location.href);

/* Words */

const LONGEST = 24;
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g;
const SPELLED = {
  "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
  "ð": "d", "Ð": "d", "ł": "l", "Ł": "l", "þ": "th", "Þ": "th", "ı": "i", "\u2010": "-", "\u2011": "-",
};
for (const sign of "–—“”…·") SPELLED[sign] = " ";
for (const sign of "'‘’′\u02bb\u02bc\u02be\u02bf\u00ad\u200b\u200c\u200d\u2060\ufeff") SPELLED[sign] = "";
const RESPELLED = new RegExp(`[${Object.keys(SPELLED).join("")}]`, "g");
const ABBREVIATED = /\.(?=\p{L}(?![\p{L}\p{N}]))(?<=(?<![\p{L}\p{N}])\p{L}\.)/gu;
const THOUSANDS = /,(?=\p{Nd}{3}(?!\p{Nd}))(?<=\p{Nd},)/gu;

const UNSPACED =
  "\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e80-\\u0eff\\u1000-\\u1049\\u1780-\\u17d3" +
  "\\u3005-\\u3007\\u3041-\\u3096\\u3099-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff" +
  "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const LETTER = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\u0900-\\u0963\\u0966-\\u0dff])`;
const PIECE = new RegExp(`([${UNSPACED}]+)|(${LETTER}+)`, "gu");
const COMPOUND = new RegExp(`${LETTER}+(?:-${LETTER}+)+`, "gu");

function fold(text) {
  const spelled = text.replace(RESPELLED, (sign) => SPELLED[sign]);
  const unmarked = spelled.normalize("NFKD").toLowerCase().replace(MARKS, "");
  const folded = unmarked.normalize("NFC").replaceAll("ς", "σ").toLowerCase();
  return folded.replace(ABBREVIATED, "").replace(THOUSANDS, "");
}

// In code points, as Python counts.
const shortened = (word) => (word.length > LONGEST ? [...word].slice(0, LONGEST).join("") : word);

function pairs(run) {
  const letters = [...run];
  return letters.slice(1).map((letter, at) => letters[at] + letter);
}

function cut(text) {
  const folded = fold(text);
  const found = [...folded.matchAll(PIECE)];
  const compounds = folded.match(COMPOUND) ?? [];
  return {
    words: found.flatMap(([, , word]) => (word ? [shortened(word)] : [])),
    runs: found.flatMap(([, run]) => (run ? [run] : [])),
    joined: compounds.filter((c) => /^\p{L}/u.test(c)).map((c) => shortened(c.replaceAll("-", ""))),
  };
}

function terms(text) {
  const { words, runs, joined } = cut(text);
  return new Set([...words, ...joined, ...runs.flatMap((run) => [...pairs(run), [...run].at(-1)])]);
}

function pieces(query) {
  const { words, runs } = cut(query);
  const single = runs.filter((run) => [...run].length === 1);
  const beginnings = new Set([...words, ...single]);
  const exact = new Set(runs.flatMap(pairs));
  return [
    ...[...beginnings].map((text) => ({ text, isBeginning: true })),
    ...[...exact].map((text) => ({ text, isBeginning: false })),
  ];
}

// Who asks for bridges is content with a bridge.
const singular = ({ text, isBeginning }) => (isBeginning && /^.{3,}[^s]s$/.test(text) ? text.slice(0, -1) : "");

/* The index */

const loaded = new Map();

function load(path) {
  if (!loaded.has(path)) {
    // What a site has published since must not be mixed with what the browser has kept.
    const answer = fetch(new URL(path, INDEX), { cache: "no-cache" }).then((response) => {
      if (!response.ok) throw new Error(`${response.status}: ${path}`);
      return response.json();
    });
    answer.catch(() => loaded.delete(path));
    loaded.set(path, answer);
  }
  return loaded.get(path);
}

let manifest;

async function readManifest() {
  if (manifest) return manifest;
  const { sections, blocks } = await load("manifest.json");
  const sheets = [], starts = [], firsts = [];
  let size = 0;
  for (const [name, weight, runs] of sections) {
    const section = { name, page: size, weight, sheet: sheets.length, places: [], size: 0 };
    firsts.push(section);
    for (const [run, counts, places] of runs) {
      const placed = readNumbers(places);
      readNumbers(counts).forEach((count, sheet) => {
        sheets.push(`records/${run}-${sheet}.json`);
        starts.push(size);
        size += count;
        section.places.push(section.size);
        section.size += placed[sheet];
      });
    }
  }
  return (manifest = { blocks, sheets, starts, sections: firsts, size });
}

// The last of ascending things that is not beyond another.
function lastUpTo(things, sought) {
  let from = 0, to = things.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (things[middle] <= sought) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

function blockPath(term, { blocks }) {
  const opening = [...blocks[lastUpTo(blocks, term)]];
  const name = opening.map((c) => (/[a-z0-9]/.test(c) ? c : `-${c.codePointAt(0).toString(16)}-`)).join("");
  return `terms/from-${name}.json`;
}

const sheetPath = (page, { sheets, starts }) => sheets[lastUpTo(starts, page)];

async function readRecord(page, index) {
  const sheet = await load(sheetPath(page, index));
  return sheet[page - index.starts[lastUpTo(index.starts, page)]];
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const WORD_OF_ENTRY = /^([g-z0-9_-]*[A-Za-f])(.)(.*)$/;
const DIGITS = new Map([...ALPHABET].map((letter, value) => [letter, value]));

function readNumbers(text) {
  const numbers = [];
  let number = 0, place = 1;
  for (const letter of text) {
    const digit = DIGITS.get(letter);
    number += (digit & 31) * place;
    place *= 32;
    if (digit < 32) {
      numbers.push(number);
      number = 0;
      place = 1;
    }
  }
  return numbers;
}

function readPages(written) {
  if (written[0] !== ".") {
    let page = 0;
    return readNumbers(written).map((step) => (page += step));
  }
  const pages = [];
  for (let at = 1; at < written.length; at++) {
    const bits = DIGITS.get(written[at]);
    for (let bit = 0; bit < 6; bit++) if (bits & (32 >> bit)) pages.push((at - 1) * 6 + bit);
  }
  return pages;
}

/* Finding */

// How much a term counts: most of all in a name, and there the more, the more of the name it is. What
// has more of the query in a name comes first, whatever its text has.
const weigh = (level) => ({ s: 40, w: 16 })[level] ?? 800 + Math.trunc(720 / level);

// The terms that a piece asks for: as they stand, and in the plural also one of them.
const asked = (piece) => [piece.text, singular(piece)].filter(Boolean);

const blocksFor = (wanted, index) => wanted.flatMap(asked).map((term) => blockPath(term, index));

// The weight that each page has for a piece.
async function weights(piece, index) {
  const found = new Uint16Array(index.size);
  const take = (block, key, share) => {
    if (!Object.hasOwn(block, key)) return;
    for (const word of block[key].split(" ")) {
      const [, section, level, pages] = WORD_OF_ENTRY.exec(word);
      const weight = Math.trunc(weigh(level) * share);
      const first = index.sections[readNumbers(section)[0]].page;
      for (const page of readPages(pages)) found[first + page] = Math.max(found[first + page], weight);
    }
  };
  const [block, other] = await Promise.all(blocksFor([piece], index).map(load));
  const { text, isBeginning } = piece;
  take(block, text, 1);
  if (other) take(other, singular(piece), 0.5);
  if (!isBeginning) return found;
  if (Object.hasOwn(block, `${text}*`)) take(block, `${text}*`, 0.5);
  else for (const term in block) if (term.startsWith(text)) take(block, term, 0.5);
  return found;
}

// The pages that have every piece, the best first.
async function find(wanted, index) {
  const found = await Promise.all(wanted.map((piece) => weights(piece, index)));
  const pages = [];
  let section = 0;
  for (let page = 0; page < index.size; page++) {
    while (index.sections[section + 1]?.page <= page) section++;
    if (!found.every((weight) => weight[page])) continue;
    const sum = found.reduce((all, weight) => all + weight[page], 0);
    pages.push({ page, score: sum * index.sections[section].weight });
  }
  return pages.sort((a, b) => b.score - a.score || a.page - b.page);
}

/* Facts: the places on pages, which are numbered through each section. */

// The places that have a facet: for each section their numbers, and whether a number is among them.
async function readFacet(facet, index) {
  const key = `=${facet}`;
  const block = await load(blockPath(key, index));
  const found = new Map();
  for (const word of Object.hasOwn(block, key) ? block[key].split(" ") : []) {
    const [, number, , numbers] = WORD_OF_ENTRY.exec(word);
    const section = readNumbers(number)[0], list = readPages(numbers);
    const has = new Uint8Array(index.sections[section].size);
    for (const at of list) has[at] = 1;
    found.set(section, { list, has });
  }
  return found;
}

const facetsRead = new Map();

function facetPlaces(facet, index) {
  if (!facetsRead.has(facet)) {
    const reading = readFacet(facet, index);
    reading.catch(() => facetsRead.delete(facet));
    facetsRead.set(facet, reading);
  }
  return facetsRead.get(facet);
}

const NONE = { list: [], has: [] };

// The places of some kinds that have all of some facets: for each section with them, their numbers.
async function pick({ kinds, facets }, index) {
  const read = await Promise.all(facets.map((facet) => facetPlaces(facet, index)));
  return index.sections.flatMap((section, number) => {
    if (!kinds.includes(section.name)) return [];
    if (!read.length) return [{ section, numbers: Array.from({ length: section.size }, (_, at) => at) }];
    const places = read.map((facet) => facet.get(number) ?? NONE);
    const [first, ...others] = places.sort((a, b) => a.list.length - b.list.length);
    return [{ section, numbers: first.list.filter((at) => others.every(({ has }) => has[at])) }];
  });
}

const countOf = (picked) => picked.reduce((sum, { numbers }) => sum + numbers.length, 0);

// A fact with the page that it is on.
async function readFact({ section, number }, index) {
  const at = lastUpTo(section.places, number);
  let before = section.places[at];
  for (const [address, kind, title, , , , , places] of await load(index.sheets[section.sheet + at])) {
    if (number < before + places.length) {
      const [anchor, label, text, mark, by, facets] = places[number - before];
      return { address: `${address}#${anchor}`, kind, title, label, text, mark, by, facets: facets.split(" ") };
    }
    before += places.length;
  }
  throw new Error("the index is not of one piece");
}

async function pickFacts({ from, to, ...wanted }) {
  const index = await readManifest();
  const picked = await pick(wanted, index);
  const places = picked.flatMap(({ section, numbers }) => numbers.map((number) => ({ section, number })));
  const facts = await Promise.all(places.slice(from, to).map((place) => readFact(place, index)));
  return { total: places.length, facts };
}

async function countFacts({ choices }) {
  const index = await readManifest();
  return { counts: (await Promise.all(choices.map((wanted) => pick(wanted, index)))).map(countOf) };
}

async function suggest({ text, sections, most }) {
  const wanted = pieces(text);
  if (!wanted.length) return { pages: [] };
  const index = await readManifest();
  const isAsked = (page) => sections.includes(index.sections[lastUpTo(index.sections.map((s) => s.page), page)].name);
  const found = (await find(wanted, index)).filter(({ page }) => isAsked(page)).slice(0, most);
  const records = await Promise.all(found.map(({ page }) => readRecord(page, index)));
  return { pages: records.map(([address, kind, title, , , , about]) => ({ address, kind, title, about })) };
}

/* Showing */

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
const WORD = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}'‘’ʻʼ])+`, "gu");

const isIn = (piece, found) =>
  found.has(piece.text) ||
  found.has(singular(piece)) ||
  (piece.isBeginning && [...found].some((term) => term.startsWith(piece.text)));

// Where the words asked for stand in a text: [from, to] of each.
function matches(text, { wanted, runs }) {
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const inner = runs.filter((run) => word.includes(run));
    if (inner.length) {
      return inner.map((run) => [index + word.indexOf(run), index + word.indexOf(run) + run.length]);
    }
    const found = terms(word);
    return wanted.some((piece) => isIn(piece, found)) ? [[index, index + word.length]] : [];
  });
}

// What is shown of a text: all, or of a long one what is around a place.
function excerpt(text, around) {
  if (text.length <= EXCERPT) return [0, text.length];
  const near = Math.max(0, around - EXCERPT / 4);
  const space = text.indexOf(" ", near);
  const from = near && space >= 0 && space < around ? space + 1 : near;
  const end = text.lastIndexOf(" ", from + EXCERPT);
  return [from, from + EXCERPT >= text.length ? text.length : end > around ? end : from + EXCERPT];
}

// A text as markup, with the words asked for marked. They are noted as they are spelled here.
function marked(text, query, spelled, [from, to] = [0, text.length]) {
  let markup = "", at = from;
  for (const [start, end] of matches(text, query).sort(([a], [b]) => a - b)) {
    if (start < at || end > to) continue;
    const word = text.slice(start, end);
    spelled.add(word.toLowerCase());
    markup += `${escape(text.slice(at, start))}<mark>${escape(word)}</mark>`;
    at = end;
  }
  return markup + escape(text.slice(at, to));
}

function teaser(text, query, spelled) {
  const [from, to] = excerpt(text, matches(text, query)[0]?.[0] ?? 0);
  const markup = marked(text, query, spelled, [from, to]);
  return text && `<p>${from ? "… " : ""}${markup}${to < text.length ? " …" : ""}</p>`;
}

// A heading with a remark at its end, both as markup.
const aside = (markup, remark) =>
  `<span class="result-name">${markup}</span>${remark && ` <span class="result-aside">${remark}</span>`}`;

// How a fact is known: its words, each with its shape, which every page has. The theme takes whatever has
// a plain `href` for the link of a result.
function known(mark, facets) {
  const shapes = { status: "s", support: "m" };
  const ids = facets.split(" ").map((facet) => facet.split(":")).filter(([name]) => name in shapes);
  const words = mark.split(" · ").map(escape);
  if (ids.length !== words.length) return words.join(" · ");
  return words
    .map((word, at) => {
      const [name, id] = ids[at];
      const shape = `<svg class="mark" aria-hidden="true"><use xlink:href="#${shapes[name]}-${escape(id)}"></use></svg>`;
      return `<span class="${name} ${name}--${escape(id)}">${shape}${word}</span>`;
    })
    .join(" · ");
}

const inLanguage = (tag) => (tag ? ` lang="${escape(tag)}"` : "");

// The name, names in other languages, and what it is. How a name is read or spelled otherwise (`ja-latn`)
// is shown where it was asked for.
function heading([, kind, title, language, native], query, spelled) {
  const names = Object.entries(native).flatMap(([tag, name]) => {
    const markup = marked(name, query, spelled);
    const isShown = !tag.includes("-") || (name !== title && markup.includes("<mark>"));
    return isShown ? [`\u2002<span class="result-native"${inLanguage(tag)}>${markup}</span>`] : [];
  });
  const name = `<span${inLanguage(language)}>${marked(title, query, spelled)}</span>`;
  return aside(`${name}${names.join("")}`, escape(kind));
}

// A page with the places on it that have most of what was asked for, as the theme draws them: what
// stands first is shown, and with it whatever scores as much; the rest is folded under the page.
function drawn(record, score, query) {
  const [address, , title, , native, names, about, places] = record;
  const count = (text) => {
    const found = terms(text);
    return query.wanted.filter((piece) => isIn(piece, found)).length;
  };
  const counts = places.map(([, label, text]) => count(`${label} ${text}`));
  const most = Math.max(0, ...counts);
  const found = places.filter((_, at) => most && counts[at] === most);
  const isItself =
    !found.length || count([title, ...Object.values(native), ...names, about].join("\n")) === query.wanted.length;
  const spelled = new Set();
  const page = {
    location: address,
    title: heading(record, query, spelled),
    text: teaser([...names, about].filter(Boolean).join(" · "), query, spelled),
    score: isItself ? score : score / 2,
  };
  const sections = found.map(([anchor, label, text, mark, , facets], at) => ({
    location: `${address}#${anchor}`,
    title: aside(marked(label, query, spelled), known(mark, facets)),
    text: teaser(text, query, spelled),
    score: isItself || at >= OPEN_PLACES ? score / 2 : score,
  }));
  // The page that opens highlights these words; it knows them as they are spelled there.
  const words = query.typed.map((word) => {
    if ([...spelled].some((other) => other.startsWith(word))) return word;
    const asked = pieces(word);
    return [...spelled].find((other) => asked.some((piece) => isIn(piece, terms(other)))) ?? word;
  });
  const highlighted = Object.fromEntries(words.map((word) => [word, true]));
  const documents = isItself ? [page, ...sections] : [...sections, page];
  return documents.map((shown) => ({ ...shown, terms: highlighted }));
}

/* Answering */

const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu;

function understood(text) {
  const typed = text.toLowerCase().split(/\s+/).map((word) => word.replace(EDGES, ""));
  return { wanted: pieces(text), runs: cut(text).runs, typed: typed.filter(Boolean) };
}

class Outdated extends Error {}

let latest = 0;

async function search(text, turn) {
  const query = understood(text);
  let index, found = [], patience = /^[ -~]{1,2}$/.test(text) ? 250 : 80;
  // Whoever types goes on typing, and a letter or two are seldom all: so nothing is loaded at once.
  const pause = async (paths) => {
    if (!paths.every((path) => loaded.has(path))) {
      await new Promise((resolve) => setTimeout(resolve, patience));
      patience = 0;
    }
    if (turn !== latest) throw new Outdated();
  };
  const items = (from, to) =>
    Promise.all(
      found.slice(from, to).map(async ({ page, score }) => drawn(await readRecord(page, index), score, query)),
    );
  if (query.wanted.length) {
    index = await readManifest();
    await pause(blocksFor(query.wanted, index));
    found = await find(query.wanted, index);
    await pause(found.slice(0, FIRST).map(({ page }) => sheetPath(page, index)));
  }
  const first = await items(0, FIRST);
  if (turn !== latest) throw new Outdated();
  const { port1: here, port2: more } = new MessageChannel();
  // Nothing is given where that fails; it may be asked for again.
  here.onmessage = async ({ data: [from, to] }) => here.postMessage(await items(from, to).catch(() => []));
  postMessage({ type: RESULT, data: { items: first, total: found.length, more } }, [more]);
}

// Gives nothing where another question has come in the meantime.
async function answer(text) {
  const turn = ++latest;
  try {
    await search(text, turn);
  } catch (error) {
    if (turn !== latest) return;
    console.warn(`The search failed: ${error.message}`);
    postMessage({ type: RESULT, data: { items: [], failed: true } });
  }
}

async function reply(type, how, { turn, ...asked }) {
  try {
    postMessage({ type, data: { turn, ...(await how(asked)) } });
  } catch (error) {
    console.warn(`The facts could not be loaded: ${error.message}`);
    postMessage({ type, data: { turn, failed: true } });
  }
}

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) postMessage({ type: READY });
  if (type === QUERY) answer(data);
  if (type === PICK) reply(PICKED, pickFacts, data);
  if (type === COUNT) reply(COUNTED, countFacts, data);
  if (type === SUGGEST) reply(SUGGESTED, suggest, data);
});
