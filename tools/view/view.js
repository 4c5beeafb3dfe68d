// SPDX-License-Identifier: GPL-2.0-or-later
// The review page: pictures of the pages with what was read from them, and what the reviewer says of it.
//
//   data (view-data.c) ──► entries: a cell, field, text or finding with its boxes ──► boxes on pages, tables, lists
//
// Pages far from the view hold neither picture nor boxes, so 200 pages cost as much as three. Texts come from a document that
// anybody may have made: they are only ever set as text, never as HTML.
"use strict";
(() => {
const words = {
  en: {
    skip: "Skip to what was read", search: "Search", smaller: "Smaller", larger: "Larger", boxes: "Boxes", theme: "Light or dark", print: "Print", help: "Keys",
    pages: "Pages", panel: "What was read", detail: "The chosen value", findings: "Findings", values: "Values", found: "Search results", marks: "Marks",
    page: "page", table: "Table", form: "Form", none: "Nothing here.", noFindings: "No findings.", printed: "printed", repaired: "as meant", folded: "plain form",
    reading: "reading", unit: "unit", place: "place", repairs: "repairs", right: "Right", wrong: "Wrong", correction: "what it should be", unmark: "Remove the mark",
    waive: "Waive", reason: "why", reviewer: "Reviewer", save: "Save marks", load: "Load marks", saved: "Marks are saved as", noMarks: "Nothing is marked yet.",
    needReviewer: "Please say who you are.", needText: "Please say what it should be.", needReason: "Please say why.", otherFile: "These marks are for another document.",
    badFile: "This is no file of marks.", all: "all", severity: "Severity", waived: "show waived", expected: "expected", arithmetic: "arithmetic", operands: "operands",
    error: "error", warning: "warning", note: "note", hits: "places", title: "title", blank: "(blank)", close: "Close", tooOld: "This browser cannot unpack the pictures.",
    issues: "Issues of reading", confirmed: "confirmed by arithmetic", amounts: "amounts confirmed by arithmetic", previous: "Previous", next: "Next", text: "Text", of: "of",
    kinds: { wrap: "line end", number: "gap in a number", space: "stray space", width: "width of a character", compatible: "form of a character",
      comparator: "sign of comparison", punctuation: "punctuation", correction: "correction by a reviewer" },
    readings: {},
    keys: [["n / p", "next, previous finding or result"], ["arrows", "move in a table; Enter shows the place"], ["/", "search"], ["r / w", "mark the chosen value right, wrong"], ["+ / −", "larger, smaller"], ["Escape", "let go of the chosen value"]],
  },
  zh: {
    skip: "跳到读取结果", search: "查找", smaller: "缩小", larger: "放大", boxes: "方框", theme: "明暗", print: "打印", help: "快捷键",
    pages: "页面", panel: "读取结果", detail: "选中的值", findings: "发现", values: "数值", found: "查找结果", marks: "标记",
    page: "第…页", table: "表", form: "表单", none: "没有内容。", noFindings: "没有发现。", printed: "原样", repaired: "修复后", folded: "规范形式",
    reading: "识别为", unit: "单位", place: "位置", repairs: "修复", right: "正确", wrong: "错误", correction: "应为", unmark: "取消标记",
    waive: "豁免", reason: "理由", reviewer: "复核人", save: "保存标记", load: "载入标记", saved: "标记已保存为", noMarks: "尚无标记。",
    needReviewer: "请填写复核人。", needText: "请填写应为的内容。", needReason: "请填写理由。", otherFile: "这些标记属于另一份文件。",
    badFile: "这不是标记文件。", all: "全部", severity: "程度", waived: "显示已豁免", expected: "应为", arithmetic: "算式", operands: "相关数值",
    error: "错误", warning: "警告", note: "提示", hits: "处", title: "标题", blank: "（空白）", close: "关闭", tooOld: "此浏览器无法解压页面图像。",
    issues: "读取中的问题", confirmed: "经运算印证", amounts: "个金额经运算印证", previous: "上一个", next: "下一个", text: "正文", of: "/",
    kinds: { wrap: "换行", number: "数字中的间断", space: "多余空格", width: "全角半角", compatible: "字形", comparator: "比较符", punctuation: "标点", correction: "复核人更正" },
    readings: { number: "数", percent: "百分比", date: "日期", text: "文字" },
    keys: [["n / p", "下一个、上一个发现或结果"], ["方向键", "在表中移动；回车显示位置"], ["/", "查找"], ["r / w", "把选中的值标为正确、错误"], ["+ / −", "放大、缩小"], ["Escape", "取消选中"]],
  },
};
const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const store = { // a browser may refuse it to files
  read(key) { try { return localStorage.getItem(key); } catch { return null; } },
  write(key, value) { try { localStorage.setItem(key, value); } catch { /* marks then live as long as the page */ } },
};
let language = store.read("piperoll-language") || ((navigator.language || "").startsWith("zh") ? "zh" : "en");
const say = (key) => words[language][key];
const pageName = (n) => language === "zh" ? `第 ${n} 页` : `page ${n}`;

// make("li", {class: "a", onclick: f}, "text", child): elements; texts are text.
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

// ---- entries ----

const entries = []; // all that has a place: {id, type, text, boxes, lines, …}
const tables = [], forms = [], texts = [], byPage = new Map();
const findings = data.findings || [];

function addEntry(entry) {
  entry.id = entries.length;
  entry.lines = entry.lines || [];
  entry.boxes = entry.boxes && entry.boxes.length ? entry.boxes : entry.lines;
  entries.push(entry);
  const pages = new Set(entry.boxes.map((box) => box[0]));
  if (entry.type !== "text")
    for (const page of pages) byPage.set(page, [...(byPage.get(page) || []), entry]);
  return entry;
}

for (const item of data.items) {
  if (item.table) {
    const table = item.table;
    table.entries = table.cells.map((cell) => addEntry({ type: "cell", table: table.number, ...cell }));
    tables.push(table);
  } else if (item.fields) {
    item.entries = item.fields.map((field) => ({ type: "field", form: item.form, ...field }));
    forms.push(item);
  } else {
    texts.push(addEntry({ type: "text", page: item.page, text: item.text, kind: item.kind, boxes: item.boxes, lines: item.boxes }));
  }
}
// A field is chosen by its cell: what the form calls it, and how it reads it, is said beside.
const cellAt = new Map();
for (const table of tables)
  for (const entry of table.entries)
    for (let r = 0; r < (entry.rowspan || 1); r++)
      for (let c = 0; c < (entry.colspan || 1); c++) cellAt.set(`${table.number}/${entry.row + r}/${entry.col + c}`, entry);
for (const form of forms)
  for (const field of form.entries) {
    const cell = field.table ? cellAt.get(`${field.table}/${field.row}/${field.col}`) : undefined;
    if (cell) (cell.fields = cell.fields || []).push(field);
  }
// Amounts that an identity vouches for: by their places.
const confirmed = new Set((data.confirmed || []).flatMap((places) => places.map(String)));
for (const entry of entries) entry.isConfirmed = entry.type === "cell" && entry.lines.some((box) => confirmed.has(String(box)));
const findingEntries = findings.map((finding, index) => addEntry({
  type: "finding", finding, number: index + 1, text: finding.printed || "", boxes: finding.places || [], lines: finding.places || [],
}));

// ---- marks ----

const marksKey = `piperoll-marks-${data.sha256}`;
let marks = new Map(); // key of the entry → mark
let reviewer = store.read("piperoll-reviewer") || "";
const keyOf = (entry) => entry.type === "finding" ? `finding/${entry.finding.id}` : `cell/${entry.table}/${entry.row}/${entry.col}`;

function keepMarks() {
  store.write(marksKey, JSON.stringify([...marks.values()]));
  showMarks();
}
function setMark(entry, verdict, extra = {}) {
  const key = keyOf(entry);
  if (verdict === null) marks.delete(key);
  else if (entry.type === "finding") marks.set(key, { finding: entry.finding.id, verdict, ...extra });
  else
    marks.set(key, { table: entry.table, row: entry.row, col: entry.col, page: entry.boxes.length ? entry.boxes[0][0] : 0,
      printed: entry.printed || entry.text, verdict, ...extra });
  keepMarks();
  showMark(entry);
  showDetail();
}
function showMark(entry) {
  const mark = marks.get(keyOf(entry));
  for (const element of document.querySelectorAll(`[data-entry="${entry.id}"]:not(.box)`)) {
    element.classList.toggle("mark-right", mark?.verdict === "right");
    element.classList.toggle("mark-wrong", mark?.verdict === "wrong");
    element.classList.toggle("waived", mark?.verdict === "waived");
  }
}
function takeMarks(list) {
  for (const mark of list)
    if (mark && mark.finding) marks.set(`finding/${mark.finding}`, mark);
    else if (mark && mark.table) marks.set(`cell/${mark.table}/${mark.row}/${mark.col}`, mark);
  for (const entry of entries) if (entry.type !== "text" && marks.has(keyOf(entry))) showMark(entry);
}
function saveMarks() {
  if (!reviewer) { announce(say("needReviewer")); $("reviewer")?.focus(); return; }
  const file = { piperoll: "corrections", version: 1, file: data.file, sha256: data.sha256, reviewer, marks: [...marks.values()] };
  const name = `${data.file.replace(/^.*\//, "").replace(/\.pdf$/i, "")}.corrections.json`;
  const url = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1), "\n"], { type: "application/json" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  announce(`${say("saved")} ${name}`);
}
async function loadMarks(file) {
  try {
    const content = JSON.parse(await file.text());
    if (content.piperoll !== "corrections" || !Array.isArray(content.marks)) throw new Error();
    if (content.sha256 !== data.sha256) { announce(say("otherFile")); return; }
    takeMarks(content.marks);
    keepMarks();
  } catch { announce(say("badFile")); }
}

// ---- pages ----

const pane = $("pages");
let zoom = 1, hasBoxes = true;
const pageElements = new Map();
const links = document.createElementNS("http://www.w3.org/2000/svg", "svg");
links.id = "links";

function place(element, box, page) {
  const [, x0, y0, x1, y1] = box;
  element.style.cssText = `left:${100 * x0 / page.width}%;top:${100 * y0 / page.height}%;` +
    `width:${100 * Math.max(x1 - x0, 1) / page.width}%;height:${100 * Math.max(y1 - y0, 1) / page.height}%`;
  return element;
}
async function unpack(number) {
  const source = $(`picture-${number}`);
  if (!source) return null;
  const bytes = Uint8Array.from(atob(source.textContent), (ch) => ch.charCodeAt(0));
  if (source.dataset.kind === "png") return new Blob([bytes], { type: "image/png" });
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Blob([await new Response(stream).arrayBuffer()], { type: "image/svg+xml" });
}
function openPage(holder) {
  if (!holder.isOpen) holder.ready = fillPage(holder);
  return holder.ready;
}
async function fillPage(holder) {
  holder.isOpen = true;
  const { page, element } = holder;
  const layer = document.createDocumentFragment();
  for (const entry of byPage.get(page.page) || [])
    for (const box of entry.boxes) {
      if (box[0] !== page.page || (entry.type === "cell" && entry.text === "")) continue;
      const kind = entry.type === "finding" ? ` ${entry.finding.severity}` : "";
      layer.append(place(make("button", { type: "button", class: `box${kind}`, tabindex: "-1", "data-entry": entry.id,
        "data-number": box === entry.boxes.find((own) => own[0] === box[0]) ? entry.number : entry.number && "", "aria-label": entry.text || entry.finding?.message?.[language] || "" }), box, page));
    }
  element.append(layer);
  drawGlow(holder);
  try {
    const blob = await unpack(page.page);
    if (!blob || !holder.isOpen) return;
    const image = make("img", { alt: pageName(page.page) });
    image.src = URL.createObjectURL(blob);
    await image.decode();
    if (holder.isOpen) element.prepend(image);
    else URL.revokeObjectURL(image.src);
  } catch (error) { announce(say("tooOld")); }
}
function closePage(holder) {
  if (!holder.isOpen) return;
  holder.isOpen = false;
  for (const image of holder.element.querySelectorAll("img")) URL.revokeObjectURL(image.src);
  holder.element.replaceChildren(holder.element.querySelector(".number"));
}
const watcher = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    target.holder.isNear = isIntersecting;
    if (isIntersecting) openPage(target.holder);
    else if (!isPrinting) closePage(target.holder);
  }
}, { root: pane, rootMargin: "150% 0%" });

// Printed are the pages of the findings that are shown, which have to be drawn first, then closed again.
let isPrinting = false;
async function printAll() {
  const pages = new Set(shownFindings().flatMap((entry) => partsOf(entry).map(([box]) => box[0])));
  isPrinting = true;
  for (const { page, element } of pageElements.values()) element.classList.toggle("printed", pages.has(page.page));
  tables.forEach((table) => fillTable(table.number));
  await Promise.all([...pages].map((page) => pageElements.get(page)).filter(Boolean).map(openPage));
  window.print();
}
function endPrinting() {
  isPrinting = false;
  for (const holder of pageElements.values()) if (!holder.isNear) closePage(holder);
}

function layPages() {
  for (const page of data.pages) {
    const element = make("div", { class: "page", id: `page-${page.page}`, role: "group" },
      make("span", { class: "number", "aria-hidden": "true" }, String(page.page)));
    const holder = { page, element, isOpen: false };
    element.holder = holder;
    pageElements.set(page.page, holder);
    pane.append(element);
    watcher.observe(element);
  }
  pane.append(links);
  const first = data.pages[0];
  setZoom(first ? Math.min(Math.max((pane.clientWidth - 56) / (first.width * 4 / 3), 0.5), 1.5) : 1);
}
function setZoom(value) {
  zoom = Math.min(Math.max(value, 0.25), 8);
  $("zoom").textContent = `${Math.round(zoom * 100)}%`;
  for (const { page, element } of pageElements.values()) {
    element.style.width = `${page.width * 4 / 3 * zoom}px`;
    element.style.height = `${page.height * 4 / 3 * zoom}px`;
    element.style.setProperty("--ratio", page.width / page.height);
  }
  drawLinks();
}

// ---- choosing ----

let chosen = null;

function partsOf(entry) { // what glows: [box, class]
  if (!entry) return [];
  const own = (entry.lines.length ? entry.lines : entry.boxes).map((box) => [box, ""]);
  const operands = (entry.finding?.operands || []).flatMap((operand) => (operand.places || []).map((box) => [box, "operand"]));
  return [...own, ...operands];
}
function drawGlow(holder) {
  for (const old of holder.element.querySelectorAll(".glow")) old.remove();
  if (!holder.isOpen) return;
  for (const [box, kind] of partsOf(chosen))
    if (box[0] === holder.page.page) holder.element.append(place(make("div", { class: `glow ${kind}` }), box, holder.page));
}
function middleOf(box) {
  const holder = pageElements.get(box[0]);
  if (!holder) return null;
  const { page, element } = holder;
  return [element.offsetLeft + (box[1] + box[3]) / 2 / page.width * element.offsetWidth, element.offsetTop + (box[2] + box[4]) / 2 / page.height * element.offsetHeight];
}
function drawLinks() {
  links.replaceChildren();
  if (!chosen?.finding || !chosen.boxes.length) return;
  const from = middleOf(chosen.boxes[0]);
  for (const operand of chosen.finding.operands || []) {
    const to = operand.places?.length ? middleOf(operand.places[0]) : null;
    if (!from || !to) continue;
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    for (const [name, value] of Object.entries({ x1: from[0], y1: from[1], x2: to[0], y2: to[1] })) line.setAttribute(name, value);
    links.append(line);
  }
}
function choose(entry, { scroll = true, panel = true } = {}) {
  for (const element of document.querySelectorAll(".chosen")) element.classList.remove("chosen");
  for (const element of document.querySelectorAll('[aria-current="true"]')) element.removeAttribute("aria-current");
  chosen = entry;
  for (const holder of pageElements.values()) drawGlow(holder);
  drawLinks();
  showDetail();
  if (!entry) return;
  const box = (entry.lines.length ? entry.lines : entry.boxes)[0];
  if (scroll && box) {
    const at = middleOf(box);
    if (at) pane.scrollTo({ left: at[0] - pane.clientWidth / 2, top: at[1] - pane.clientHeight / 2 });
  }
  if (panel && entry.type === "cell") { showTab("values"); fillTable(entry.table); }
  if (panel && entry.type === "finding") showTab("findings");
  for (const element of document.querySelectorAll(`#panel [data-entry="${entry.id}"]`)) {
    if (element.matches("td, th")) {
      for (const other of element.closest("table").querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
      element.tabIndex = 0;
      element.classList.add("chosen");
    } else element.setAttribute("aria-current", "true");
    if (panel) element.scrollIntoView({ block: "center", inline: "nearest" });
  }
  announce(`${entry.text || entry.finding?.message?.[language] || say("blank")}${box ? `, ${pageName(box[0])}` : ""}`);
}

// ---- the panel ----

const tabNames = ["findings", "values", "found", "marks"];
function showTab(name) {
  for (const tab of tabNames) {
    $(tab).hidden = tab !== name;
    $(`tab-${tab}`).setAttribute("aria-selected", String(tab === name));
    $(`tab-${tab}`).tabIndex = tab === name ? 0 : -1;
  }
}
const currentTab = () => tabNames.find((tab) => !$(tab).hidden);

function readingOf(entry) {
  const kind = say("readings")[entry.kind] || entry.kind;
  if (entry.value === undefined) return entry.kind && entry.kind !== "text" ? kind : "";
  return [entry.comparator, entry.value, entry.unit, `(${kind})`].filter(Boolean).join(" ");
}
function factsOf(entry) {
  const facts = [];
  const add = (name, value) => { if (value) facts.push(make("dt", {}, name), make("dd", {}, value)); };
  add(say("printed"), entry.printed || entry.text || say("blank"));
  if (entry.printed !== undefined) add(say("repaired"), entry.text);
  add(say("folded"), entry.folded);
  add(say("repairs"), (entry.repairs || []).map(([kind, from, to]) => `${say("kinds")[kind] || kind}: ${from.replace(/\n/g, "⏎")} → ${to}`).join("\n"));
  if (!entry.fields) add(say("reading"), readingOf(entry));
  for (const field of entry.fields || []) add(field.path, readingOf(field) || field.text);
  if (entry.isConfirmed) add("✓", say("confirmed"));
  add(say("place"), [...new Set(entry.boxes.map((box) => pageName(box[0])))].join(", "));
  return make("dl", { class: "facts" }, ...facts);
}
function findingFacts(finding) {
  const facts = [];
  for (const name of ["printed", "expected", "arithmetic"])
    if (finding[name]) facts.push(make("dt", {}, say(name)), make("dd", {}, finding[name]));
  for (const operand of finding.operands || []) facts.push(make("dt", {}, operand.label || say("operands")), make("dd", {}, operand.printed || ""));
  if (finding.waived) facts.push(make("dt", {}, say("waive")), make("dd", {}, `${finding.waived.reason} (${finding.waived.who})`));
  return make("dl", { class: "facts" }, ...facts);
}
function showDetail() {
  const box = $("detail");
  box.hidden = !chosen || chosen.type === "text";
  if (box.hidden) return;
  const entry = chosen, mark = marks.get(keyOf(entry)), isFinding = entry.type === "finding";
  const input = make("input", { type: "text", id: "mark-text", "aria-label": say(isFinding ? "reason" : "correction"), placeholder: say(isFinding ? "reason" : "correction") });
  input.value = (isFinding ? mark?.reason : mark?.correction) || "";
  const withText = (verdict, name, complaint) => () => {
    if (!input.value.trim()) { announce(say(complaint)); input.focus(); return; }
    setMark(entry, verdict, { [name]: input.value });
  };
  const buttons = isFinding
    ? [make("button", { type: "button", id: "mark-waived", "aria-pressed": String(mark?.verdict === "waived"), onclick: withText("waived", "reason", "needReason") }, say("waive"))]
    : [make("button", { type: "button", id: "mark-right", "aria-pressed": String(mark?.verdict === "right"), onclick: () => setMark(entry, "right") }, say("right")),
      make("button", { type: "button", id: "mark-wrong", "aria-pressed": String(mark?.verdict === "wrong"), onclick: withText("wrong", "correction", "needText") }, say("wrong"))];
  if (mark) buttons.push(make("button", { type: "button", id: "mark-none", onclick: () => setMark(entry, null) }, say("unmark")));
  box.replaceChildren(make("h2", {}, isFinding ? entry.finding.message[language] : entry.text || say("blank")),
    isFinding ? findingFacts(entry.finding) : factsOf(entry), make("div", { class: "marking" }, ...buttons, input));
}

function tableOf(table) {
  const rows = Array.from({ length: table.rows }, (_, row) => {
    const part = row > 0 && table.parts.find((one) => one.first_row === row);
    return make("tr", part ? { class: "breaks", title: pageName(part.page) } : {});
  });
  table.entries.forEach((entry, index) => {
    const isHead = entry.role !== "data";
    const cell = make(isHead ? "th" : "td", { "data-entry": entry.id, tabindex: index === 0 ? "0" : "-1", rowspan: entry.rowspan, colspan: entry.colspan,
      scope: entry.role === "header" ? (entry.colspan > 1 ? "colgroup" : "col") : isHead ? "row" : undefined, class: [entry.kind === "number" || entry.kind === "percent" ? "number" : "", entry.isConfirmed ? "confirmed" : ""].join(" ").trim() || undefined }, entry.text);
    rows[entry.row].append(cell);
  });
  const pages = [...new Set(table.parts.map((part) => part.page))];
  return make("table", { class: "grid" }, make("caption", {}, `${say("table")} ${table.number}${table.title ? ` ${table.title}` : ""}${table.unit ? `（${table.unit}）` : ""} `,
    make("span", { class: "place" }, `${pages.map(pageName).join(", ")} · ${table.method} ${table.confidence}`)), make("tbody", {}, ...rows));
}
// Tables are filled in as they come near: a large document has thousands of cells.
const tableHolders = new Map();
function fillTable(number) {
  const holder = tableHolders.get(number);
  if (!holder || holder.isFilled) return;
  holder.isFilled = true;
  holder.element.style.minHeight = "";
  holder.element.replaceChildren(tableOf(holder.table));
  for (const entry of holder.table.entries) if (marks.has(keyOf(entry))) showMark(entry);
}
const tableWatcher = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) if (isIntersecting) fillTable(target.number);
}, { root: $("values"), rootMargin: "50% 0%" });

function showValues() {
  tableHolders.clear();
  tableWatcher.disconnect();
  const parts = tables.map((table) => {
    const element = make("div", { class: "scroll" });
    element.number = table.number;
    element.style.minHeight = `${table.rows * 1.8 + 2}em`;
    tableHolders.set(table.number, { table, element, isFilled: false });
    tableWatcher.observe(element);
    return element;
  });
  const issues = data.issues.map((issue) => make("li", {}, make("span", { class: `severity ${issue.severity}` }, say(issue.severity)), ` ${issue.tag} ${issue.detail} `,
    make("span", { class: "place" }, issue.page ? pageName(issue.page) : "")));
  $("values").replaceChildren(...(parts.length ? parts : [make("p", {}, say("none"))]), ...(issues.length ? [make("h3", {}, say("issues")), make("ul", { class: "list" }, ...issues)] : []));
  $("tab-values").textContent = `${say("values")} (${tables.length})`;
}

const filter = { severity: "", waived: true };
const isWaived = (entry) => Boolean(entry.finding.waived) || marks.get(keyOf(entry))?.verdict === "waived";
const shownFindings = () => findingEntries.filter((entry) => (!filter.severity || entry.finding.severity === filter.severity) && (filter.waived || !isWaived(entry)));

function itemOf(entry) {
  const { finding } = entry;
  const page = finding ? finding.page : entry.boxes[0]?.[0];
  return make("li", {}, make("button", { type: "button", "data-entry": entry.id, class: finding && isWaived(entry) ? "waived" : undefined },
    finding ? make("span", { class: "ordinal" }, `${entry.number}. `) : null,
    finding ? make("span", { class: `severity ${finding.severity}` }, say(finding.severity)) : null,
    finding ? ` ${finding.message[language]} ` : "", ...(finding ? [] : hitParts(entry.text)), " ",
    make("span", { class: "place" }, [page ? pageName(page) : "", finding?.arithmetic].filter(Boolean).join(" · "))));
}
function showFindings() {
  const select = make("select", { id: "severity", onchange: (event) => { filter.severity = event.target.value; showFindings(); } },
    ...["", "error", "warning", "note"].map((value) => make("option", { value, selected: value === filter.severity }, value ? say(value) : say("all"))));
  const check = make("input", { type: "checkbox", id: "waived", onchange: (event) => { filter.waived = event.target.checked; showFindings(); } });
  check.checked = filter.waived;
  const list = shownFindings();
  $("findings").replaceChildren(
    ...(findings.length ? [make("div", { class: "filters" }, make("label", { for: "severity" }, say("severity")), select, make("label", {}, check, " ", say("waived")),
      make("button", { type: "button", onclick: () => step(-1) }, say("previous")), make("button", { type: "button", onclick: () => step(1) }, say("next")))] : []),
    data.amounts ? make("p", { class: "place" }, `${(data.confirmed || []).length} ${say("of")} ${data.amounts} ${say("amounts")}`) : "",
    list.length ? make("ul", { class: "list" }, ...list.map(itemOf)) : make("p", {}, say("noFindings")));
  $("tab-findings").textContent = `${say("findings")} (${list.length})`;
}

// ---- search ----

const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
let query = "", hits = [];
const HITS_MAX = 500;

function hitParts(text) {
  const at = query ? text.toLowerCase().indexOf(query.toLowerCase()) : -1;
  if (at < 0) return [text.slice(0, 200)];
  const from = Math.max(at - 40, 0);
  return [(from > 0 ? "…" : "") + text.slice(from, at), make("mark", {}, text.slice(at, at + query.length)), text.slice(at + query.length, at + query.length + 80)];
}
function search(text) {
  query = text.trim();
  const wanted = plain(query);
  hits = wanted ? entries.filter((entry) => entry.type !== "finding" && plain(entry.text).includes(wanted)).slice(0, HITS_MAX) : [];
  $("found").replaceChildren(hits.length ? make("ul", { class: "list" }, ...hits.map(itemOf)) : make("p", {}, say("none")));
  $("tab-found").textContent = query ? `${say("found")} (${hits.length}${hits.length === HITS_MAX ? "+" : ""})` : say("found");
}
function step(by) {
  const list = currentTab() === "found" ? hits : shownFindings();
  if (!list.length) return;
  const at = list.indexOf(chosen);
  choose(list[(at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length)], { panel: list !== hits });
}

// ---- marks, as a list ----

function showMarks() {
  const name = make("input", { type: "text", id: "reviewer", autocomplete: "name", onchange: (event) => { reviewer = event.target.value.trim(); store.write("piperoll-reviewer", reviewer); } });
  name.value = reviewer;
  const file = make("input", { type: "file", id: "marks-file", accept: "application/json,.json", onchange: (event) => event.target.files[0] && loadMarks(event.target.files[0]) });
  const items = [...marks.values()].map((mark) => {
    const entry = mark.finding ? findingEntries.find((one) => one.finding.id === mark.finding) : cellAt.get(`${mark.table}/${mark.row}/${mark.col}`);
    const what = mark.finding ? entry?.finding.message[language] || mark.finding : mark.printed;
    return make("li", {}, make("button", { type: "button", "data-entry": entry?.id }, `${mark.verdict === "waived" ? say("waive") : say(mark.verdict)}: ${what}${mark.correction ? ` → ${mark.correction}` : ""}${mark.reason ? ` (${mark.reason})` : ""}`));
  });
  $("marks").replaceChildren(
    make("div", { class: "marking" }, make("label", { for: "reviewer" }, say("reviewer")), name, make("button", { type: "button", id: "save", onclick: saveMarks }, say("save"))),
    items.length ? make("ul", { class: "list" }, ...items) : make("p", {}, say("noMarks")),
    make("div", { class: "marking" }, make("label", { for: "marks-file" }, say("load")), file));
  $("tab-marks").textContent = `${say("marks")} (${marks.size})`;
}

// ---- the rest ----

function announce(text) { $("status").textContent = text; }
function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  store.write("piperoll-theme", theme);
}
function showHelp() {
  const box = $("help-box");
  box.replaceChildren(make("h2", { id: "help-title" }, say("help")), make("dl", { class: "facts" }, ...say("keys").flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)])),
    make("button", { type: "button", onclick: () => box.close() }, say("close")));
  box.showModal();
}
function setLanguage(next) {
  language = next;
  store.write("piperoll-language", next);
  document.documentElement.lang = next;
  $("language").textContent = next === "zh" ? "English" : "中文";
  $("language").lang = next === "zh" ? "en" : "zh";
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-name]")) element.setAttribute("aria-label", say(element.dataset.name));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = say(element.dataset.hint);
  for (const [number, { element }] of pageElements) element.setAttribute("aria-label", pageName(number));
  showFindings();
  showValues();
  search(query);
  showMarks();
  choose(chosen, { scroll: false });
}
// Moves in a table by arrows: to the cell that covers the next slot in that direction.
function moveInTable(cell, key) {
  const entry = entries[cell.dataset.entry];
  const steps = { ArrowUp: [-1, 0], ArrowDown: [entry.rowspan || 1, 0], ArrowLeft: [0, -1], ArrowRight: [0, entry.colspan || 1] };
  const [down, right] = steps[key];
  const next = cellAt.get(`${entry.table}/${entry.row + down}/${entry.col + right}`);
  const element = next && cell.closest("table").querySelector(`[data-entry="${next.id}"]`);
  if (!element) return;
  cell.tabIndex = -1;
  element.tabIndex = 0;
  element.focus();
}
document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-entry]");
  if (target && entries[target.dataset.entry])
    choose(entries[target.dataset.entry], { scroll: !target.matches(".box"), panel: target.matches(".box") });
});
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest("td[data-entry], th[data-entry]");
  if ((event.ctrlKey || event.metaKey) && event.key === "p") { event.preventDefault(); printAll(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || (event.target.matches("input, select, textarea") && event.key !== "Escape")) return;
  if (cell && event.key.startsWith("Arrow")) moveInTable(cell, event.key);
  else if (cell && (event.key === "Enter" || event.key === " ")) choose(entries[cell.dataset.entry], { panel: false });
  else if (event.target.matches('[role="tab"]') && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    const at = tabNames.indexOf(currentTab()) + (event.key === "ArrowRight" ? 1 : tabNames.length - 1);
    showTab(tabNames[at % tabNames.length]);
    $(`tab-${currentTab()}`).focus();
  } else if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
  else if (event.key === "/") $("search").focus();
  else if (event.key === "+" || event.key === "=") setZoom(zoom * 1.25);
  else if (event.key === "-") setZoom(zoom / 1.25);
  else if (event.key === "Escape") { if (event.target.matches("input")) event.target.blur(); choose(null); }
  else if (event.key === "r" && chosen?.type === "cell") setMark(chosen, "right");
  else if (event.key === "w" && chosen?.type === "cell") $("mark-text").focus();
  else return;
  event.preventDefault();
});
for (const tab of tabNames) $(`tab-${tab}`).addEventListener("click", () => showTab(tab));
$("larger").addEventListener("click", () => setZoom(zoom * 1.25));
$("smaller").addEventListener("click", () => setZoom(zoom / 1.25));
$("language").addEventListener("click", () => setLanguage(language === "zh" ? "en" : "zh"));
$("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
$("help").addEventListener("click", showHelp);
$("boxes").addEventListener("click", () => {
  hasBoxes = !hasBoxes;
  pane.classList.toggle("with-boxes", hasBoxes);
  $("boxes").setAttribute("aria-pressed", String(hasBoxes));
});
$("search-form").addEventListener("submit", (event) => { event.preventDefault(); step(1); });
$("search").addEventListener("input", (event) => { search(event.target.value); showTab("found"); });
window.addEventListener("resize", drawLinks);
window.addEventListener("beforeprint", () => tables.forEach((table) => fillTable(table.number)));
window.addEventListener("afterprint", endPrinting);
$("print").addEventListener("click", printAll);

$("file").textContent = data.file;
document.title = `${data.file} – piperoll`;
pane.classList.add("with-boxes");
setTheme(store.read("piperoll-theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
layPages();
try { takeMarks(JSON.parse(store.read(marksKey) || "[]")); } catch { marks = new Map(); }
setLanguage(language);
showTab(findings.length ? "findings" : "values");
})();
