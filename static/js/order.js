// [data-order]: drag a row, and the numbers in its fields follow; without this file the numbers are typed.
"use strict";
document.querySelectorAll("[data-order]").forEach((list) => {
  let held = null;
  const renumber = () => [...list.children].forEach((row, place) => { row.querySelector("input").value = place + 1; });
  [...list.children].forEach((row) => { row.draggable = true; });
  list.addEventListener("dragstart", (e) => { held = e.target.closest("li"); });
  list.addEventListener("dragend", () => { held = null; });
  list.addEventListener("drop", (e) => e.preventDefault());
  list.addEventListener("dragover", (e) => {
    const over = e.target.closest("li");
    if (!held || !over || over === held || over.parentElement !== list) return;
    e.preventDefault();
    const box = over.getBoundingClientRect();
    over[e.clientY < box.top + box.height / 2 ? "before" : "after"](held);
    renumber();
  });
});
