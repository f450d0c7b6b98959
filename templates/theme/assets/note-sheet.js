/* On a narrow screen a note marker opens its source note as a sheet from below, and the place in the text is
   not lost. Without this script, on a wide screen, or with a key held, the marker leads to the note itself. */
"use strict";

{
  const narrow = matchMedia("(max-width: 44.99em)");

  // Who says it; and of the passages cited those that the marker stands for.
  function partsFor(marker, note) {
    const isOthers = (part) => part.matches(".note-links") && !part.querySelector(`a[href="#${marker.id}"]`);
    return [...note.children].filter((part) => !isOthers(part));
  }

  function sheetOf(marker, note) {
    const sheet = document.createElement("dialog");
    sheet.className = "note-sheet md-typeset";
    sheet.setAttribute("aria-labelledby", "_sheet");
    const head = document.createElement("div");
    head.className = "note-sheet-head";
    const title = document.createElement("h2");
    title.id = "_sheet";
    title.textContent = `Source note ${marker.textContent}`;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "note-sheet-close";
    close.textContent = "Close";
    close.addEventListener("click", () => sheet.close());
    head.append(title, close);
    const said = document.createElement("div");
    said.className = "note-list";
    said.append(...partsFor(marker, note).map((part) => part.cloneNode(true)));
    for (const back of said.querySelectorAll(".note-back")) back.remove();
    for (const named of said.querySelectorAll("[id]")) named.removeAttribute("id");
    const all = document.createElement("a");
    all.className = "note-sheet-all";
    all.href = `#${note.id}`;
    all.textContent = "All source notes of this page";
    all.addEventListener("click", () => sheet.close());
    sheet.append(head, said, all);
    // What is beside the sheet closes it; the sheet itself has no padding to be tapped.
    sheet.addEventListener("click", ({ target }) => target === sheet && sheet.close());
    sheet.addEventListener("close", () => sheet.remove());
    return sheet;
  }

  document.addEventListener("click", (event) => {
    const marker = event.target.closest?.("a.ref");
    if (!marker || !narrow.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const note = document.getElementById(marker.hash.slice(1));
    if (!note || !("HTMLDialogElement" in window)) return;
    event.preventDefault();
    const sheet = sheetOf(marker, note);
    document.body.append(sheet);
    sheet.showModal();
  });
}
