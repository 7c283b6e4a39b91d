// The sample page beside a layout's form follows what is typed. Without this file, "Xem thử" draws it anew.
"use strict";
(() => {
  const form = document.querySelector("form[data-sample]");
  const frame = document.querySelector(form.dataset.sample);

  const show = (html) => {
    // As a template, since even a page that is only read may not hold a sheet of its own here.
    const words = html.replace(/<style[^>]*>/, "<template>").replace("</style>", "</template>");
    const page = new DOMParser().parseFromString(words, "text/html");
    const shown = frame.contentDocument;
    // A sheet made by script needs no nonce, and changing it leaves no step for the Back button.
    const numbers = new frame.contentWindow.CSSStyleSheet();
    numbers.replaceSync(page.querySelector("template")?.content.textContent ?? "");
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
