// The sample page beside a layout's form follows what is typed. Without this file, "Xem thử" draws it anew.
"use strict";
(() => {
  const form = document.querySelector("form[data-sample]");
  const frame = document.querySelector(form.dataset.sample);

  const show = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const shown = frame.contentDocument;
    // A sheet made by script needs no nonce, and changing it leaves no step for the Back button.
    const numbers = new frame.contentWindow.CSSStyleSheet();
    numbers.replaceSync(page.querySelector("style")?.textContent ?? "");
    shown.querySelector("style")?.remove();
    shown.adoptedStyleSheets = [numbers];
    shown.body.replaceWith(shown.adoptNode(page.body));
  };
  const draw = async () => {
    const answer = await fetch(form.dataset.sampleUrl, { method: "POST", body: new FormData(form) });
    if (answer.ok && !answer.redirected) show(await answer.text());
  };
  let waiting;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(draw, 400); });
})();
