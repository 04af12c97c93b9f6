// One policy for markup that our own server sent; the wall that counts is script-src 'self'.
if (window.trustedTypes) trustedTypes.createPolicy("default", { createHTML: (text) => text });

// The one register of keys: handler and help page both read it.
const keys = {
  j: { does: "Next case, or next row", run: () => step(1) },
  k: { does: "Previous case, or previous row", run: () => step(-1) },
  o: { does: "Open the row", run: openRow },
  Enter: { does: "Open the row", run: openRow },
  a: { does: "Approve and send (the first press shows the end of the draft)", run: approve },
  e: { does: "Edit the draft", run: () => named("edit") },
  r: { does: "Ask for a new draft", run: () => unfold("redraft") },
  n: { does: "Close without reply", run: () => unfold("no-reply") },
  "!": { does: "Escalate to a manager", run: () => unfold("escalate") },
  t: { does: "Take the case", run: () => named("take") },
  v: { does: "View the original mail", run: () => named("original") },
  z: { does: "Undo the last mail", run: undo },
  u: { does: "Back to the list", run: () => named("back") },
  "/": { does: "Search", run: () => focus(document.querySelector("#q")) },
  "?": { does: "These keys", run: help },
};

const one = (name) => document.querySelector(`[data-key="${name}"]`);
const say = (text) => { document.querySelector("#status").textContent = text; };
function alarm(text) { document.querySelector("#alert").textContent = text; }
function press(element) { if (element) element.click(); return Boolean(element); }
function focus(element) { if (element) element.focus(); return Boolean(element); }
function openRow() { return press(document.querySelector("tr.here [data-row]")); }
function named(name) { return press(one(name)); }

function step(by) {
  const rows = [...document.querySelectorAll("[data-list] tr:has([data-row])")];
  if (!rows.length) return named(by > 0 ? "next" : "previous");
  const at = rows.findIndex((row) => row.classList.contains("here"));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  rows.forEach((row) => row.classList.toggle("here", row === next));
  return focus(next.querySelector("[data-row]"));
}

function unfold(name) {
  const box = one(name);
  if (!box) return false;
  box.open = true;
  return focus(box.querySelector("select, input:not([type=hidden]), button"));
}

// Approving needs the end of the draft, and of each record that is ticked, to have been on screen once: above the bar.
const unseen = new Set();
let endSeen = false;
let watcher;
function watchEnd() {
  watcher?.disconnect();
  unseen.clear();
  const ends = document.querySelectorAll(".checks + [data-end], .record:has(legend :checked) > [data-end]");
  ends.forEach((end) => unseen.add(end));
  endSeen = !unseen.size;
  const height = (selector) => document.querySelector(selector)?.offsetHeight ?? 0;
  watcher = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach((entry) => unseen.delete(entry.target));
    endSeen = !unseen.size;
  }, { rootMargin: `-${height(".top")}px 0px -${height("#bar")}px` });
  unseen.forEach((end) => watcher.observe(end));
}

// A case that has just come up is not approved by the key that was pressed for the one before.
const STARTLE = 600;
let awake = 0;

function approve() {
  const button = one("approve");
  if (!button) return false;
  const box = one("check");
  if (performance.now() < awake) return true;
  if (!endSeen) {
    const [end] = unseen;
    end.scrollIntoView({ block: "center" });
    const what = end.closest(".record") ? "This will be recorded" : "This is the end of the draft";
    say(`${what}. Press a again to approve.`);
  } else if (box && !box.checked) {
    focus(box);
    say("Please confirm that you have checked it.");
  } else {
    button.click();
  }
  return true;
}

// A text with a place to fill in is opened with that place selected; where somebody writes already, the cursor stays.
function focusText() {
  const text = document.querySelector("form.editor textarea");
  if (!text || text === document.activeElement) return Boolean(text);
  const blank = /\[[^\]\n]*:[^\]\n]*\]/.exec(text.value);
  text.focus();
  if (blank) text.setSelectionRange(blank.index, blank.index + blank[0].length);
  else text.setSelectionRange(0, 0);
  return true;
}

// What a new case needs: its end watched, its row in sight.
function settle() {
  watchEnd();
  const row = document.querySelector(".slips [aria-current]");
  const pane = document.querySelector(".pane.queue");
  if (row && pane) pane.scrollTop = row.offsetTop - pane.clientHeight / 3;
}

function fold() {
  const open = document.querySelector("details.verb[open], details.menu[open]");
  if (!open) return false;
  open.open = false;
  return focus(open.querySelector("summary"));
}

function undo() {
  const button = one("undo");
  if (!button) return false;
  button.form.requestSubmit(button);
  return true;
}

function help() {
  const box = document.querySelector("#help");
  const list = box.querySelector("dl");
  if (!list.children.length) {
    for (const [key, { does }] of [...Object.entries(keys), ["Ctrl ↵", { does: "Send what is in the editor" }]]) {
      const name = document.createElement("dt");
      const text = document.createElement("dd");
      name.append(Object.assign(document.createElement("kbd"), { textContent: key }));
      text.textContent = does;
      list.append(name, text);
    }
  }
  box.showModal();
  return true;
}

const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented || event.repeat && event.key === "a") return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const button = one("send");
    if (button) { event.preventDefault(); button.click(); }
    return;
  }
  if (event.key === "Escape" && !document.querySelector("dialog[open]") && fold()) return;
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary, label")) return;
  const key = keys[event.key];
  if (key && key.run()) event.preventDefault();
});

// A form is sent once, however often it is clicked.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-help]")) help();
  document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

// After a swap the next case's heading has the focus, and is announced.
document.addEventListener("htmx:afterSettle", (event) => {
  if (!document.querySelector("#desk")) { focus(document.querySelector("#email")); return; }
  awake = performance.now() + STARTLE;
  settle();
  focus(document.querySelector("#error-title, [role=alert] h2")) || focusText() || focus(document.querySelector("#case h1"));
});
document.addEventListener("htmx:beforeRequest", () => alarm(""));
document.addEventListener("htmx:responseError", (event) => {
  const words = event.detail.xhr.getResponseHeader("x-duecourse-says");
  alarm(words ? decodeURIComponent(words) : "The server could not do this. Nothing was sent.");
});
document.addEventListener("htmx:sendError", () => alarm("No connection. Your text is still here; try again when it is back."));

document.documentElement.classList.add("keys");
document.querySelectorAll("[data-help]").forEach((button) => { button.hidden = false; });
document.querySelectorAll("#q").forEach((field) => { field.placeholder += "  /"; });
if (document.querySelector("[data-flash]")) awake = performance.now() + STARTLE;
settle();
if (!document.querySelector("[role=alert] h2")) focusText();
