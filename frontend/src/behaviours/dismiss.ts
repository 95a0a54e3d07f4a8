/** A button with `data-dismiss` takes away the nearest ancestor that fits its selector. */
document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>("[data-dismiss]") : null;
  if (button?.dataset["dismiss"]) button.closest(button.dataset["dismiss"])?.remove();
});

export {};
