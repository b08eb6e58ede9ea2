import { drawnBounds } from "./bounds";
import { h, svg } from "./dom";
import { figure, percent } from "./format";
import { nameOf, t, word } from "./i18n";
import type { Metric, Point, School } from "./types";

/** What one tile shows: the last days as one figure, and day by day. */
export interface TileData {
  metric: Metric;
  total: Point | undefined;
  days: Point[];
}

export function renderTiles(into: HTMLElement, school: School, tiles: TileData[]): void {
  into.replaceChildren(nowTile(school), ...tiles.map(metricTile));
}

function nowTile(school: School): HTMLElement {
  const { used, sparse, empty, unknown, heads } = school.live;
  const all = Math.max(1, used + sparse + empty + unknown);
  const bar = h("div", { class: "split" });
  for (const [state, rooms] of Object.entries({ used, sparse, empty, unknown })) {
    if (rooms === 0) continue;
    const part = h("i", { class: state });
    part.style.flexGrow = String(rooms / all);
    bar.append(part);
  }
  return h(
    "article",
    { class: "tile" },
    h("h3", {}, t("now")),
    h("p", { class: "big" }, h("output", { "data-now": "used" }, String(used + sparse)), h("small", {}, ` / ${school.spaces}`)),
    bar,
    h("p", { class: "sub" }, heads === null ? t("rooms") : `${figureWhole(heads)} ${t("people")}`),
  );
}

function figureWhole(n: number): string {
  return new Intl.NumberFormat().format(n);
}

function metricTile({ metric, total, days }: TileData): HTMLElement {
  const value = total?.value ?? null;
  const withheld = total !== undefined && value === null;
  return h(
    "article",
    { class: "tile", title: `${metric.formula}\n${metric.publishing}` },
    h("h3", {}, nameOf(metric.name, metric.id)),
    h(
      "p",
      { class: "big" },
      h("output", { "data-metric": metric.id, "data-value": value === null ? "" : String(value) }, figure(value)),
      h("small", {}, ` ${metric.unit}`),
    ),
    spark(days),
    h("p", { class: "sub", title: withheld ? reason(total) : null }, withheld && total.low === null ? reason(total) : bounds(total)),
    h(
      "p",
      { class: "sub", title: t("coverage") },
      meter(total?.coverage ?? null),
      h("span", { class: "known" }, percent(total?.coverage ?? null)),
      total ? h("span", { class: `chip ${total.status}` }, word("", total.status)) : null,
    ),
  );
}

function meter(coverage: number | null): HTMLElement {
  const fill = h("i", { class: coverage !== null && coverage < 0.9 ? "low" : "" });
  fill.style.width = `${Math.round((coverage ?? 0) * 100)}%`;
  return h("span", { class: "meter" }, fill);
}

function reason(point: Point): string {
  return point.reason === null ? word("", point.status) : word("reason_", point.reason);
}

function bounds(point: Point | undefined): string {
  if (!point || point.low === null) return t("last7");
  return `${t("bounds")} ${figure(point.low)} – ${figure(point.high)}`;
}

/** The days as a small line with its band, gaps left open. */
function spark(days: Point[]): SVGElement {
  const known = days.flatMap((day) => [...(drawnBounds(day) ?? []), ...(day.value === null ? [] : [day.value])]);
  const min = Math.min(...known);
  const span = Math.max(...known) - min || 1;
  const x = (i: number) => ((i / Math.max(1, days.length - 1)) * 100).toFixed(2);
  const y = (v: number) => (26 - ((v - min) / span) * 24).toFixed(2);
  const parts: Node[] = [];
  let line = "";
  days.forEach((day, i) => {
    const next = days[i + 1];
    const here = drawnBounds(day);
    const then = drawnBounds(next);
    if (here && then) {
      const d = `M${x(i)} ${y(here[0])}L${x(i)} ${y(here[1])}L${x(i + 1)} ${y(then[1])}L${x(i + 1)} ${y(then[0])}Z`;
      parts.push(svg("path", { class: "band", d }));
    }
    if (day.value !== null) {
      line += `${i > 0 && days[i - 1]?.value != null ? "L" : "M"}${x(i)} ${y(day.value)}`;
    }
  });
  parts.push(svg("path", { class: "line", d: line || "M0 0", "vector-effect": "non-scaling-stroke" }));
  return svg("svg", { class: "spark", viewBox: "0 0 100 28", preserveAspectRatio: "none", "aria-hidden": "true" }, ...parts);
}
