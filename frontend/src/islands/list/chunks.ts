/**
 * The rows of a long list, a chunk at a time. What was fetched above keeps the row in view where it
 * is; chunks far from it are let go and come again when they are scrolled to; the address names the
 * chunk in view, so that a reload, or the way back from a project, returns to it.
 */
import htmx from "htmx.org";

import { numberOf } from "./picked";

const KEPT = 12;
const SETTLED_MS = 250;

/** A row and how far down the list it lies, wherever the list is scrolled to. */
interface Held {
  readonly row: Element;
  readonly down: number;
}

export class Chunks {
  #held: Held | null = null;
  #settling = 0;

  constructor(
    private readonly list: HTMLElement,
    gone: AbortSignal,
  ) {
    // Scrolling does not bubble: it is caught on its way down.
    list.addEventListener("scroll", () => this.#scrolled(), { capture: true, passive: true, signal: gone });
    list.addEventListener("htmx:before:swap", (event) => this.#hold(event), { signal: gone });
    gone.addEventListener("abort", () => window.clearTimeout(this.#settling));
    this.#return();
    this.#fetchAbove();
  }

  /** After rows came or went. */
  changed(): void {
    this.#place();
    this.#fetchAbove();
    this.#letGo();
  }

  /** Back to where it was in the window, by as much as came or went above it. */
  #place(): void {
    const held = this.#held;
    if (!held?.row.isConnected || !this.#scroller) return;
    // Held on to: what changes first may be something else than the rows that are on their way.
    this.#held = { row: held.row, down: this.#down(held.row) };
    this.#scroller.scrollTop += this.#held.down - held.down;
  }

  get #scroller(): HTMLElement | null {
    return this.list.querySelector<HTMLElement>(".table--tall");
  }

  get #chunks(): HTMLTableSectionElement[] {
    return [...this.list.querySelectorAll<HTMLTableSectionElement>("tbody.chunk")];
  }

  #hold(event: Event): void {
    if (!(event.target instanceof Element) || !event.target.closest(".more")) return;
    this.#place(); // rows that came just before, and that nobody has told of yet
    const row = this.#inView();
    this.#held = row && { row, down: this.#down(row) };
  }

  #down(row: Element): number {
    const scroller = this.#scroller;
    if (!scroller) return 0;
    return row.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  }

  /** The first row below the table's own head. */
  #inView(): HTMLTableRowElement | null {
    const head = this.list.querySelector("thead th")?.getBoundingClientRect().bottom ?? 0;
    const chunk = this.#chunks.find((one) => one.getBoundingClientRect().bottom > head + 1);
    const rows = chunk ? [...chunk.rows] : [];
    return rows.find((row) => row.getBoundingClientRect().bottom > head + 1) ?? null;
  }

  #letGo(): void {
    const chunks = this.#chunks;
    const row = this.#inView();
    const here = chunks.findIndex((chunk) => row && chunk.contains(row));
    if (here < 0) return;
    const far = chunks
      .map((chunk, place) => ({ chunk, away: Math.abs(place - here) }))
      .sort((one, other) => other.away - one.away);
    for (const { chunk } of far.slice(0, Math.max(0, chunks.length - KEPT))) {
      chunk.replaceWith(this.#gap(chunk));
    }
  }

  /** As high as the chunk was; fetches it again when it is revealed. */
  #gap(chunk: HTMLTableSectionElement): HTMLTableSectionElement {
    const gap = document.createElement("tbody");
    const row = gap.insertRow();
    const cell = row.insertCell();
    gap.className = "chunks__gap";
    gap.dataset["numbers"] = [...chunk.rows].map(numberOf).join(",");
    row.className = "more";
    cell.colSpan = chunk.rows[0]?.cells.length ?? 1;
    cell.style.height = `${chunk.offsetHeight}px`;
    this.#fetched(row, chunk.dataset["here"] ?? "", ".chunk");
    return gap;
  }

  /**
   * Only now: a page that was opened in the middle of the list shows its first row until it was
   * returned to its place, and would fetch what stands above with nobody to hold the row in view.
   */
  #fetchAbove(): void {
    const row = this.list.querySelector<HTMLElement>(".more[data-above]");
    const above = row?.dataset["above"];
    if (!row || above === undefined) return;
    delete row.dataset["above"];
    this.#fetched(row, above, ".chunks__above, .chunk");
  }

  /** Let `select` of what `href` answers take the place of a row's body when the row is revealed. */
  #fetched(row: HTMLElement, href: string, select: string): void {
    const told = {
      "hx-get": href,
      "hx-trigger": "revealed rootMargin:600px",
      "hx-target": "closest tbody",
      "hx-swap": "outerHTML",
      "hx-select": select,
    };
    for (const [name, value] of Object.entries(told)) row.setAttribute(name, value);
    queueMicrotask(() => htmx.process(row));
  }

  #scrolled(): void {
    window.clearTimeout(this.#settling);
    this.#settling = window.setTimeout(() => this.#remember(), SETTLED_MS);
  }

  #remember(): void {
    const row = this.#inView();
    const chunk = row?.closest<HTMLElement>("tbody.chunk");
    if (!row || !chunk?.dataset["here"]) return;
    const state = { ...(history.state as object | null), row: row.sectionRowIndex };
    history.replaceState(state, "", chunk.dataset["here"]);
  }

  /** To the row that was in view when the page was left. */
  #return(): void {
    const place = (history.state as { row?: number } | null)?.row ?? 0;
    const row = this.#chunks[0]?.rows[place];
    const scroller = this.#scroller;
    const head = this.list.querySelector("thead th");
    if (!row || !scroller || !head) return;
    scroller.scrollTop += row.getBoundingClientRect().top - head.getBoundingClientRect().bottom;
  }
}
