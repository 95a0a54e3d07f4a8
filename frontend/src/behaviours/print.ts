/**
 * A button with `data-print` opens the browser's print dialogue. A list of which only the first
 * rows have been fetched is opened whole first, for paper does not scroll.
 */
const AT_ONCE = "#print";

document.addEventListener("click", ({ target }) => {
  if (!(target instanceof Element && target.closest("[data-print]"))) return;
  if (document.querySelector(".table .more")) {
    const whole = new URL(window.location.href);
    whole.searchParams.delete("page");
    whole.searchParams.set("rows", "all");
    whole.hash = AT_ONCE;
    window.location.assign(whole);
  } else {
    window.print();
  }
});

window.addEventListener("load", () => {
  if (window.location.hash === AT_ONCE) window.print();
});

export {};
