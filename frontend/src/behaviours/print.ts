/** A button with `data-print` opens the browser's print dialogue. */
document.addEventListener("click", ({ target }) => {
  if (target instanceof Element && target.closest("[data-print]")) window.print();
});

export {};
