/**
 * The one place that knows ECharts: the parts that are drawn with, colours and letters from the
 * tokens of the page (so that the dark wall needs nothing of its own), and a chart that keeps to
 * the size of its element. Only islands import it: a page without a chart never downloads it.
 *
 * Hints are drawn, not written as HTML: the page's security policy allows no inline styles.
 */
import { LineChart, LinesChart, MapChart, ScatterChart } from "echarts/charts";
import {
  GeoComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { type EChartsType, init, registerMap, use } from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import type { EChartsOption } from "echarts/types/dist/shared";

use([
  LineChart,
  LinesChart,
  MapChart,
  ScatterChart,
  GeoComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  CanvasRenderer,
  SVGRenderer,
]);

export { type EChartsOption, type EChartsType, registerMap };

/** The value of a token of the page, such as "--brand". */
export const token = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A size among the tokens as a number of pixels. */
export const pixels = (name: string): number => Number.parseFloat(token(name));

/** What every chart has alike; a chart's own options are laid over it. */
const common = (): EChartsOption => ({
  animation: false,
  textStyle: { fontFamily: token("--font-text"), color: token("--ink-2") },
});

/** How a hint looks; spread into a chart's own `tooltip`. */
export const hint = () => ({
  renderMode: "richText" as const,
  confine: true,
  backgroundColor: token("--surface"),
  borderColor: token("--line-strong"),
  textStyle: { color: token("--ink-1"), fontSize: pixels("--text-meta") },
});

/**
 * Draw into an element until `gone` fires. SVG prints crisply; "canvas" bears thousands of points.
 */
export const mount = (
  element: HTMLElement,
  option: EChartsOption,
  gone: AbortSignal,
  renderer: "svg" | "canvas" = "svg",
): EChartsType => {
  const chart = init(element, null, { renderer });
  chart.setOption({ ...common(), ...option });
  const fit = () => {
    chart.resize();
    scalable(element);
  };
  const sizes = new ResizeObserver(fit);
  sizes.observe(element);
  gone.addEventListener("abort", () => {
    sizes.disconnect();
    chart.dispose();
  });
  return chart;
};

/** Paper is narrower than the window: a picture that knows its own size can be made smaller. */
const scalable = (element: HTMLElement): void => {
  const svg = element.querySelector("svg");
  if (svg === null) return;
  const [width, height] = ["width", "height"].map((side) => svg.getAttribute(side) ?? "0");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
};
