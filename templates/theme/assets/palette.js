/* Light or dark, before the page is drawn: as the reader has chosen, or as the system is. */
"use strict";

{
  const SYSTEM = "(prefers-color-scheme)";
  const option = (media) => document.querySelector(`[data-md-color-media="${media}"]`);
  const colours = ({ dataset }) => ({ media: dataset.mdColorMedia, scheme: dataset.mdColorScheme, primary: dataset.mdColorPrimary, accent: dataset.mdColorAccent });

  let chosen;
  try {
    chosen = __md_get("__palette")?.color;
  } catch {
    // Nothing may be kept here, or what was kept is broken: then the system decides.
  }
  const isSystem = !chosen || chosen.media === SYSTEM;
  const wanted = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const found = isSystem && option(`(prefers-color-scheme: ${wanted})`);
  for (const [key, value] of Object.entries(found ? colours(found) : (chosen ?? {}))) {
    document.body.setAttribute(`data-md-color-${key}`, value);
  }
}
