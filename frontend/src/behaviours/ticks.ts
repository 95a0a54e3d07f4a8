/**
 * A form with `data-ticks` counts the rows ticked in it. `data-tick-all` ticks every row; a click
 * with Shift ticks those between. `data-tick-count` shows how many, `data-tick-sum` what their
 * `data-yuan` come to in 100m yuan; a `data-tick-needed` button waits for the first tick.
 */
const YI_CENTS = 10_000_000_000n;

const rows = (form: Element): HTMLInputElement[] => [
  ...form.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name]'),
];

const cents = (yuan: string): bigint => {
  const [whole = "0", rest = ""] = yuan.split(".");
  return BigInt(whole) * 100n + BigInt((rest + "00").slice(0, 2));
};

const inYi = (sum: bigint): string => {
  const hundredths = (sum * 100n + YI_CENTS / 2n) / YI_CENTS;
  const whole = (hundredths / 100n).toLocaleString("en");
  return `${whole}.${String(hundredths % 100n).padStart(2, "0")}`;
};

const show = (form: Element): void => {
  const ticked = rows(form).filter((row) => row.checked);
  const sum = ticked.reduce((known, row) => known + cents(row.dataset["yuan"] ?? "0"), 0n);
  for (const place of form.querySelectorAll("[data-tick-count]")) {
    place.textContent = String(ticked.length);
  }
  for (const place of form.querySelectorAll("[data-tick-sum]")) place.textContent = inYi(sum);
  for (const button of form.querySelectorAll<HTMLButtonElement>("[data-tick-needed]")) {
    button.disabled = ticked.length === 0;
  }
  for (const head of form.querySelectorAll<HTMLInputElement>("[data-tick-all]")) {
    head.checked = ticked.length > 0 && ticked.length === rows(form).length;
    head.indeterminate = ticked.length > 0 && !head.checked;
  }
};

const showAll = (): void => document.querySelectorAll("[data-ticks]").forEach(show);

let last: HTMLInputElement | null = null;

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
  const form = box.closest("[data-ticks]");
  if (!form) return;
  const all = rows(form);
  if ("tickAll" in box.dataset) {
    for (const row of all) row.checked = box.checked;
  } else if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    for (const row of all.slice(from, (to ?? 0) + 1)) row.checked = box.checked;
  }
  last = box;
  show(form);
});

document.addEventListener("DOMContentLoaded", showAll);
document.addEventListener("htmx:after:swap", showAll);
window.addEventListener("pageshow", showAll);

export {};
