// A task: numbers choose, u undoes, Enter hands in; marked words fill a line of spans. What was
// answered is kept by the house, not by the browser, when the page is left.
"use strict";
(() => {
  const task = document.querySelector("form[data-task]");
  if (!task) return;
  task.querySelectorAll("[data-with-script]").forEach((hint) => { hint.hidden = false; });
  const all = [...task.elements].filter((e) => e.type !== "hidden" && e.tagName !== "BUTTON");
  const state = () => all.map((e) => (e.matches("[type=radio], [type=checkbox]") ? e.checked : e.value));
  const past = [];
  let last = state(), open = false;
  task.addEventListener("input", () => { past.push(last); last = state(); open = true; });
  task.addEventListener("submit", () => { open = false; });
  addEventListener("pagehide", () => {
    if (open) navigator.sendBeacon(task.dataset.task, new URLSearchParams(new FormData(task)));
  });
  const undo = () => {
    last = past.pop() || last;
    all.forEach((e, i) => { if (typeof last[i] === "boolean") e.checked = last[i]; else e.value = last[i]; });
  };
  const span = (number) => {
    const marked = getSelection();
    const line = [...task.querySelectorAll("[data-span]")].find((l) => !l.firstElementChild.value);
    if (marked.isCollapsed || !line) return false;
    const range = marked.getRangeAt(0);
    const shown = range.startContainer.parentElement.closest("[data-shown]");
    if (!shown) return false;
    const [words, kind, nth] = line.children, quote = range.toString(), whole = shown.textContent;
    range.setStart(shown, 0);
    const end = range.toString().length - quote.length;
    let time = 1;
    for (let at = whole.indexOf(quote); at >= 0 && at < end; at = whole.indexOf(quote, at + 1)) time += 1;
    words.value = quote.replace(/\s/g, " "); kind.selectedIndex = number; nth.value = time;
    marked.removeAllRanges();
    task.dispatchEvent(new Event("input"));
    return true;
  };
  const choose = (number) => {
    const groups = [...task.querySelectorAll("[data-numbers]")];
    const group = groups.find((g) => g.contains(document.activeElement))
      || groups.find((g) => !g.querySelector(":checked"));
    const box = group && group.querySelectorAll("input")[number - 1];
    if (!box) return;
    box.click();
    const next = groups[groups.indexOf(group) + 1];
    (box.type === "radio" && next ? next.querySelector("input") : box).focus();
  };
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (at.matches("textarea, select, button, a, input:not([type=radio], [type=checkbox])")) return;
    if (/^[1-9]$/.test(event.key)) { if (!span(+event.key)) choose(+event.key); }
    else if (event.key === "u") undo();
    else if (event.key === "Enter") task.requestSubmit(task.querySelector("button"));
    else return;
    event.preventDefault();
  });
})();
