// Comfort only: every page works without this file. Beside each function stands the data-… attribute that asks for it.
"use strict";
document.documentElement.classList.add("js");
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (event, selector, act) => document.addEventListener(event, (e) => {
  const found = e.target.closest && e.target.closest(selector);
  if (found) act(found, e);
});
const waiting = new Map();
const later = (key, ms, act) => { clearTimeout(waiting.get(key)); waiting.set(key, setTimeout(act, ms)); };

// "/" goes to the search box; Esc, or a click elsewhere, closes an open details[data-menu]; [data-print] prints.
const closeMenus = (except) => all("details[data-menu][open]").forEach((menu) => { menu.open = menu === except; });
document.addEventListener("keydown", (e) => {
  const search = document.querySelector("[data-search]");
  if (e.key === "Escape") closeMenus();
  if (e.key !== "/" || e.ctrlKey || e.altKey || !search || e.target.closest("input, textarea, select")) return;
  e.preventDefault();
  search.focus();
});
document.addEventListener("click", (e) => closeMenus(e.target.closest("details[data-menu]")));
on("click", "[data-print]", () => window.print());
on("click", "[data-copy]", (button) => {  // [data-copy="#id"]: its words to the clipboard, also where there is no https
  document.querySelector(button.dataset.copy).select();
  if (document.execCommand("copy")) button.textContent = "Đã chép";
});

// A browser's own bubbles speak its language; the server's sentences are Vietnamese and keep what was typed.
on("click", "form[method=post] [type=submit], form[method=post] button:not([type])", (button) => { button.form.noValidate = true; });

// What went wrong on the way is said in #messages; the page stays as it is, so nothing typed is lost.
const say = (reason) => {
  all("#messages [data-reason]").forEach((words) => { words.hidden = words.dataset.reason !== reason; });
  document.querySelector(`#messages [data-reason=${reason}]`)?.scrollIntoView({ block: "nearest" });
  if (reason === "signedOut") addEventListener("focus", renewTokens, { once: true });
};
const isSignIn = (address) => address.includes("/login/") && !location.pathname.includes("/login/");
document.addEventListener("htmx:sendError", () => say("offline"));
document.addEventListener("htmx:responseError", (e) => { say("refused"); if (e.detail.xhr.status === 403) renewTokens(); });
document.addEventListener("htmx:beforeSwap", (e) => {
  if (isSignIn(e.detail.xhr.responseURL)) { e.detail.shouldSwap = false; say("signedOut"); }
});

// Signing in again, in another tab, outdates the tokens of the forms already open: fresh ones let the next press through.
async function renewTokens() {
  const page = await fetch(location).then((answer) => answer.text()).catch(() => "");
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]");
  if (fresh) all("[name=csrfmiddlewaretoken]").forEach((input) => { input.value = fresh.value; });
}

// Forms: warn before unsaved words are left behind (not with data-quiet); however often it is pressed, a button sends once.
const unsaved = new Set();
on("input", "form[method=post]:not([data-quiet])", (form) => unsaved.add(form));
document.addEventListener("htmx:afterOnLoad", (e) => unsaved.delete(e.detail.elt));
window.addEventListener("beforeunload", (e) => { if ([...unsaved].some((form) => form.isConnected)) e.preventDefault(); });
document.addEventListener("submit", (e) => {
  if (e.defaultPrevented || e.target.method !== "post") return;
  const lock = (locked) => all("button:not([type=button])", e.target).forEach((button) => { button.disabled = locked; });
  unsaved.delete(e.target);
  setTimeout(lock, 0, true);
  setTimeout(lock, 10000, false);
});

// form[data-draft-url]: what is typed, files excepted, is kept 1.5 s after the first key since the last time, at once
// when a field or the page is left, and tried again while the network is gone. [data-draft-status] says how it went;
// data-draft-shows="#id" is drawn anew from the answer.
const keeping = new Map();
const keepSoon = (form, ms) => {
  const state = keeping.get(form) || keeping.set(form, {}).get(form);
  state.isTyped = true;
  if (state.isSending) return;
  clearTimeout(state.timer);
  state.due = Math.min(state.due || Infinity, Date.now() + ms);
  state.timer = setTimeout(keepDraft, state.due - Date.now(), form, state);
};
on("input", "form[data-draft-url]", (form) => keepSoon(form, 1500));
on("change", "form[data-draft-url]", (form, e) => e.target.type === "file" || keepSoon(form, 0));
const draftOf = (form) => {
  const body = new FormData(form);
  all("input[type=file]", form).forEach((input) => body.delete(input.name));
  return body;
};
async function keepDraft(form, state) {
  if (!form.isConnected) return keeping.delete(form);
  Object.assign(state, { isTyped: false, isSending: true, due: 0 });
  const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: draftOf(form) }).catch(() => null);
  const signedOut = answer && isSignIn(answer.url);
  const isKept = Boolean(answer?.ok && !signedOut);
  const words = isKept && form.dataset.draftShows ? await answer.text().catch(() => "") : "";
  state.isSending = false;
  if (signedOut) say("signedOut");
  else if (answer?.status === 403) renewTokens();
  if (state.isTyped) keepSoon(form, 1500);
  else if (isKept) unsaved.delete(form);
  if (!isKept && (!answer || signedOut || answer.status === 403 || answer.status >= 500)) keepSoon(form, 5000);
  showKept(form, isKept, words);
}
function showKept(form, isKept, html) {
  const at = new Date().toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" }).replace(":", " giờ ");
  const words = isKept ? `Đã giữ bản nháp lúc ${at}.` : "Chưa giữ được bản nháp; nội dung vẫn còn trên trang, đừng đóng trang.";
  const place = form.dataset.draftShows && document.querySelector(form.dataset.draftShows);
  if (place && html && !place.contains(document.activeElement)) {
    place.outerHTML = html;
    htmx.process(document.querySelector(form.dataset.draftShows));
  }
  all("[data-draft-status]", form).forEach((status) => { status.textContent = words; });
}
const keepAtOnce = () => keeping.forEach((state, form) => {
  if (state.isTyped && form.isConnected) {
    fetch(form.dataset.draftUrl, { method: "POST", body: draftOf(form), keepalive: true }).catch(() => {});
  }
});
addEventListener("pagehide", keepAtOnce);
document.addEventListener("visibilitychange", () => document.hidden && keepAtOnce());
addEventListener("online", () => keeping.forEach((state, form) => state.isTyped && keepSoon(form, 0)));
document.addEventListener("submit", (e) => {
  if (navigator.onLine || !("draftUrl" in e.target.dataset)) return;
  e.preventDefault();
  e.stopImmediatePropagation();
  say("offline");
}, true);

// input[data-shrink]: photos go out at most 1600 px a side, or as they are where that fails; data-chosen="#id" names them.
async function shrink(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  const photo = await createImageBitmap(file);
  const ratio = Math.min(1, 1600 / Math.max(photo.width, photo.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(photo.width * ratio), Math.round(photo.height * ratio)];
  canvas.getContext("2d").drawImage(photo, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, file.type, 0.82));
  return blob && blob.size < file.size ? new File([blob], file.name, { type: blob.type }) : file;
}
on("change", "input[type=file]", async (input) => {
  const names = [...input.files].map((file) => file.name).join(", ");
  all(input.dataset.chosen || "none").forEach((place) => { place.textContent = names; });
  if (!("shrink" in input.dataset)) return;
  const chosen = new DataTransfer();
  for (const file of input.files) chosen.items.add(await shrink(file).catch(() => file));
  input.files = chosen.files;
});

// [data-marks="#a, #b"]: under the pointer or focused, it marks those places; a click brings the first into view.
const mark = (yes) => (note) => all(note.dataset.marks).forEach((place) => place.classList.toggle("is-marked", yes));
["mouseover", "focusin"].forEach((event) => on(event, "[data-marks]", mark(true)));
["mouseout", "focusout"].forEach((event) => on(event, "[data-marks]", mark(false)));
on("click", "[data-marks]", (note) => document.querySelector(note.dataset.marks)?.scrollIntoView({ block: "nearest" }));

// [data-unit-picker]: candidates while typing; arrows and Enter choose; with a <template> inside, many may be chosen.
const typed = (picker) => picker.querySelector(":scope > input:not([type=hidden])");
const candidates = (picker) => picker.querySelector(".combobox-list");
on("input", "[data-unit-picker] > input", (input) => {
  const picker = input.parentElement;
  all(":scope > input[type=hidden]", picker).forEach((hidden) => { hidden.value = ""; });
  later(input, 250, () => {
    const address = new URL(picker.dataset.url, location);
    address.searchParams.set("q", input.value);
    htmx.ajax("GET", address.href, candidates(picker));
  });
});
on("focusout", "[data-unit-picker]", (picker, e) =>
  picker.contains(e.relatedTarget || picker) || candidates(picker).replaceChildren());
on("keydown", "[data-unit-picker]", (picker, e) => {
  const stops = [typed(picker), ...all("[role=option]", picker)];
  const at = stops.indexOf(e.target);
  const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (e.key === "Escape") { candidates(picker).replaceChildren(); stops[0].focus(); }
  if (at < 0 || stops.length === 1 || !(step || (e.key === "Enter" && at === 0))) return;
  e.preventDefault();
  if (step) stops[(at + step + stops.length) % stops.length].focus();
  else stops[1].click();
});
on("click", "[data-unit-picker] [role=option]", (option) => {
  const picker = option.closest("[data-unit-picker]");
  const template = picker.querySelector("template");
  const slip = template && template.content.firstElementChild.cloneNode(true);
  const hidden = (slip || picker).querySelector("input[type=hidden]");
  hidden.value = option.dataset.value;
  typed(picker).value = slip ? "" : option.dataset.name;
  if (slip) slip.querySelector("[data-chip-name]").textContent = option.dataset.name;
  if (slip) picker.querySelector(".chips").append(slip);
  candidates(picker).replaceChildren();
  hidden.dispatchEvent(new Event("change", { bubbles: true }));
  typed(picker).focus();
});
on("click", "[data-remove]", (button) => button.closest(".chip").remove());
