/**
 * Rows that are picked to do something with: by their boxes, with Shift all between, or all that fit
 * the filters. What is picked stays so while its rows are out of the page.
 */
const NUMBER = /\/projects\/([^/]+)\//;

/** The number of a row's project. */
export const numberOf = (row: Element): string =>
  NUMBER.exec(row.querySelector("th a")?.getAttribute("href") ?? "")?.[1] ?? "";

export class Picked {
  #numbers = new Set<string>();
  #isAll = false;
  #last = "";
  #where = "";

  constructor(
    private readonly list: HTMLElement,
    gone: AbortSignal,
  ) {
    list.addEventListener("click", (event) => this.#clicked(event), { signal: gone });
    this.changed();
  }

  /** After rows came or went: each has its box, and what was picked of another list is not. */
  changed(): void {
    const form = this.#form;
    const where = form?.querySelector<HTMLInputElement>("[name=address]")?.value ?? "";
    if (where !== this.#where) this.#drop();
    this.#where = where;
    const words = form?.dataset["words"] ?? "";
    for (const row of this.list.querySelectorAll("tbody.chunk > tr")) {
      const cell = row.firstElementChild;
      if (!cell || cell.querySelector(".pick")) continue;
      const name = row.querySelector("th")?.textContent ?? "";
      cell.prepend(this.#box(`${words} ${name}`, numberOf(row)));
    }
    const head = this.list.querySelector("thead .pin-lamp");
    if (head && form && !head.querySelector(".pick")) head.prepend(this.#box(form.dataset["every"] ?? "", ""));
    this.#show();
  }

  /** Picks a row, or no longer; with `isRange` all from the last one to it. */
  #toggle(number: string, isRange = false): void {
    if (this.#isAll) {
      this.#numbers = new Set(this.#known());
      this.#isAll = false;
    }
    const is = !this.#numbers.has(number);
    for (const one of isRange ? this.#between(this.#last, number) : [number]) {
      if (is) this.#numbers.add(one);
      else this.#numbers.delete(one);
    }
    this.#last = number;
    this.#show();
  }

  get #form(): HTMLFormElement | null {
    return this.list.querySelector<HTMLFormElement>("#picked");
  }

  #box(words: string, number: string): HTMLInputElement {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "pick";
    box.value = number;
    box.setAttribute("aria-label", words);
    return box;
  }

  #clicked(event: MouseEvent): void {
    const target = event.target;
    if (!(target instanceof HTMLElement)) return;
    if (target instanceof HTMLInputElement && target.matches(".pick")) {
      if (target.value) this.#toggle(target.value, event.shiftKey);
      else this.#every(target.checked);
    } else if (target.closest("[data-pick-all]")) {
      this.#isAll = true;
      this.#show();
    } else if (target.closest("[data-pick-none]")) {
      this.#drop();
      this.#show();
    }
  }

  #every(is: boolean): void {
    this.#drop();
    if (is) this.#numbers = new Set(this.#known());
    this.#show();
  }

  #drop(): void {
    this.#numbers = new Set();
    this.#isAll = false;
    this.#last = "";
  }

  /** The numbers of every row that was fetched, in the order of the list. */
  #known(): string[] {
    return [...this.list.querySelectorAll<HTMLTableSectionElement>("tbody.chunk, tbody.chunks__gap")].flatMap(
      (part) => part.dataset["numbers"]?.split(",") ?? [...part.rows].map(numberOf),
    );
  }

  #between(one: string, other: string): string[] {
    const known = this.#known();
    const [from, to] = [known.indexOf(one), known.indexOf(other)].sort((a, b) => a - b);
    return from === undefined || from < 0 ? [other] : known.slice(from, (to ?? from) + 1);
  }

  #show(): void {
    const form = this.#form;
    const total = Number(form?.dataset["total"] ?? 0);
    const count = this.#isAll ? total : this.#numbers.size;
    for (const box of this.list.querySelectorAll<HTMLInputElement>("tbody .pick")) {
      box.checked = this.#isAll || this.#numbers.has(box.value);
      box.closest("tr")?.classList.toggle("is-picked", box.checked);
    }
    const head = this.list.querySelector<HTMLInputElement>("thead .pick");
    if (head) {
      head.checked = count > 0 && (this.#isAll || count === this.#known().length);
      head.indeterminate = count > 0 && !head.checked;
    }
    if (!form) return;
    form.hidden = count === 0;
    const words = count.toLocaleString("en");
    const place = form.querySelector("[data-picked]");
    if (place && place.textContent !== words) place.textContent = words;
    this.#fill(form, "numbers", this.#isAll ? "" : [...this.#numbers].join(","));
    this.#fill(form, "all", this.#isAll ? "1" : "");
    const all = form.querySelector<HTMLElement>("[data-pick-all]");
    if (all) all.hidden = this.#isAll || count === total;
  }

  #fill(form: HTMLFormElement, name: string, value: string): void {
    const field = form.querySelector<HTMLInputElement>(`[name=${name}]`);
    if (field) field.value = value;
  }
}
