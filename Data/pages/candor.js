// Every page works without this. What it adds first: a region with data-live="/path" and an id is fetched anew whenever that
// path's server-sent events say that it changed.
"use strict";
for (const region of document.querySelectorAll("[data-live][id]")) {
  let busy = false;
  let again = false;
  const renew = async () => {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById(region.id);
        // Whoever is typing or reading by keyboard inside of it is not interrupted.
        if (fresh && !region.contains(document.activeElement)) region.replaceChildren(...fresh.childNodes);
      }
    } catch { /* the next event tries again */ }
    busy = false;
    if (again) { again = false; renew(); }
  };
  new EventSource(region.dataset.live).addEventListener("message", renew);
}
// Where a menu is a row to push along, the page that one is on is in view.
for (const here of document.querySelectorAll("nav [aria-current]")) {
  const row = here.closest("ul");
  if (row && row.scrollWidth > row.clientWidth) row.scrollLeft = here.offsetLeft - row.offsetLeft - row.clientWidth / 3;
}
// The list of errors is what to read first.
const trouble = document.querySelector(".trouble[role=alert]");
if (trouble) { trouble.tabIndex = -1; trouble.focus(); }
