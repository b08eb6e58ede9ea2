import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { drawnBounds } from "./bounds";
import { h } from "./dom";
import { dayLabel, figure, percent, weekday } from "./format";
import { t, word } from "./i18n";
import type { Point } from "./types";

echarts.use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  CustomChart,
  GridComponent,
  LegendComponent,
  LineChart,
  TooltipComponent,
]);

/** One line or row of bars of a chart. */
export interface Line {
  name: string;
  unit: string;
  color: string;
  points: Point[];
  /** Drawn as bars instead of a line. */
  bars?: boolean;
  /** Drawn against the right axis. */
  right?: boolean;
}

type Option = Parameters<echarts.ECharts["setOption"]>[0];

interface Coords {
  value(dimension: number): number;
  coord(point: number[]): number[];
}

const charts = new Map<Element, echarts.ECharts>();
const resizes = new ResizeObserver((entries) => entries.forEach((entry) => charts.get(entry.target)?.resize()));

/** A colour of the page's style sheet. */
export function color(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** A card with a title, a chart, and its figures as a table for those who want or need one. */
export function renderCard(card: HTMLElement, title: string, hint: string, lines: Line[], option: Option): void {
  let plot = card.querySelector<HTMLElement>(".plot");
  if (!plot) {
    plot = h("div", { class: "plot" });
    card.replaceChildren(h("div", { class: "card-head" }), plot, h("details", {}));
  }
  card.querySelector(".card-head")?.replaceChildren(h("h2", {}, title), h("p", { class: "hint" }, hint));
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", title);
  const details = card.querySelector("details");
  details?.replaceChildren(h("summary", {}, t("table")), table(lines));
  let chart = charts.get(plot);
  if (!chart) {
    chart = echarts.init(plot, null, { renderer: "canvas" });
    charts.set(plot, chart);
    resizes.observe(plot);
  }
  chart.setOption(option, { notMerge: true });
}

function table(lines: Line[]): HTMLElement {
  const first = lines[0];
  const head = h("tr", {}, h("th", {}, t("day")), ...lines.map((line) => h("th", {}, `${line.name} (${line.unit})`)));
  const rows = (first?.points ?? []).map((point, i) =>
    h("tr", {}, h("th", {}, `${dayLabel(point.from)} ${weekday(point.from)}`), ...lines.map((line) => cell(line.points[i]))),
  );
  return h("div", { class: "scroll" }, h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows)));
}

function cell(point: Point | undefined): HTMLElement {
  if (!point) return h("td", {});
  const range = point.low === null ? "" : ` (${figure(point.low)}–${figure(point.high)})`;
  return h("td", { class: point.status, title: word("", point.status) }, figure(point.value), h("small", {}, range));
}

/** Days along the axis: lines with bands, bars with whiskers, and coverage in a strip below. */
export function dayOption(lines: Line[], percentAxis: boolean): Option {
  const days = lines[0]?.points ?? [];
  const labels = days.map((point) => `${dayLabel(point.from)}\n${weekday(point.from)}`);
  const muted = color("muted");
  const rule = color("rule");
  const axis = { axisLine: { lineStyle: { color: rule } }, axisTick: { show: false } };
  const right = lines.find((line) => line.right);
  return {
    animation: false,
    aria: { enabled: false },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    legend: { top: 0, left: 0, icon: "roundRect", itemWidth: 12, itemHeight: 6, textStyle: { color: muted } },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      backgroundColor: color("card"),
      borderColor: rule,
      textStyle: { color: color("ink"), fontSize: 12 },
      axisPointer: { type: "line", lineStyle: { color: muted, type: "dashed" } },
      formatter: (items: unknown) => tooltip(items, lines, days),
    },
    grid: [
      { left: 44, right: right ? 44 : 12, top: 48, bottom: 84 },
      { left: 44, right: right ? 44 : 12, height: 18, bottom: 40 },
    ],
    xAxis: [
      { type: "category", data: labels, ...axis, axisLabel: { show: false } },
      { type: "category", data: labels, gridIndex: 1, ...axis, axisLabel: { color: muted, fontSize: 11, lineHeight: 14 } },
    ],
    yAxis: [
      valueAxis(lines.filter((line) => !line.right), percentAxis && highest(lines) <= 100),
      { type: "value", gridIndex: 1, min: 0, max: 1, show: false },
      ...(right ? [{ ...valueAxis([right], false), position: "right" as const, splitLine: { show: false } }] : []),
    ],
    series: [...lines.flatMap(drawn), ...coverageStrip(days)],
  } as Option;
}

function highest(lines: Line[]): number {
  const values = lines.flatMap((line) => line.points.flatMap((point) => [point.value ?? 0, drawnBounds(point)?.[1] ?? 0]));
  return Math.max(0, ...values);
}

/** Where one day's bounds reach far above every value, the axis ends early and cuts that band off. */
function ceiling(lines: Line[]): number | null {
  const value = Math.max(0, ...lines.flatMap((line) => line.points.map((point) => point.value ?? 0)));
  if (value === 0 || highest(lines) <= 2 * value) return null;
  const step = 10 ** Math.floor(Math.log10(value)) / 2;
  return Math.ceil((1.25 * value) / step) * step;
}

function valueAxis(lines: Line[], percentAxis: boolean): object {
  const muted = color("muted");
  return {
    type: "value",
    min: 0,
    max: ceiling(lines),
    ...(percentAxis ? { max: 100, interval: 25 } : {}),
    name: lines[0]?.unit ?? "",
    nameTextStyle: { color: muted, align: "right" },
    nameGap: 8,
    splitNumber: 4,
    axisLabel: { color: muted, fontSize: 11 },
    splitLine: { lineStyle: { color: color("rule") } },
  };
}

function drawn(line: Line): object[] {
  const yAxisIndex = line.right ? 2 : 0;
  const values = line.points.map((point) => ({
    value: point.value,
    itemStyle: point.status === "provisional" ? { color: color("card"), borderColor: line.color, borderWidth: 1.5 } : {},
  }));
  const common = { name: line.name, data: values, yAxisIndex, color: line.color, z: 3 };
  const main = line.bars
    ? { ...common, type: "bar", barMaxWidth: 22, itemStyle: { borderRadius: [3, 3, 0, 0] } }
    : { ...common, type: "line", symbol: "circle", symbolSize: 6, lineStyle: { width: 2 }, connectNulls: false };
  return [band(line, yAxisIndex), main];
}

/** The bounds: a band between neighbouring days of a line, a whisker on a bar. */
function band(line: Line, yAxisIndex: number): object {
  const bounds = line.points.map((point, i) => [i, ...(drawnBounds(point) ?? [null, null])]);
  return {
    type: "custom",
    yAxisIndex,
    silent: true,
    clip: true,
    z: line.bars ? 4 : 1,
    data: bounds,
    encode: { x: 0, y: [1, 2] },
    renderItem: (params: { dataIndex: number }, api: Coords) =>
      line.bars ? whisker(bounds, params.dataIndex, api) : quad(bounds, params.dataIndex, api, line.color),
  };
}

type Bound = (number | null)[];

function at(bounds: Bound[], i: number): [number, number] | null {
  const low = bounds[i]?.[1];
  const high = bounds[i]?.[2];
  return low == null || high == null ? null : [low, high];
}

function quad(bounds: Bound[], i: number, api: Coords, fill: string): object | null {
  const here = at(bounds, i);
  const before = at(bounds, i - 1);
  if (!here || !before) return null;
  const points = [
    api.coord([i - 1, before[0]]),
    api.coord([i - 1, before[1]]),
    api.coord([i, here[1]]),
    api.coord([i, here[0]]),
  ];
  return { type: "polygon", shape: { points }, style: { fill, opacity: 0.14 } };
}

function whisker(bounds: Bound[], i: number, api: Coords): object | null {
  const here = at(bounds, i);
  if (!here) return null;
  const [x = 0, low = 0] = api.coord([i, here[0]]);
  const [, high = 0] = api.coord([i, here[1]]);
  const stroke = { stroke: color("ink"), opacity: 0.55, lineWidth: 1.2 };
  const lines = [
    [x, low, x, high],
    [x - 4, low, x + 4, low],
    [x - 4, high, x + 4, high],
  ];
  return {
    type: "group",
    children: lines.map(([x1, y1, x2, y2]) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: stroke })),
  };
}

const GOOD_COVERAGE = 0.9;

function coverageStrip(days: Point[]): object[] {
  const data = days.map((day) => ({
    value: day.coverage,
    itemStyle: { color: (day.coverage ?? 0) < GOOD_COVERAGE ? color("warn") : color("muted"), opacity: 0.55 },
  }));
  return [
    {
      type: "bar",
      xAxisIndex: 1,
      yAxisIndex: 1,
      data,
      barCategoryGap: "30%",
      silent: true,
      tooltip: { show: false },
      showBackground: true,
      backgroundStyle: { color: color("rule"), opacity: 0.5 },
    },
  ];
}

function tooltip(items: unknown, lines: Line[], days: Point[]): string {
  const list = items as { dataIndex: number }[];
  const i = list[0]?.dataIndex ?? 0;
  const day = days[i];
  if (!day) return "";
  const rows = lines.map((line) => {
    const point = line.points[i];
    if (!point) return line.name;
    const range = point.low === null ? "" : `  [${figure(point.low)} – ${figure(point.high)}]`;
    const why = point.value === null && point.reason ? ` ${word("reason_", point.reason)}` : "";
    return `${line.name}  ${figure(point.value)} ${line.unit}${range}${why}`;
  });
  const state = `${t("coverage")} ${percent(day.coverage)} · ${word("", day.status)}`;
  return [`${dayLabel(day.from)} ${weekday(day.from)}`, ...rows, state].join("\n");
}

/** Groups as horizontal bars with whiskers. */
export function groupOption(names: string[], lines: Line[]): Option {
  const muted = color("muted");
  const rule = color("rule");
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    legend: { top: 0, left: 0, icon: "roundRect", itemWidth: 12, itemHeight: 6, textStyle: { color: muted } },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      backgroundColor: color("card"),
      borderColor: rule,
      textStyle: { color: color("ink"), fontSize: 12 },
      formatter: (items: unknown) => groupTooltip(items, names, lines),
    },
    grid: { left: 8, right: 24, top: 34, bottom: 8, containLabel: true },
    xAxis: {
      type: "value",
      min: 0,
      ...(highest(lines) <= 100 ? { max: 100, interval: 25 } : {}),
      axisLabel: { color: muted, fontSize: 11, formatter: "{value} %" },
      splitLine: { lineStyle: { color: rule } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: names,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: rule } },
      axisLabel: { color: color("ink"), fontSize: 12 },
    },
    series: lines.map((line) => ({
      name: line.name,
      type: "bar",
      color: line.color,
      barMaxWidth: 12,
      barGap: "35%",
      itemStyle: { borderRadius: [0, 3, 3, 0] },
      data: line.points.map((point) => point.value),
    })),
  } as Option;
}

function groupTooltip(items: unknown, names: string[], lines: Line[]): string {
  const list = items as { dataIndex: number }[];
  const i = list[0]?.dataIndex ?? 0;
  const rows = lines.map((line) => {
    const point = line.points[i];
    const range = point?.low == null ? "" : `  [${figure(point.low)} – ${figure(point.high)}]`;
    return `${line.name}  ${figure(point?.value ?? null)} %${range}  ${t("coverage")} ${percent(point?.coverage ?? null)}`;
  });
  return [names[i] ?? "", ...rows].join("\n");
}
