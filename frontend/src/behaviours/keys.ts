/**
 * Keys of a list with `data-keys`, while nothing is being typed: / to search, j and k down and up
 * its rows, x to tick, with Shift all from the last one; Enter opens, for a row's link has the focus.
 * Who uses single keys otherwise turns them off by the box beside their explanation.
 */
const KEPT_AS = "list-keys";
const TYPED_IN = "input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TYPED_IN) !== null;

const rowsOf = (list: Element): HTMLTableRowElement[] =>
  [...list.querySelectorAll<HTMLTableRowElement>("tbody > tr")].filter((row) => row.querySelector("th a"));

const go = (list: Element, step: number): void => {
  const rows = rowsOf(list);
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[here < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, here + step))];
  row?.querySelector<HTMLElement>("th a")?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
};

/** As a click would, with Shift or without. */
const tick = (list: Element, shiftKey: boolean): void => {
  const row = rowsOf(list).find((one) => one.contains(document.activeElement));
  const box = row?.querySelector("input[type=checkbox]");
  box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
};

const acts: Readonly<Record<string, (list: Element) => void>> = {
  "/": () => document.querySelector<HTMLElement>("#filter-text")?.focus(),
  j: (list) => go(list, 1),
  k: (list) => go(list, -1),
  x: (list) => tick(list, false),
  X: (list) => tick(list, true),
};

// Arrows scroll the page, unless a row has the focus.
const inRows: Readonly<Record<string, (list: Element) => void>> = {
  ArrowDown: (list) => go(list, 1),
  ArrowUp: (list) => go(list, -1),
};

const isOn = (): boolean => localStorage.getItem(KEPT_AS) !== "off";

const showSetting = (): void => {
  for (const box of document.querySelectorAll<HTMLInputElement>("[data-list-keys]")) box.checked = isOn();
};

document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !("listKeys" in target.dataset)) return;
  localStorage.setItem(KEPT_AS, target.checked ? "on" : "off");
});

document.addEventListener("keydown", (event) => {
  const list = document.querySelector("[data-keys]");
  if (!list || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const isInRows = rowsOf(list).some((row) => row.contains(document.activeElement));
  const act = (isOn() ? acts[event.key] : undefined) ?? (isInRows ? inRows[event.key] : undefined);
  if (!act) return;
  event.preventDefault();
  act(list);
});

document.addEventListener("DOMContentLoaded", showSetting);
document.addEventListener("htmx:after:swap", showSetting);
window.addEventListener("pageshow", showSetting);

export {};
