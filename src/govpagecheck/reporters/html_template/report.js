
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("filter"), text = byId("filter-text"), severity = byId("filter-severity"), kind = byId("filter-kind"), page = byId("filter-page");
  const status = byId("status");
  const entries = [...document.querySelectorAll("article.entry")];
  if (!entries.length) return;
  form.hidden = false;

  const rows = new Map([...document.querySelectorAll("tr[data-entry]")].map((row) => [row.dataset.entry, row]));
  const sections = [...document.querySelectorAll("section[data-section]")];
  const spots = [...document.querySelectorAll("[data-page]")];
  const names = new Map([...document.querySelectorAll("#all-pages tr[data-page]")].map((row) => [Number(row.dataset.page), row.querySelector("a, .path").textContent]));
  for (const name of [...names.values()].slice(0, 500)) byId("filter-pages").append(new Option("", name));

  const rangesOf = (entry) => entry.dataset.pages.split(" ").filter(Boolean).map((range) => range.split("-").map(Number));
  const pagesOf = new Map(entries.map((entry) => [entry, rangesOf(entry)]));
  const wordsOf = new Map();
  const words = (entry) => {
    if (!wordsOf.has(entry)) wordsOf.set(entry, entry.textContent.toLowerCase());
    return wordsOf.get(entry);
  };
  const countOn = (entry, wanted) => {
    let count = 0;
    for (const [first, last = first] of pagesOf.get(entry)) for (let number = first; number <= last; number++) if (wanted.has(number)) count++;
    return count;
  };

  // Narrow every list to the pages that are asked for, and open those lists whose hidden part holds one of them.
  const opened = new Set();
  const narrow = (wanted) => {
    for (const spot of spots) spot.hidden = wanted !== null && !wanted.has(Number(spot.dataset.page));
    for (const found of document.querySelectorAll(".found")) {
      found.hidden = wanted !== null && found.querySelector("[data-page]") !== null && found.querySelector("[data-page]:not([hidden])") === null;
    }
    for (const details of opened) details.open = false;
    opened.clear();
    for (const details of document.querySelectorAll(".entry details.more, #all-pages")) {
      const holds = wanted === null || details.querySelector("[data-page]:not([hidden])") !== null;
      details.hidden = !holds;
      if (wanted !== null && holds && !details.open && wanted.size <= 20) { details.open = true; opened.add(details); }
    }
  };

  let lastPage = "";
  const apply = () => {
    const typed = text.value.trim().toLowerCase(), typedPage = page.value.trim().toLowerCase();
    const wanted = typedPage ? new Set([...names].filter(([, name]) => name.toLowerCase().includes(typedPage)).map(([number]) => number)) : null;
    if (typedPage !== lastPage) narrow(wanted);
    lastPage = typedPage;
    const shownPages = new Set();
    let shown = 0;
    for (const entry of entries) {
      const fits = (!severity.value || entry.dataset.severity === severity.value) && (!kind.value || entry.dataset.kind === kind.value) &&
        (!typed || words(entry).includes(typed)) && (wanted === null || countOn(entry, wanted) > 0);
      entry.hidden = !fits;
      if (rows.has(entry.id)) rows.get(entry.id).hidden = !fits;
      if (!fits) continue;
      shown++;
      for (const [first, last = first] of pagesOf.get(entry)) for (let number = first; number <= last; number++) if (wanted === null || wanted.has(number)) shownPages.add(number);
    }
    for (const section of sections) section.hidden = !section.querySelector("article:not([hidden]), tr[data-entry]:not([hidden])");
    const filtered = typed || typedPage || severity.value || kind.value;
    const onPages = `on ${shownPages.size} ${shownPages.size === 1 ? "page" : "pages"}`;
    status.textContent = !filtered ? `All ${entries.length} kinds of findings are shown.` :
      shown ? `${shown} of ${entries.length} kinds of findings are shown, ${onPages}.` : "Nothing fits the filter.";
  };

  let timer = 0;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(apply, 200); });
  form.addEventListener("reset", () => { clearTimeout(timer); timer = setTimeout(apply, 0); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); apply(); });
  apply();
})();
