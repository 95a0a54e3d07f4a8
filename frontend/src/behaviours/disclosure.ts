/** An open `details.menu` closes at Escape and at a click elsewhere, as menus do. */
const close = (menu: HTMLDetailsElement): void => {
  menu.open = false;
};

document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (!(target instanceof Node && menu.contains(target))) close(menu);
  }
});

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  const menu = document.querySelector<HTMLDetailsElement>("details.menu[open]");
  if (!menu) return;
  close(menu);
  menu.querySelector("summary")?.focus();
});

export {};
