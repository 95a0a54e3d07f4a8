/** A button with `data-copy` puts the text of the element it names on the clipboard, and says so. */
const SHOWN_MS = 2000;

const put = async (text: string): Promise<void> => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Over plain http a browser gives no clipboard: the old way still copies what is selected.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
};

document.addEventListener("click", async ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>("[data-copy]") : null;
  const source = button && document.querySelector(button.dataset["copy"] ?? "");
  if (!button || !source) return;
  await put(source.textContent ?? "");
  const words = button.lastChild?.textContent ?? "";
  if (button.lastChild) button.lastChild.textContent = button.dataset["copied"] ?? words;
  window.setTimeout(() => {
    if (button.lastChild) button.lastChild.textContent = words;
  }, SHOWN_MS);
});

export {};
