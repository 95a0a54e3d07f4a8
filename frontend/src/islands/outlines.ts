/** The ground that maps are drawn on: outlines by address, kept while the page is open. */
import { registerMap } from "./chart";

type Ring = [number, number][];

interface Feature {
  type: "Feature";
  properties: { name: string; cp?: [number, number] };
  geometry: { type: "MultiPolygon"; coordinates: Ring[][] };
}

/** West, south, east, north in degrees. */
export type Box = [number, number, number, number];

export interface Ground {
  /** What the chart calls it. */
  name: string;
  /** Degrees of longitude are shorter than those of latitude. */
  aspect: number;
  box: Box;
  /** Where the name of each area stands, and how far the area reaches. */
  areas: Map<string, { at: [number, number]; box: Box }>;
}

const fetched = new Map<string, Promise<Feature[]>>();

const features = (url: string): Promise<Feature[]> => {
  const known = fetched.get(url);
  if (known) return known;
  const asked = fetch(url)
    .then((response) => {
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      return response.json() as Promise<{ features: Feature[] }>;
    })
    .then((found) => found.features);
  fetched.set(url, asked);
  asked.catch(() => fetched.delete(url));
  return asked;
};

const around = (points: Iterable<readonly [number, number]>): Box => {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [east, north] of points) {
    box[0] = Math.min(box[0], east);
    box[1] = Math.min(box[1], north);
    box[2] = Math.max(box[2], east);
    box[3] = Math.max(box[3], north);
  }
  return box;
};

const reach = (feature: Feature): Box =>
  around(feature.geometry.coordinates.flatMap((polygon) => polygon[0] ?? []));

/** A rectangle of nothing around the points, where nobody has brought boundaries. */
const plain = (points: readonly (readonly [number, number])[]): Feature => {
  const [west, south, east, north] = points.length ? around(points) : [73, 18, 135, 54];
  const far = Math.max((east - west) * 0.06, (north - south) * 0.06, 0.02);
  const ring: Ring = [
    [west - far, south - far],
    [east + far, south - far],
    [east + far, north + far],
    [west - far, north + far],
    [west - far, south - far],
  ];
  return {
    type: "Feature",
    properties: { name: "" },
    geometry: { type: "MultiPolygon", coordinates: [[ring]] },
  };
};

/** How a chart lays a map on its ground; `closest` is how far one may come up to it. */
export const spread = (on: Ground, closest = 60): object => ({
  map: on.name,
  scaleLimit: { min: 0.8, max: closest },
  aspectScale: on.aspect,
  layoutCenter: ["50%", "50%"],
  layoutSize: "100%",
  select: { disabled: true },
});

/** The ground of these files; with none of them, room for `points`. */
export const ground = async (
  urls: readonly string[],
  points: readonly (readonly [number, number])[] = [],
): Promise<Ground> => {
  const found = (await Promise.all(urls.map(features))).flat();
  const drawn = found.length ? found : [plain(points)];
  const name = found.length ? urls.join(" ") : `plain ${points.length}`;
  // The parser of the chart writes into what it is given: it gets a copy.
  registerMap(name, JSON.parse(JSON.stringify({ type: "FeatureCollection", features: drawn })));
  const areas = new Map<string, { at: [number, number]; box: Box }>();
  for (const one of found) {
    const box = reach(one);
    const at = one.properties.cp ?? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    areas.set(one.properties.name, { at, box });
  }
  const boxes = drawn.map(reach);
  const box = around(
    boxes.flatMap(([west, south, east, north]): [number, number][] => [
      [west, south],
      [east, north],
    ]),
  );
  const aspect = Math.cos((((box[1] + box[3]) / 2) * Math.PI) / 180);
  return { name, aspect, box, areas };
};
