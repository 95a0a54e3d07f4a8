/**
 * The route of an observation: its stops with their numbers, joined by straight lines in their
 * order. The list below the picture says the same to who cannot see it.
 */
import { type EChartsOption, mount, pixels, token } from "./chart";
import { Island } from "./island";
import { type Ground, ground, spread } from "./outlines";

interface Stop {
  place: number;
  name: string;
  at: [number, number];
}

interface Route {
  outlines: string[];
  names: Record<string, string>;
  stops: Stop[];
}

const ROOM = 0.6; // of the picture's breadth that the route takes

export class RouteMap extends Island<Route> {
  protected draw(data: Route, gone: AbortSignal): void {
    void this.#begin(data, gone);
  }

  async #begin(data: Route, gone: AbortSignal): Promise<void> {
    const place = this.querySelector<HTMLElement>("[data-ground]");
    if (!place) return;
    const on = await ground(
      data.outlines,
      data.stops.map(({ at }) => at),
    );
    if (gone.aborted) return;
    place.replaceChildren();
    mount(place, this.#option(data, on), gone);
  }

  #option(data: Route, on: Ground): EChartsOption {
    return {
      geo: {
        ...spread(on),
        roam: true,
        ...this.#near(data.stops, on),
        label: {
          show: true,
          color: token("--ink-3"),
          fontSize: pixels("--text-meta"),
          formatter: ({ name }: { name: string }) => data.names[name] ?? "",
        },
        itemStyle: { areaColor: token("--map-none"), borderColor: token("--line-strong"), borderWidth: 0.8 },
        emphasis: { disabled: true },
      },
      series: [
        {
          type: "lines",
          coordinateSystem: "geo",
          polyline: true,
          silent: true,
          z: 5,
          lineStyle: { color: token("--brand"), width: 2.5, opacity: 1 },
          data: [{ coords: data.stops.map(({ at }) => at) }],
        },
        {
          type: "scatter",
          coordinateSystem: "geo",
          silent: true,
          z: 6,
          symbol: "circle",
          symbolSize: 22,
          itemStyle: { color: token("--brand"), borderColor: token("--surface"), borderWidth: 2, opacity: 1 },
          label: {
            show: true,
            color: "#ffffff",
            fontSize: pixels("--text-meta"),
            fontWeight: "bold",
            formatter: ({ data: stop }: { data: Stop }) => `${stop.place}`,
          },
          data: data.stops.map((stop) => ({ ...stop, value: stop.at })),
        },
      ],
    } as EChartsOption;
  }

  /** So near that the route fills the picture; the city stays in sight around a short one. */
  #near(stops: readonly Stop[], on: Ground): { center?: [number, number]; zoom?: number } {
    const [east, north] = [0, 1].map((side) => stops.map(({ at }) => at[side] ?? 0)) as [number[], number[]];
    const across = (side: number[]): number => Math.max(...side) - Math.min(...side);
    const middle = (side: number[]): number => (Math.max(...side) + Math.min(...side)) / 2;
    const [west, south, far, top] = on.box;
    const share = Math.max(across(east) / (far - west), across(north) / (top - south), 0.05);
    const zoom = Math.min(ROOM / share, 8);
    return zoom > 1 ? { center: [middle(east), middle(north)], zoom } : {};
  }
}
