/**
 * A form that takes files dropped anywhere on it and sends them at once. Files that were chosen with
 * the input wait for the button, beside which their names stand. Without script the input is enough.
 */
export class DropZone extends HTMLElement {
  #gone = new AbortController();

  connectedCallback(): void {
    this.#gone = new AbortController();
    const { signal } = this.#gone;
    const form = this.querySelector("form");
    const input = this.querySelector<HTMLInputElement>('input[type="file"]');
    if (!form || !input) return;

    const over = (is: boolean) => (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("drop--over", is);
    };
    this.addEventListener("dragenter", over(true), { signal });
    this.addEventListener("dragover", over(true), { signal });
    this.addEventListener("dragleave", over(false), { signal });
    this.addEventListener(
      "drop",
      (event) => {
        over(false)(event);
        const files = event.dataTransfer?.files;
        if (!files?.length) return;
        input.files = files;
        this.#show(input);
        form.requestSubmit();
      },
      { signal },
    );
    input.addEventListener("change", () => this.#show(input), { signal });
    form.addEventListener("submit", () => this.#say(form.dataset["sending"] ?? ""), { signal });
  }

  disconnectedCallback(): void {
    this.#gone.abort();
  }

  #show(input: HTMLInputElement): void {
    this.#say([...(input.files ?? [])].map((file) => file.name).join(" · "));
  }

  #say(words: string): void {
    const place = this.querySelector("[data-chosen]");
    if (place) place.textContent = words;
  }
}
