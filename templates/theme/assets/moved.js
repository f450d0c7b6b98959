/* At a former address: lead on at once, and keep the fact that was asked for. */
"use strict";
location.replace(document.currentScript.dataset.to + location.search + location.hash);
