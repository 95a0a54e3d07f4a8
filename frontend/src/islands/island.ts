/**
 * An island: a custom element that draws from data, and does nothing else.
 *
 * The browser itself calls connect and disconnect, so an htmx swap needs no glue. Data comes from
 * the address in `src`, or from a `json_script` child; its words come with the data, already in the
 * reader's language. What stands inside the element until then is what print and screen readers get.
 */
export abstract class Island<Data> extends HTMLElement {
  #life = new AbortController();

  async connectedCallback(): Promise<void> {
    const life = (this.#life = new AbortController());
    try {
      const data = await this.#load(life.signal);
      if (!life.signal.aborted) this.draw(data, life.signal);
    } catch (error) {
      if (!life.signal.aborted) throw error;
    }
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  /** Draw `data`; drop listeners and timers when `gone` fires. */
  protected abstract draw(data: Data, gone: AbortSignal): void;

  async #load(gone: AbortSignal): Promise<Data> {
    const src = this.getAttribute("src");
    if (src === null) return JSON.parse(this.querySelector("script")?.textContent ?? "null") as Data;
    const response = await fetch(src, { signal: gone });
    if (!response.ok) throw new Error(`${src}: ${response.status}`);
    return (await response.json()) as Data;
  }
}
