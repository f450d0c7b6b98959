/* The map: draws the places of its list, filters both alike, keeps the state in the address. Without this
   script the list is whole, and a still map stands beside it.

   Markup it works on:
     form.map-filters           fields by name: `find` (text), `kind`, `status`, `support` (selects)
     .count[data-noun]          says how many places are shown
     li.place[id]               a place; data-at is its point, data-more what is left out of its list:
                                `kind/status/support:number …`
     .place-facts > li          a fact, with data-kind, data-status and data-support
     .map-live[hidden]          where the map goes: data-view and data-extent are south, west, north and east
   The state (?kind=units&status=planned&place=harbour&view=12.3,123.4,7) can be sent to somebody. */
"use strict";

(() => {
  const form = document.querySelector("form.map-filters");
  const count = document.querySelector(".count");
  const undrawn = document.querySelector(".undrawn");
  const fields = [...form.elements].filter((field) => field.name);
  const given = new URLSearchParams(location.search);

  // Full and half width, capitals, macrons and accents make no difference to what is found.
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (text) => fold(text).split(/\s+/).filter(Boolean);
  const numbers = (text) => (text || "").split(",").map(Number);

  const places = [...document.querySelectorAll("li.place")].map((item) => ({
    item,
    id: item.id,
    name: item.querySelector("h2, h3").textContent,
    at: item.dataset.at ? numbers(item.dataset.at) : null,
    facts: [...item.querySelectorAll(".place-facts > li")].map((fact) => ({
      item: fact,
      ...fact.dataset,
      text: fold(fact.textContent),
    })),
    more: (item.dataset.more || "").split(" ").filter(Boolean).map((token) => {
      const [what, number] = token.split(":");
      const [kind, status, support] = what.split("/");
      return { kind, status, support, text: "", number: Number(number) };
    }),
    shown: [], // facts that answer to the filters
    rest: [], // and those left out of the list
  }));

  /* Filters */

  let asked = {};
  const isOfDay = given.has("asof");

  function answers(fact, name) {
    if (fact.item?.classList.contains("is-out")) return false; // not known or not so on the day asked for
    if (["kind", "status", "support"].some((what) => asked[what] && fact[what] !== asked[what])) return false;
    return words(asked.find).every((word) => fact.text.includes(word) || fold(name).includes(word));
  }

  function filter() {
    asked = Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));
    const isAsked = isOfDay || Object.values(asked).some(Boolean);
    let drawn = 0;
    for (const place of places) {
      place.shown = place.facts.filter((fact) => answers(fact, place.name));
      for (const fact of place.facts) fact.item.hidden = !place.shown.includes(fact);
      place.rest = place.more.filter((fact) => answers(fact, place.name));
      const more = place.rest.reduce((sum, fact) => sum + fact.number, 0);
      const line = place.item.querySelector(".place-more");
      if (line) {
        line.hidden = !more;
        line.querySelector(".place-n").textContent = more;
      }
      place.item.hidden = isAsked && !place.shown.length && !more;
      drawn += place.item.hidden ? 0 : 1;
    }
    const all = `${places.length} ${count.dataset.noun}`;
    count.textContent = isAsked ? `${drawn} of ${all}` : all;
    if (undrawn) undrawn.hidden = !undrawn.querySelector("li.place:not([hidden])");
  }

  /* The map */

  const live = document.querySelector(".map-live");
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let map = null;
  let pins = [];
  let chosen = "";

  function pinOf(group) {
    const icon = document.createElement("span");
    const dot = document.createElement("span");
    dot.className = "pin-dot";
    const name = document.createElement("span");
    name.className = "pin-name";
    name.textContent = group.map((place) => place.name).join(", ");
    icon.append(dot, name);
    const isArea = group.every((place) => place.item.dataset.extent === "area");
    const pin = { group, name, isArea };
    pin.marker = L.marker(group[0].at, {
      icon: L.divIcon({ className: `pin${isArea ? " pin--area" : ""}`, html: icon, iconSize: null }),
      riseOnHover: true,
    });
    pin.marker.bindPopup(() => popup(pin), {
      maxWidth: Math.min(300, live.clientWidth - 90),
      minWidth: 200,
      maxHeight: Math.min(280, live.clientHeight / 2),
      autoPanPaddingTopLeft: [50, 10], // the buttons to zoom with
    });
    pin.marker.on("popupopen", () => open(pin));
    pin.marker.on("popupclose", () => close(pin));
    return pin;
  }

  // What the popup shows is what the list shows, without the anchors of the list.
  function popup(pin) {
    const content = document.createElement("div");
    for (const place of pin.group) {
      const copy = place.item.cloneNode(true);
      for (const part of copy.querySelectorAll("[hidden], .place-show")) part.remove();
      content.append(...copy.childNodes);
    }
    return content;
  }

  function open(pin) {
    chosen = pin.group[0].id;
    for (const place of places) place.item.toggleAttribute("data-chosen", pin.group.includes(place));
    const box = pin.marker.getPopup().getElement();
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", pin.name.textContent);
    if (live.contains(document.activeElement) || document.activeElement.matches(".place-show")) {
      box.querySelector("a").focus({ preventScroll: true });
    }
    write();
  }

  function close(pin) {
    chosen = "";
    for (const place of pin.group) place.item.removeAttribute("data-chosen");
    // What had the focus in it is gone, and the focus with it.
    if (document.activeElement === document.body) pin.marker.getElement()?.focus({ preventScroll: true });
    write();
  }

  function show(id) {
    const pin = pins.find((one) => one.group.some((place) => place.id === id));
    if (!pin || !map.hasLayer(pin.marker)) return;
    map.setView(pin.marker.getLatLng(), Math.max(map.getZoom(), 6), { animate: false });
    pin.marker.openPopup();
  }

  // A pin is there while any of its places is listed; it looks planned while all that is shown is.
  function draw() {
    for (const pin of pins) {
      const listed = pin.group.filter((place) => !place.item.hidden);
      if (!listed.length) {
        pin.marker.remove();
        continue;
      }
      pin.marker.addTo(map);
      const facts = listed.flatMap((place) => [...place.shown, ...place.rest]);
      const element = pin.marker.getElement();
      element.classList.toggle("pin--plan", facts.length > 0 && facts.every((fact) => fact.status === "planned"));
      element.classList.toggle("pin--bare", !facts.length);
      pin.weight = facts.length;
    }
    arrange();
  }

  // Names that would cover others wait until one zooms in; for screen readers they are always there.
  function arrange() {
    const there = pins.filter((pin) => map.hasLayer(pin.marker));
    for (const pin of there) {
      pin.width ??= pin.name.offsetWidth + 2;
      Object.assign(pin, map.latLngToContainerPoint(pin.marker.getLatLng()));
    }
    const dots = there.filter((pin) => !pin.isArea);
    const taken = dots.map((pin) => ({ pin, box: [pin.x - 7, pin.y - 7, pin.x + 7, pin.y + 7] }));
    const isFree = (own, [left, top, right, bottom]) =>
      left >= 0 && right <= map.getSize().x &&
      !taken.some(({ pin, box }) => pin !== own && box[0] < right && left < box[2] && box[1] < bottom && top < box[3]);
    const areas = there.filter((pin) => pin.isArea);
    for (const pin of [...dots.sort((a, b) => b.weight - a.weight), ...areas]) {
      const left = { right: pin.x + 9, left: pin.x - 9 - pin.width, middle: pin.x - pin.width / 2 };
      const boxOf = (side) => [left[side], pin.y - 9, left[side] + pin.width, pin.y + 9];
      const side = (pin.isArea ? ["middle"] : ["right", "left"]).find((one) => isFree(pin, boxOf(one)));
      const element = pin.marker.getElement();
      element.classList.toggle("pin--unnamed", !side);
      element.classList.toggle("pin--left", side === "left");
      if (side) taken.push({ pin: null, box: boxOf(side) });
    }
  }

  async function begin() {
    const response = await fetch(live.dataset.coastline);
    if (!response.ok) return;
    const land = await response.json();
    const [south, west, north, east] = numbers(live.dataset.view);
    const [least, first, most, last] = numbers(live.dataset.extent);
    live.hidden = false;
    live.parentElement.classList.add("map-frame--live");
    map = L.map(live, {
      zoomSnap: 0.5,
      minZoom: 2,
      maxZoom: 10,
      maxBounds: [[least - 2, first - 2], [most + 2, last + 2]],
      zoomAnimation: !isCalm,
      fadeAnimation: !isCalm,
      inertia: !isCalm,
    });
    live.setAttribute("role", "region");
    live.setAttribute("aria-label", "Map: arrow keys move it, plus and minus zoom, Tab goes from place to place");
    map.attributionControl.setPrefix(false).addAttribution(live.dataset.credit);
    const [latitude, longitude, zoom] = numbers(given.get("view"));
    if (Number.isFinite(latitude + longitude + zoom)) map.setView([latitude, longitude], zoom);
    else map.fitBounds([[south, west], [north, east]]);
    live.addEventListener("keydown", (event) => {
      if (event.key === "Escape") map.closePopup(); // the library's own does so only outside of a popup
    });
    L.geoJSON(land, { interactive: false, style: { className: "map-coast" } }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);

    const byPoint = new Map();
    for (const place of places.filter((one) => one.at)) {
      const point = place.item.dataset.at;
      byPoint.set(point, [...(byPoint.get(point) || []), place]);
    }
    pins = [...byPoint.values()].map(pinOf);
    await document.fonts?.ready;
    draw();
    addButtons();
    if (given.get("place")) show(given.get("place"));
    map.on("zoomend moveend", () => {
      arrange();
      write();
    });
  }

  function addButtons() {
    for (const place of places.filter((one) => one.at)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "place-show";
      button.textContent = "Show on the map";
      button.setAttribute("aria-label", `Show ${place.name} on the map`);
      button.addEventListener("click", () => {
        if (live.getBoundingClientRect().top < 0) live.scrollIntoView({ block: "center" });
        show(place.id);
      });
      place.item.querySelector(".place-where").append(" ", button);
    }
  }

  /* State in the address */

  let pause;
  function write() {
    clearTimeout(pause);
    // Browsers refuse an address that changes with every key or every step of a drag.
    pause = setTimeout(() => {
      const state = new URLSearchParams(location.search);
      const set = (name, value) => (value ? state.set(name, value) : state.delete(name));
      for (const field of fields) set(field.name, field.value.trim());
      set("place", chosen);
      if (map) {
        const { lat, lng } = map.getCenter();
        set("view", [lat.toFixed(2), lng.toFixed(2), map.getZoom()].join(","));
      }
      const query = state.size ? `?${state.toString().replaceAll("%2C", ",")}` : "";
      history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);
    }, 300);
  }

  for (const field of fields) {
    field.value = given.get(field.name) || "";
    if (field.selectedIndex === -1) field.selectedIndex = 0; // an answer this map does not know
  }
  filter();
  form.addEventListener("input", () => {
    filter();
    if (map) {
      map.closePopup();
      draw();
    }
    write();
  });
  document.addEventListener("asof", () => {
    filter();
    if (map) draw();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  if (live && window.L) begin().catch(() => {}); // the still map stays
})();
