/**
 * Keys of the list, while nothing is being typed: / to search, j and k down and up its rows, x to
 * pick, with Shift all from the last one; Enter opens, for a row's link has the focus. Who uses
 * single keys otherwise turns them off by the box beside their explanation.
 */
import { numberOf, type Picked } from "./picked";

const KEPT_AS = "list-keys";
const TYPED_IN = "input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TYPED_IN) !== null;

const rowsOf = (list: Element): HTMLTableRowElement[] => [
  ...list.querySelectorAll<HTMLTableRowElement>("tbody.chunk > tr"),
];

const go = (list: Element, step: number): void => {
  const rows = rowsOf(list);
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[here < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, here + step))];
  row?.querySelector<HTMLElement>("th a")?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
};

export const listenToKeys = (list: HTMLElement, picked: Picked, gone: AbortSignal): void => {
  const showSetting = (): void => {
    const box = list.querySelector<HTMLInputElement>("[data-list-keys]");
    if (box) box.checked = localStorage.getItem(KEPT_AS) !== "off";
  };
  const pick = (isRange: boolean): void => {
    const row = document.activeElement?.closest("tbody.chunk > tr");
    if (row) picked.toggle(numberOf(row), isRange);
  };
  const acts: Readonly<Record<string, () => void>> = {
    "/": () => document.querySelector<HTMLElement>("#filter-text")?.focus(),
    j: () => go(list, 1),
    k: () => go(list, -1),
    x: () => pick(false),
    X: () => pick(true),
  };
  // Arrows scroll the page, unless a row has the focus.
  const inRows: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(list, 1),
    ArrowUp: () => go(list, -1),
  };

  list.addEventListener(
    "change",
    ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !("listKeys" in target.dataset)) return;
      localStorage.setItem(KEPT_AS, target.checked ? "on" : "off");
    },
    { signal: gone },
  );
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const isInRows = event.target instanceof Element && event.target.closest("tbody.chunk") !== null;
      const isOn = localStorage.getItem(KEPT_AS) !== "off";
      const act = (isOn ? acts[event.key] : undefined) ?? (isInRows ? inRows[event.key] : undefined);
      if (!act) return;
      event.preventDefault();
      act();
    },
    { signal: gone },
  );
  showSetting();
};
