import { hint, mount, pixels, token } from "./chart";
import { Island } from "./island";

/** Sums since January by month; null where a month is not known. Words come with the figures. */
interface Curve {
  readonly months: readonly string[];
  readonly planned: readonly (number | null)[];
  readonly actual: readonly (number | null)[];
  readonly forecast: readonly (number | null)[];
  /** The last month with actual figures, as its place among `months`. */
  readonly now: number;
  readonly unit: string;
  readonly words: { readonly planned: string; readonly actual: string; readonly forecast: string };
}

/**
 * Planned, actual and forecast sums of a year as lines. The table inside it stays for who listens
 * to the page; the eye gets the picture.
 */
export class TrendCurve extends Island<Curve> {
  protected draw(curve: Curve, gone: AbortSignal): void {
    const place = document.createElement("div");
    place.className = "curve__picture";
    place.setAttribute("aria-hidden", "true"); // the table says the same
    this.prepend(place);
    this.classList.add("curve--drawn");
    gone.addEventListener("abort", () => {
      place.remove();
      this.classList.remove("curve--drawn");
    });
    mount(place, option(curve), gone);
  }
}

const option = ({ months, planned, actual, forecast, now, unit, words }: Curve) => {
  const [brand, quiet, line] = [token("--brand"), token("--ink-3"), token("--line")];
  const axis = { color: quiet, fontSize: pixels("--text-axis") };
  const series = (name: string, data: readonly (number | null)[], width: number, type: Dash) => ({
    name,
    type: "line" as const,
    data: [...data],
    symbol: "none",
    lineStyle: { color: name === words.planned ? quiet : brand, width, type },
    itemStyle: { color: name === words.planned ? quiet : brand },
  });
  return {
    grid: { left: 4, right: 12, top: 30, bottom: 0, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 18,
      itemHeight: 8,
      itemGap: 14,
      textStyle: { fontSize: pixels("--text-meta"), color: token("--ink-2") },
    },
    tooltip: {
      ...hint(),
      trigger: "axis" as const,
      valueFormatter: (value: unknown) =>
        typeof value === "number" ? `${value.toLocaleString("en")} ${unit}` : "—",
    },
    xAxis: {
      type: "category" as const,
      boundaryGap: false,
      data: [...months],
      axisLine: { lineStyle: { color: token("--line-strong") } },
      axisTick: { show: false },
      axisLabel: axis,
    },
    yAxis: {
      type: "value" as const,
      splitNumber: 4,
      axisLabel: axis,
      splitLine: { lineStyle: { color: line } },
    },
    series: [
      series(words.planned, planned, 1.6, "dashed"),
      series(words.forecast, forecast, 1.8, "dotted"),
      {
        ...series(words.actual, actual, 2.6, "solid"),
        symbol: "circle",
        symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) =>
          dataIndex === now ? 9 : 4,
        markLine: {
          silent: true,
          symbol: "none",
          data: [{ xAxis: now }],
          lineStyle: { color: token("--line-strong"), type: "solid" as const, width: 1 },
          label: { show: false },
        },
      },
    ],
  };
};

type Dash = "solid" | "dashed" | "dotted";
