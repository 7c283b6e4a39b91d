// Writing a report: fields as high as their words, the side follows the section, paragraphs and units' words are dragged.
"use strict";
(() => {
  const desk = document.querySelector("[data-writing]");
  const some = (selector, root = document) => [...root.querySelectorAll(selector)];
  const isWide = matchMedia("(min-width: 1101px)");
  const side = document.getElementById("side");

  // A field grows with its words where the browser does not do it by itself.
  const grow = (field) => {
    if (CSS.supports("field-sizing", "content")) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 4}px`;
  };
  some("[data-grows]", desk).forEach(grow);
  desk.addEventListener("input", (e) => e.target.matches("[data-grows]") && grow(e.target));
  document.addEventListener("htmx:load", (e) => some("[data-grows]", e.detail.elt.parentElement || document).forEach(grow));

  const outline = document.querySelector(".writing-outline");
  if (outline && !isWide.matches) outline.open = false;

  // The side shows what units say about the section in focus; on a phone the section has a page of its own.
  const sectionOf = (place) => place.closest("[data-section]");
  let shown = "";
  let resting;
  const show = (section) => {
    if (!section || !navigator.onLine || shown === section.dataset.section || !document.querySelector(".writing-side")) return;
    shown = section.dataset.section;
    some(".writing-section.is-current").forEach((other) => other.classList.remove("is-current"));
    section.classList.add("is-current");
    const tab = side.querySelector("[data-panel-tab]")?.dataset.panelTab || "words";
    htmx.ajax("GET", `${section.dataset.words}?tab=${tab}`, { target: "#side", swap: "innerHTML" }).catch(() => { shown = ""; });
  };
  desk.addEventListener("focusin", (e) => {
    clearTimeout(resting);
    const section = isWide.matches && !e.target.closest("#side") && sectionOf(e.target);
    if (section) resting = setTimeout(show, 250, section);
  });
  desk.addEventListener("click", (e) => {
    const link = e.target.closest("a[data-panel]");
    if (!link || !isWide.matches || !document.querySelector(".writing-side")) return;
    e.preventDefault();
    show(sectionOf(link));
    side.focus({ preventScroll: true });
  });

  // This page's own writing is no news to it: the version with which it hands the report up follows.
  // What was counted before it is marked at once, and counted again when the typing rests (_report_length.html).
  const follow = (was, now) => {
    some(".state-line input[name=version]").forEach((input) => {
      if (Number(input.value) === Number(was)) input.value = now;
    });
    some("[data-edited-since]").forEach((mark) => { mark.hidden = false; });
    document.body.dispatchEvent(new Event("report-edited"));
  };
  // The count that goes on by itself waits for the network; a press of its button is answered.
  document.addEventListener("htmx:beforeRequest", (e) => {
    const isPressed = e.detail.requestConfig.triggeringEvent?.isTrusted;
    if (e.target.id === "report-length" && !isPressed && !navigator.onLine) e.preventDefault();
  });
  document.body.addEventListener("report-version", (e) => follow(e.detail.was, e.detail.now));
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
    if (node.dataset?.now) follow(node.dataset.was, node.dataset.now);
  }))).observe(desk, { childList: true, subtree: true });
  document.addEventListener("htmx:configRequest", (e) => {
    if (e.detail.parameters.page === "") e.detail.parameters.page = desk.dataset.page;
  });

  // After a move the paragraphs stand in the order that the server says.
  document.body.addEventListener("paragraph-moved", (e) => {
    const last = document.getElementById(`add-${e.detail.section}`);
    const moved = document.getElementById(`paragraph-${e.detail.paragraph}`);
    const focused = document.activeElement;
    if (!last) return moved.remove();
    const place = e.detail.order.indexOf(e.detail.paragraph);
    const next = document.getElementById(`paragraph-${e.detail.order[place + 1]}`);
    (next || last).before(moved);
    if (moved.contains(focused)) focused.focus();
  });

  // What is dragged: a paragraph of the report, or what units say; it is dropped before a paragraph or at a section's end.
  let held = null;
  const places = () => some(".is-drop-place").forEach((place) => place.classList.remove("is-drop-place"));
  const placeOf = (target) => target.closest?.("[data-paragraph]") || sectionOf(target)?.querySelector(".paragraph-add");
  document.addEventListener("dragstart", (e) => {
    const group = e.target.closest?.("[data-group]");
    const handle = e.target.closest?.("[data-drag]");
    held = handle ? { paragraph: handle.dataset.drag } : group ? { group: group.dataset.group, tab: group.closest("form").elements.tab.value } : null;
    if (held) e.dataTransfer.effectAllowed = "move";
    if (handle) e.dataTransfer.setDragImage(handle.closest("[data-paragraph]"), 0, 0);
  });
  document.addEventListener("dragend", () => { held = null; places(); });
  desk.addEventListener("dragover", (e) => {
    const place = held && placeOf(e.target);
    if (!place) return;
    e.preventDefault();
    places();
    place.classList.add("is-drop-place");
  });
  desk.addEventListener("drop", (e) => {
    const place = held && placeOf(e.target);
    if (!place) return;
    e.preventDefault();
    const section = sectionOf(place);
    const before = place.dataset.paragraph || "";
    const token = desk.querySelector("[name=csrfmiddlewaretoken]").value;
    const values = { before, page: desk.dataset.page, csrfmiddlewaretoken: token };
    if (held.group) {
      Object.assign(values, { groups: held.group, tab: held.tab });
      htmx.ajax("POST", section.dataset.words, { source: place, target: place, swap: "beforebegin", values });
    } else if (held.paragraph !== before) {
      const address = document.querySelector(`#paragraph-${held.paragraph} .paragraph-tools`).getAttribute("action");
      htmx.ajax("POST", address, { source: desk, swap: "none", values: { ...values, to: section.dataset.section } });
    }
    held = null;
    places();
  });
})();
