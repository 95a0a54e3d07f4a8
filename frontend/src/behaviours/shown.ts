/** What a swap brings with `data-shown` is scrolled to, also inside a table wider than the screen. */
document.addEventListener("htmx:after:swap", () => {
  document.querySelector("[data-shown]")?.scrollIntoView({ block: "nearest", inline: "center" });
});

export {};
