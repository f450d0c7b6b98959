/* A site that is opened from a folder. There a browser lets a page load scripts, but fetch nothing and start
   no worker. So each JSON file has a script beside it that hands it over, a worker's script runs in the page,
   and what asks for either is answered here. The offline edition alone loads this: briefing/offline.py. */
"use strict";

var offline = (() => {
  const kept = new Map(); // by the address of the script that handed it over

  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve(kept.get(address));
      script.onerror = () => reject(new TypeError(`There is no ${address}`));
      document.head.append(script);
    });
  }
  const keep = (it) => kept.set(document.currentScript.src, it);
  const once = (address) => (kept.has(address) ? Promise.resolve(kept.get(address)) : load(address));

  async function fetch(asked) {
    const url = new URL(asked.url ?? asked, location.href);
    url.search = url.hash = "";
    return new Response(JSON.stringify(await once(`${url}.js`)), { headers: { "Content-Type": "application/json" } });
  }

  class Worker extends EventTarget {
    #inside = new EventTarget();
    #started;

    constructor(address) {
      super();
      const location = new URL(address, document.baseURI);
      const say = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      const hear = this.#inside.addEventListener.bind(this.#inside);
      this.#started = once(location.href).then((work) => work({ location }, hear, say, fetch));
    }

    async postMessage(data) {
      await this.#started;
      this.#inside.dispatchEvent(new MessageEvent("message", { data }));
    }

    terminate() {
      this.#inside = new EventTarget();
    }
  }

  // Links in pages are written out; those that scripts make are opened here.
  function open({ target }) {
    const link = target.closest?.("a[href]");
    if (link?.origin === location.origin && link.pathname.endsWith("/")) link.pathname += "index.html";
  }
  for (const type of ["click", "auxclick"]) addEventListener(type, open, true);

  Object.assign(window, { fetch, Worker });
  return { keep, work: keep };
})();
