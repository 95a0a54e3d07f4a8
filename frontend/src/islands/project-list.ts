import { Chunks } from "./list/chunks";
import { tellCounts } from "./list/counts";
import { Picked } from "./list/picked";

/** The project list: counts of its views, its rows as one scrolls, and what is picked of them. */
export class ProjectList extends HTMLElement {
  #gone = new AbortController();

  connectedCallback(): void {
    const { signal } = (this.#gone = new AbortController());
    const chunks = new Chunks(this, signal);
    const picked = new Picked(this, signal);
    const changed = (): void => {
      chunks.changed();
      picked.changed();
      void tellCounts(this);
      watcher.takeRecords(); // what was changed just now by ourselves
    };
    const watcher = new MutationObserver(changed);
    watcher.observe(this, { childList: true, subtree: true });
    signal.addEventListener("abort", () => watcher.disconnect());
    void tellCounts(this);
  }

  disconnectedCallback(): void {
    this.#gone.abort();
  }
}
