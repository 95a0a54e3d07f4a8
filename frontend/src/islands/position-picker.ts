/**
 * A position by pressing on the map: the press fills the field beside it, as if it had been typed,
 * and what the server makes of that is drawn. A button hands the numbers on to the form above.
 */
import { type EChartsOption, type EChartsType, mount, token } from "./chart";
import { Island } from "./island";
import { type Ground, ground, spread } from "./outlines";

interface Asked {
  outlines: string[];
  at: [number, number] | null;
}

const SYSTEM = "CGCS2000"; // what the map is drawn in

export class PositionPicker extends Island<Asked> {
  #told = "";
  #looked: { center: [number, number]; zoom: number } | undefined;

  protected draw(data: Asked, gone: AbortSignal): void {
    this.#told = this.#now();
    document.addEventListener(
      "htmx:after:swap",
      () => {
        if (this.#now() === this.#told) return;
        this.disconnectedCallback();
        void this.connectedCallback();
      },
      { signal: gone },
    );
    const picker = this.closest<HTMLElement>("#picker");
    picker?.addEventListener(
      "click",
      (event) => {
        if (event.target instanceof Element && event.target.closest("[data-take]")) this.#take(picker);
      },
      { signal: gone },
    );
    void this.#begin(data, gone);
  }

  #now(): string {
    return this.querySelector("script")?.textContent ?? "";
  }

  async #begin(data: Asked, gone: AbortSignal): Promise<void> {
    const place = this.querySelector<HTMLElement>("[data-ground]");
    if (!place) return;
    const on = await ground(data.outlines, data.at ? [data.at] : []);
    if (gone.aborted) return;
    place.replaceChildren();
    const chart = mount(place, this.#option(data, on), gone, "canvas");
    chart.getZr().on("click", ({ offsetX, offsetY }) => this.#pick(chart, [offsetX, offsetY]));
    chart.on("georoam", () => {
      const [geo] = (chart.getOption()["geo"] ?? []) as { center?: [number, number]; zoom?: number }[];
      if (geo?.center) this.#looked = { center: geo.center, zoom: geo.zoom ?? 1 };
    });
  }

  #option(data: Asked, on: Ground): EChartsOption {
    return {
      geo: {
        ...spread(on, 400),
        roam: true,
        ...this.#looked,
        label: { show: false },
        itemStyle: { areaColor: token("--map-none"), borderColor: token("--line-strong") },
        emphasis: { disabled: true },
        cursor: "crosshair",
      },
      series: [
        {
          type: "scatter",
          coordinateSystem: "geo",
          symbol: "pin",
          symbolSize: 34,
          silent: true,
          itemStyle: { color: token("--brand"), borderColor: token("--surface"), borderWidth: 1 },
          data: data.at ? [{ value: data.at }] : [],
        },
      ],
    } as EChartsOption;
  }

  #pick(chart: EChartsType, pixel: [number, number]): void {
    const at = chart.convertFromPixel({ geoIndex: 0 }, pixel);
    const text = document.querySelector<HTMLInputElement>("#picker-text");
    const system = document.querySelector<HTMLSelectElement>("#picker-crs");
    if (!Array.isArray(at) || !text || !system) return;
    const [east, north] = at as [number, number];
    system.value = SYSTEM;
    text.value = `${east.toFixed(6)}, ${north.toFixed(6)}`;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #take(picker: HTMLElement): void {
    const given = picker.querySelector<HTMLElement>("[data-east]")?.dataset;
    const form = picker.closest(".card")?.querySelector("form");
    if (!given || !form) return;
    const fill = (name: string, value: string | undefined): void => {
      const field = form.querySelector<HTMLInputElement>(`[name="${name}"]`);
      if (!field || value === undefined) return;
      field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };
    fill("longitude", given["east"]);
    fill("latitude", given["north"]);
    fill("crs", given["crs"]);
    form.querySelector<HTMLInputElement>('[name="longitude"]')?.focus();
  }
}
