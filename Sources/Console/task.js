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
  const redraws = [];
  const undo = () => {
    last = past.pop() || last;
    all.forEach((e, i) => { if (typeof last[i] === "boolean") e.checked = last[i]; else e.value = last[i]; });
    redraws.forEach((draw) => draw());
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
  // A box over the picture is a line of numbers: drawn, typed and undone alike.
  const blanks = (line) => [...line.querySelectorAll("input")];
  const picture = (figure) => {
    const lines = [...task.querySelectorAll("[data-region]")].filter((l) => l.dataset.region === figure.dataset.picture);
    if (!lines.length) return;
    const node = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
    const sheet = figure.appendChild(node("svg"));
    sheet.setAttribute("viewBox", "0 0 100 100");
    sheet.setAttribute("preserveAspectRatio", "none");
    sheet.setAttribute("aria-hidden", "true");
    const put = (box, [left, top, right, bottom]) => {
      const at = { x: left, y: top, width: right - left, height: bottom - top };
      for (const name in at) box.setAttribute(name, Math.max(0, at[name]));
    };
    const draw = () => sheet.replaceChildren(...lines.filter((l) => blanks(l).every((b) => b.value)).map((l) => {
      const box = node("rect");
      put(box, blanks(l).map((b) => +b.value));
      return box;
    }));
    const place = (event) => {
      const frame = sheet.getBoundingClientRect();
      const share = (at, from, size) => Math.min(100, Math.max(0, Math.round((at - from) / size * 1000) / 10));
      return [share(event.clientX, frame.left, frame.width), share(event.clientY, frame.top, frame.height)];
    };
    let start, box;
    const edges = (end) => [Math.min(start[0], end[0]), Math.min(start[1], end[1]), Math.max(start[0], end[0]), Math.max(start[1], end[1])];
    sheet.addEventListener("pointerdown", (event) => {
      sheet.setPointerCapture(event.pointerId);
      start = place(event);
      box = sheet.appendChild(node("rect"));
    });
    sheet.addEventListener("pointermove", (event) => { if (box) put(box, edges(place(event))); });
    sheet.addEventListener("pointerup", (event) => {
      if (!box) return;
      const found = edges(place(event)), line = lines.find((l) => blanks(l).every((b) => !b.value));
      box = undefined;
      if (line && found[2] - found[0] > 0.5 && found[3] - found[1] > 0.5) {
        blanks(line).forEach((blank, i) => { blank.value = found[i]; });
        const kind = line.querySelector("select");
        if (!kind.selectedIndex) kind.selectedIndex = 1;
        kind.focus();
        task.dispatchEvent(new Event("input"));
      }
      draw();
    });
    task.addEventListener("input", draw);
    redraws.push(draw);
    draw();
  };
  document.querySelectorAll("[data-picture]").forEach(picture);
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
