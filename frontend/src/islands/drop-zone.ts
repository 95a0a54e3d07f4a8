/**
 * A form that takes files dropped anywhere on it and sends them at once. Files that were chosen with
 * the input wait for the button, beside which their names stand; a bar shows how much of them is
 * sent. Without script the input is enough.
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
    form.addEventListener(
      "submit",
      (event) => {
        event.preventDefault();
        this.#send(form);
      },
      { signal },
    );
  }

  disconnectedCallback(): void {
    this.#gone.abort();
  }

  /** Only this old way of sending tells how many bytes have gone. */
  #send(form: HTMLFormElement): void {
    const bar = this.querySelector<HTMLProgressElement>("[data-sent]");
    const button = form.querySelector<HTMLButtonElement>("button.button--primary");
    const wait = (is: boolean) => {
      if (bar) bar.hidden = !is;
      if (button) button.disabled = is;
    };
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      if (bar) bar.value = total ? loaded / total : 0;
    });
    request.addEventListener("load", () => {
      const there = request.getResponseHeader("HX-Redirect");
      if (there) location.assign(there);
      else this.#answer(request.responseText);
    });
    request.addEventListener("error", () => {
      wait(false);
      this.#say(form.dataset["failed"] ?? "");
    });
    wait(true);
    this.#say(form.dataset["sending"] ?? "");
    request.send(new FormData(form));
  }

  /** What is wrong stands in the page that answers, in this very form. */
  #answer(page: string): void {
    const anew = new DOMParser().parseFromString(page, "text/html").querySelector("drop-zone");
    if (anew) this.replaceWith(document.adoptNode(anew));
    else location.reload();
  }

  #show(input: HTMLInputElement): void {
    this.#say([...(input.files ?? [])].map((file) => file.name).join(" · "));
  }

  #say(words: string): void {
    const place = this.querySelector("[data-chosen]");
    if (place) place.textContent = words;
  }
}
