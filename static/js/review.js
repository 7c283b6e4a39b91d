// The review page of a draft: both sides move together, findings by keyboard, fields kept as they are filled in.
"use strict";
(() => {
  const desk = document.querySelector("[data-review]");
  const some = (selector, root = document) => [...root.querySelectorAll(selector)];
  const isTyping = (place) => place.closest("input, textarea, select, [role=option]");

  // Pointing at one side brings the other side's place into view, inside its own pane; the page itself never moves.
  const follow = (note) => {
    const target = document.querySelector(note.dataset.marks);
    const pane = target?.closest("[data-pane]");
    if (!pane || pane === note.closest("[data-pane]") || pane.scrollHeight <= pane.clientHeight) return;
    const [seen, place] = [pane.getBoundingClientRect(), target.getBoundingClientRect()];
    if (place.top < seen.top + 48 || place.bottom > seen.bottom) pane.scrollTop += place.top - seen.top - pane.clientHeight / 3;
  };
  let resting;
  const noteOf = (e) => e.target.closest("[data-marks]");
  desk.addEventListener("mouseover", (e) => {
    clearTimeout(resting);
    const note = noteOf(e);
    if (note && !desk.querySelector(".is-open")?.contains(note)) resting = setTimeout(follow, 150, note);
  });
  desk.addEventListener("focusin", (e) => { const note = noteOf(e); if (note) follow(note); });
  desk.addEventListener("click", (e) => noteOf(e)?.matches("li") && noteOf(e).focus());

  // From finding to finding: N and P, or Alt with the arrows also while typing; X accepts the one in focus.
  const findings = () => some("[data-finding]", desk);
  let current = -1;
  const say = () => {
    const all = findings();
    const bar = desk.querySelector("[data-finding-bar]");
    bar.hidden = !all.length;
    current = Math.min(current, all.length - 1);
    bar.querySelector("[data-finding-count]").textContent = `${current < 0 ? "" : `${current + 1}/`}${all.length} chỗ cần xem`;
  };
  const go = (to) => {
    const all = findings();
    if (!all.length) return say();
    current = (to + all.length) % all.length;
    const finding = all[current];
    finding.focus({ preventScroll: true });
    finding.scrollIntoView({ block: "center" });
    const row = finding.closest("[data-marks]");
    if (row) follow(row);
    say();
  };
  const step = (by) => go(current < 0 && by < 0 ? -1 : current + by);
  desk.addEventListener("focusin", (e) => {
    const finding = e.target.closest("[data-finding]");
    if (finding) { current = findings().indexOf(finding); say(); }
  });
  desk.addEventListener("click", (e) => {
    const button = e.target.closest("[data-finding-step]");
    if (button) step(Number(button.dataset.findingStep));
  });
  document.addEventListener("keydown", (e) => {
    const arrow = e.altKey && { ArrowDown: 1, ArrowUp: -1 }[e.key];
    const letter = !e.ctrlKey && !e.altKey && !e.metaKey && !isTyping(e.target) && { n: 1, p: -1 }[e.key.toLowerCase()];
    if (arrow || letter) { e.preventDefault(); step(arrow || letter); return; }
    if (e.key === "Escape") e.target.closest(".is-open, .new-name")?.querySelector("[data-cancel], [data-dismiss]")?.click();
    if (isTyping(e.target) || e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key.toLowerCase() === "x") e.target.closest("[data-finding]")?.querySelector("button").click();
    if (e.key === "Enter" && e.target.matches("article")) e.target.querySelector("a")?.click();
    const next = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[e.key];
    if (next && e.target.matches("article, .source-lines li") && e.target[next]) { e.preventDefault(); e.target[next].focus(); }
  });

  // After an act: on to the next finding where one was accepted, else to the row that changed; what failed is brought into view.
  let accepted = false;
  document.addEventListener("htmx:beforeRequest", (e) => { accepted = e.detail.requestConfig.formData?.has?.("seen") ?? false; });
  document.addEventListener("draft-touched", (e) => {
    const wrong = document.querySelector("#messages .is-error:not([hidden])");
    if (wrong) { wrong.scrollIntoView({ block: "nearest" }); return say(); }
    if (accepted) return go(Math.max(current, 0));
    document.getElementById(`row-${e.detail.row}`)?.focus({ preventScroll: true });
    say();
  });
  document.addEventListener("htmx:afterSettle", (e) => {
    if (e.detail.elt.matches?.(".is-open")) e.detail.elt.querySelector("textarea, .split-places button")?.focus();
  });
  desk.addEventListener("click", (e) => {
    const button = e.target.closest(".new-name [data-dismiss]");
    if (button) { e.preventDefault(); button.closest(".new-name").remove(); }
  });

  // A field of the head or a name, once filled in, is kept; an empty picker offers what its written name may mean.
  desk.addEventListener("change", (e) => {
    if (e.target.form?.id !== "review") return;
    const fields = some("[name]", e.target.closest("[data-unit-picker]") || e.target.parentElement).filter((field) => field.form?.id === "review");
    const values = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    htmx.ajax("POST", desk.dataset.keepUrl, { source: desk, values, swap: "none" });
  });
  desk.addEventListener("focusin", (e) => {
    const picker = e.target.matches("[data-written] [data-unit-picker] > input") && e.target.parentElement;
    if (!picker || e.target.value) return;
    const address = new URL(picker.dataset.url, location);
    address.searchParams.set("q", picker.closest("[data-written]").dataset.written);
    const list = picker.querySelector(".combobox-list");
    htmx.ajax("GET", address.href, list).then(() => list.querySelector("[role=option]") || list.replaceChildren());
  });
  say();
})();
