/* The search box, where the theme's own script leaves off: it draws the first results at once; more are
   fetched and drawn here while one scrolls down, by the theme's own classes. It also says how many pages
   were found, which the theme can't know, or that the search failed, and looks at words that no key has
   typed. search.js finds them. */
"use strict";

{
  const { base, features, translations } = JSON.parse(document.getElementById("__config").textContent);
  const root = new URL(base, location.href);
  const STEP = 10;
  const NEAR = 100; // pixels

  const create = (tag, className, markup = "") => {
    const element = document.createElement(tag);
    element.className = className;
    element.innerHTML = markup;
    return element;
  };

  function drawDocument({ location: address, terms, score, title, text }, isPage, withText) {
    const link = create("a", "md-search-result__link");
    const url = new URL(address, root);
    if (features.includes("search.highlight")) url.searchParams.set("h", Object.keys(terms).join(" "));
    link.href = url;
    link.tabIndex = -1;
    const article = create("article", "md-search-result__article md-typeset");
    article.dataset.mdScore = score.toFixed(2);
    if (isPage) article.append(create("div", "md-search-result__icon md-icon"));
    article.append(create(isPage ? "h1" : "h2", "", title));
    if (withText) article.insertAdjacentHTML("beforeend", text);
    link.append(article);
    return link;
  }

  function drawItem(documents) {
    const page = documents.find(({ location }) => !location.includes("#"));
    const sections = documents.filter((shown) => shown !== page);
    const open = sections.filter(({ score }) => score >= documents[0].score);
    const folded = sections.filter(({ score }) => score < documents[0].score);
    const item = create("li", "md-search-result__item");
    item.append(drawDocument(page, true, documents[0] === page));
    item.append(...open.map((section) => drawDocument(section, false, true)));
    if (folded.length) {
      const words = translations[`search.result.more.${folded.length === 1 ? "one" : "other"}`];
      const more = create("details", "md-search-result__more", "<summary tabindex=-1><div></div></summary>");
      more.querySelector("div").textContent = words.replace("#", folded.length);
      more.append(...folded.map((section) => drawDocument(section, false, true)));
      item.append(more);
    }
    return item;
  }

  // The theme looks at the words when a key comes up: pasted, dictated or picked ones may bring none.
  document.querySelector(".md-search__input")?.addEventListener("input", ({ target }) => {
    target.dispatchEvent(new KeyboardEvent("keyup"));
  });

  let stop = () => {};

  window.component$.subscribe(({ ref, items, total, more, failed }) => {
    if (!more && !failed) return;
    stop();
    const said = ref.querySelector(".md-search-result__meta");
    const list = ref.querySelector(".md-search-result__list");
    const frame = ref.closest(".md-search__scrollwrap");
    if (failed) said.textContent = "The search could not be loaded";
    if (!total) return;
    let shown = items.length;
    let isWaiting = false;
    if (total > shown) said.textContent = translations["search.result.other"].replace("#", total.toLocaleString("en"));
    const ask = () => {
      const rest = frame.scrollHeight - frame.scrollTop - frame.clientHeight;
      if (isWaiting || shown >= total || rest > NEAR) return;
      isWaiting = true;
      more.postMessage([shown, shown + STEP]);
    };
    more.onmessage = ({ data }) => {
      list.append(...data.map(drawItem));
      shown += data.length;
      isWaiting = false;
      if (data.length) ask();
    };
    frame.addEventListener("scroll", ask);
    stop = () => {
      frame.removeEventListener("scroll", ask);
      more.close();
    };
    ask();
  });
}
