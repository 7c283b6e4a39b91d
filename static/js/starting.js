// Beginning a report: a proposal that comes late leaves what was typed or chosen while it was on its way.
"use strict";
(() => {
  const NAMES = ["timespan", "starts_on", "ends_on", "abstract"];
  const field = (name) => document.querySelector(`#report-start [name=${name}]`);
  let asked = {};
  let meanwhile = [];
  const isProposal = (e) => e.detail.target?.id === "proposal";

  document.addEventListener("htmx:beforeRequest", (e) => {
    if (isProposal(e)) asked = Object.fromEntries(NAMES.map((name) => [name, field(name).value]));
  });
  document.addEventListener("htmx:beforeSwap", (e) => {
    if (!isProposal(e)) return;
    meanwhile = NAMES.map((name) => [name, field(name).value]).filter(([name, value]) => value !== asked[name]);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const [name, value] of meanwhile) field(name).value = value;
    meanwhile = [];
  });
})();
