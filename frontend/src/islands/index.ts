/** Tag → module: a page that shows no map never downloads the map. */
const ISLANDS: Readonly<Record<string, () => Promise<CustomElementConstructor>>> = {
  "project-list": () => import("./project-list").then(({ ProjectList }) => ProjectList),
  "city-map": () => import("./city-map").then(({ CityMap }) => CityMap),
  "position-picker": () =>
    import("./position-picker").then(({ PositionPicker }) => PositionPicker),
  "route-map": () => import("./route-map").then(({ RouteMap }) => RouteMap),
  "drop-zone": () => import("./drop-zone").then(({ DropZone }) => DropZone),
  "trend-curve": () => import("./trend-curve").then(({ TrendCurve }) => TrendCurve),
};

const define = (): void => {
  for (const [tag, load] of Object.entries(ISLANDS)) {
    if (customElements.get(tag) === undefined && document.querySelector(tag) !== null) {
      void load().then((element) => {
        if (customElements.get(tag) === undefined) customElements.define(tag, element);
      });
    }
  }
};

define();
document.addEventListener("htmx:after:swap", define);

export {};
