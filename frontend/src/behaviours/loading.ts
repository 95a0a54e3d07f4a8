/**
 * A request of htmx that takes longer than `SLOW_MS` shows a slim bar on top and marks what it will
 * change as busy. What the page asks by itself (`data-quiet`) does not.
 */
const SLOW_MS = 300;

interface Asking {
  sourceElement: Element;
  target?: Element | string | null;
}

const under = new Map<Asking, number>();
const busy = new Map<Asking, Element>();

const show = (asking: Asking): void => {
  document.getElementById("loading")?.removeAttribute("hidden");
  const { target } = asking;
  if (!(target instanceof Element)) return;
  target.setAttribute("aria-busy", "true");
  busy.set(asking, target);
};

document.addEventListener("htmx:before:request", (event) => {
  const asking = (event as CustomEvent<{ ctx: Asking }>).detail.ctx;
  if (asking.sourceElement.closest("[data-quiet]")) return;
  under.set(asking, window.setTimeout(() => show(asking), SLOW_MS));
});

document.addEventListener("htmx:finally:request", (event) => {
  const asking = (event as CustomEvent<{ ctx: Asking }>).detail.ctx;
  window.clearTimeout(under.get(asking));
  under.delete(asking);
  busy.get(asking)?.removeAttribute("aria-busy");
  busy.delete(asking);
  if (busy.size === 0) document.getElementById("loading")?.setAttribute("hidden", "");
});

export {};
