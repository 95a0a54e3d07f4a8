/**
 * The map of the city: areas coloured by their class, projects by their lamp, names above both.
 *
 * The data stand in the page, where the table of areas and the list of projects say the same to
 * who cannot see a map. Pointing at a row lights up what it means, pointing at an area its row.
 * The points of what is looked at are fetched again when the map has come to rest.
 */
import { type EChartsOption, type EChartsType, hint, mount, pixels, token } from "./chart";
import { Island } from "./island";
import { type Box, type Ground, ground, spread } from "./outlines";

interface Area {
  name: string;
  told: string;
  class: number;
  href: string;
  chosen?: boolean;
}

interface Drawn {
  outlines: string[];
  scale: string;
  areas: Record<string, Area>;
  points: string;
  projects: string;
  nothing: string;
}

/** Degrees east and north, lamp, number, name, what is said of it. */
type Point = [number, number, string, string, string, string];

interface Looked {
  center: [number, number];
  zoom: number;
}

const SYMBOLS: Readonly<Record<string, [string, number, string]>> = {
  dash: ["path://M0 4h12v3H0Z", 8, "--grey"],
  green: ["circle", 7, "--green"],
  blue: ["roundRect", 7, "--blue"],
  grey: ["circle", 8, "--surface"],
  yellow: ["triangle", 10, "--amber"],
  red: ["diamond", 11, "--red"],
};
const LAMPS = Object.keys(SYMBOLS);
const NEAR = 1.8; // from here on every lamp is drawn
const REST = 250; // milliseconds without a move

const colour = (scale: string, number: number): string =>
  number ? token(scale === "pace" ? `--map-${number}` : `--map-${scale}-${number}`) : token("--map-none");

export class CityMap extends Island<Drawn> {
  #chart: EChartsType | undefined;
  #looked: Looked | undefined;
  #chosen = "";
  #told = "";

  protected draw(data: Drawn, gone: AbortSignal): void {
    this.#told = this.querySelector("script")?.textContent ?? "";
    document.addEventListener(
      "htmx:after:swap",
      () => {
        const now = this.querySelector("script")?.textContent ?? "";
        if (now === this.#told) return;
        this.disconnectedCallback();
        void this.connectedCallback();
      },
      { signal: gone },
    );
    void this.#begin(data, gone);
  }

  async #begin(data: Drawn, gone: AbortSignal): Promise<void> {
    const place = this.querySelector<HTMLElement>("[data-ground]");
    if (!place) return;
    const first = data.outlines.length ? [] : await this.#points(data.points, gone);
    const on = await ground(
      data.outlines,
      first.map(([east, north]) => [east, north] as const),
    );
    if (gone.aborted) return;
    const chosen = Object.keys(data.areas).find((code) => data.areas[code]?.chosen) ?? "";
    if (chosen !== this.#chosen) this.#looked = chosen ? this.#near(on, chosen) : undefined;
    this.#chosen = chosen;
    place.replaceChildren();
    const chart = (this.#chart = mount(place, this.#option(data, on), gone, "canvas"));
    this.#follow(chart, data, on, gone);
    this.#tools(chart, gone);
    await this.#refill(chart, data, gone);
  }

  #near(on: Ground, code: string): Looked | undefined {
    const area = on.areas.get(code);
    if (!area) return undefined;
    const across = (box: Box, side: 0 | 1): number => (box[side + 2] ?? 0) - (box[side] ?? 0);
    const larger = Math.max(
      across(area.box, 0) / across(on.box, 0),
      across(area.box, 1) / across(on.box, 1),
    );
    const [west, south, east, north] = area.box;
    return {
      center: [(west + east) / 2, (south + north) / 2],
      zoom: Math.min(Math.max(0.7 / larger, 1), 20),
    };
  }

  #option(data: Drawn, on: Ground): EChartsOption {
    const wall = this.closest("[data-wall]") !== null || document.documentElement.dataset["theme"] === "screen";
    return {
      tooltip: { ...hint(), trigger: "item" },
      geo: {
        ...spread(on),
        roam: !wall,
        ...this.#looked,
        label: { show: false },
        itemStyle: { areaColor: token("--map-none"), borderColor: token("--line-strong"), borderWidth: 0.8 },
        emphasis: {
          label: { show: false },
          itemStyle: { areaColor: "inherit", borderColor: token("--brand"), borderWidth: 2 },
        },
        regions: [...on.areas.keys()].map((code) => {
          const area = data.areas[code];
          return {
            name: code,
            itemStyle: {
              areaColor: colour(data.scale, area?.class ?? 0),
              ...(area?.chosen ? { borderColor: token("--brand"), borderWidth: 2 } : {}),
            },
          };
        }),
        tooltip: {
          show: data.outlines.length > 0,
          formatter: ({ name }: { name: string }) => {
            const area = data.areas[name];
            return area ? `${area.name}\n${area.told || data.nothing}` : "";
          },
        },
      },
      series: [...LAMPS.map((lamp, place) => this.#lamp(lamp, place)), this.#names(data, on)],
    } as EChartsOption;
  }

  #lamp(lamp: string, place: number): object {
    const [symbol, size, ink] = SYMBOLS[lamp] ?? ["circle", 7, "--grey"];
    return {
      id: lamp,
      type: "scatter",
      coordinateSystem: "geo",
      z: 5 + place,
      symbol,
      symbolSize: size,
      itemStyle: {
        color: token(ink),
        borderColor: lamp === "grey" ? token("--grey") : token(lamp === "yellow" ? "--amber-edge" : "--surface"),
        borderWidth: lamp === "grey" ? 2 : 0.8,
      },
      emphasis: { scale: 1.8, itemStyle: { borderColor: token("--ink-1"), borderWidth: 1.5 } },
      cursor: "pointer",
      data: [],
      tooltip: {
        formatter: ({ data }: { data: { point: Point } }) => `${data.point[4]}\n${data.point[5]}`,
      },
    };
  }

  /** Above everything, with a rim; what would overlap waits until one comes nearer. */
  #names(data: Drawn, on: Ground): object {
    return {
      id: "names",
      type: "scatter",
      coordinateSystem: "geo",
      z: 20,
      silent: true,
      symbolSize: 0.1,
      tooltip: { show: false },
      labelLayout: { hideOverlap: true },
      data: [...on.areas].map(([code, { at }]) => ({ name: code, value: at })),
      label: {
        show: true,
        align: "center",
        color: token("--ink-1"),
        fontSize: pixels("--text-meta"),
        lineHeight: 16,
        textBorderColor: token("--surface"),
        textBorderWidth: 3,
        formatter: ({ name }: { name: string }) => {
          const area = data.areas[name];
          return area ? [area.name, area.told].filter(Boolean).join("\n") : "";
        },
      },
    };
  }

  #follow(chart: EChartsType, data: Drawn, on: Ground, gone: AbortSignal): void {
    const page = this.closest<HTMLElement>("#map, #map-panel") ?? this;
    const row = (code: string) => page.querySelector<HTMLElement>(`[data-outline="${CSS.escape(code)}"]`);
    chart.on("click", (event) => {
      const { componentType, name } = event;
      if (componentType === "series") this.#pick((event.data as { point: Point }).point, data);
      else if (data.areas[name]?.href) row(name)?.querySelector<HTMLElement>("a")?.click();
    });
    for (const [happening, is] of [["mouseover", true], ["mouseout", false]] as const) {
      chart.on(happening, { geoIndex: 0 }, ({ name }) => row(name ?? "")?.classList.toggle("is-lit", is));
    }
    const light = (is: boolean) => (event: Event) => {
      const at = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-outline], [data-project]") : null;
      if (!at) return;
      const code = at.dataset["outline"];
      if (code && on.areas.has(code)) {
        chart.dispatchAction({ type: is ? "highlight" : "downplay", geoIndex: 0, name: code });
      }
      if (at.dataset["project"]) this.#show(at.dataset["project"], is);
    };
    page.addEventListener("pointerover", light(true), { signal: gone });
    page.addEventListener("pointerout", light(false), { signal: gone });
    page.addEventListener("focusin", light(true), { signal: gone });
    page.addEventListener("focusout", light(false), { signal: gone });
    let rest = 0;
    chart.on("georoam", () => {
      window.clearTimeout(rest);
      rest = window.setTimeout(() => {
        if (!gone.aborted) void this.#refill(chart, data, gone);
      }, REST);
    });
  }

  #show(number: string, is: boolean): void {
    for (const lamp of LAMPS) {
      const dataIndex = this.#held.get(lamp)?.findIndex((point) => point[3] === number) ?? -1;
      if (dataIndex < 0) continue;
      const target = { seriesId: lamp, dataIndex };
      this.#chart?.dispatchAction({ type: is ? "highlight" : "downplay", ...target });
      this.#chart?.dispatchAction(is ? { type: "showTip", seriesIndex: LAMPS.indexOf(lamp), dataIndex } : { type: "hideTip" });
    }
  }

  /** What was pressed, as a link that leads on: a finger cannot point first. */
  #pick(point: Point, data: Drawn): void {
    const place = this.querySelector("[data-drawn]");
    if (!place) return;
    const link = document.createElement("a");
    link.href = `${data.projects}${point[3]}/`;
    link.textContent = point[4];
    place.replaceChildren(link, ` ${point[5]}`);
    link.focus();
  }

  #held = new Map<string, Point[]>();

  async #points(url: string, gone: AbortSignal, more = ""): Promise<Point[]> {
    const response = await fetch(url + more, { signal: gone });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const told = (await response.json()) as { points: Point[]; words: string; hint: string };
    const place = this.querySelector("[data-drawn]");
    if (place) place.textContent = this.querySelector("[data-tools]") ? `${told.words} ${told.hint}` : told.words;
    return told.points;
  }

  async #refill(chart: EChartsType, data: Drawn, gone: AbortSignal): Promise<void> {
    try {
      const points = await this.#points(data.points, gone, this.#seen(chart));
      if (gone.aborted) return;
      this.#held = new Map(LAMPS.map((lamp) => [lamp, points.filter((point) => point[2] === lamp)]));
      chart.setOption({
        series: LAMPS.map((lamp) => ({
          id: lamp,
          data: this.#held.get(lamp)?.map((point) => ({ value: [point[0], point[1]], point })) ?? [],
        })),
      });
    } catch (error) {
      if (!gone.aborted) throw error;
    }
  }

  /** What of the city is looked at, as the address of the points says it. */
  #seen(chart: EChartsType): string {
    const [geo] = (chart.getOption()["geo"] ?? []) as { center?: [number, number]; zoom?: number }[];
    const zoom = geo?.zoom ?? 1;
    if (geo?.center) this.#looked = { center: geo.center, zoom };
    const corner = chart.convertFromPixel({ geoIndex: 0 }, [0, chart.getHeight()]);
    const other = chart.convertFromPixel({ geoIndex: 0 }, [chart.getWidth(), 0]);
    const sides = [...(corner as number[]), ...(other as number[])];
    const near = zoom >= NEAR ? "&near=1" : "";
    if (zoom <= 1 || sides.length !== 4 || !sides.every(Number.isFinite)) return near;
    return `${near}&box=${sides.map((side) => side.toFixed(4)).join(",")}`;
  }

  #tools(chart: EChartsType, gone: AbortSignal): void {
    const tools = this.querySelector<HTMLElement>("[data-tools]");
    if (!tools) return;
    tools.hidden = false;
    tools.addEventListener(
      "click",
      (event) => {
        const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-zoom]") : null;
        const how = button?.dataset["zoom"];
        if (how === "whole") {
          this.#looked = undefined;
          chart.setOption({ geo: { zoom: 1, center: null } } as unknown as EChartsOption);
          chart.dispatchAction({ type: "geoRoam", geoIndex: 0, zoom: 1 });
        } else if (how) {
          const middle = { originX: chart.getWidth() / 2, originY: chart.getHeight() / 2 };
          chart.dispatchAction({ type: "geoRoam", geoIndex: 0, zoom: how === "in" ? 1.6 : 0.625, ...middle });
        }
      },
      { signal: gone },
    );
  }
}
