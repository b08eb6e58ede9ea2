import { ApiProblem, get, getAll } from "./api";
import { color, dayOption, groupOption, renderCard, type Line } from "./charts";
import { byId, h } from "./dom";
import { addDays, minuteLabel } from "./format";
import { language, nameOf, setLanguage, t } from "./i18n";
import { renderSpaces } from "./spaces";
import { renderTiles, type TileData } from "./tiles";
import type { Answer, Catalog, Discovery, Metric, Point, School, Space } from "./types";

const LIVE_MILLIS = 5_000;
const FIGURES_MILLIS = 60_000;
const DAYS = 14;
const TOTAL_DAYS = 7;
const USE = ["space_frequency", "seat_occupancy", "space_utilization"];
const TILES = [...USE, "energy_use", "carbon_emissions", "data_completeness"];

/** Everything that is drawn; drawn again when the language changes. */
interface Shown {
  discovery?: Discovery;
  catalog?: Catalog;
  schools: School[];
  spaces: Space[];
  days: Map<string, Point[]>;
  totals: Map<string, Point>;
  types: Map<string, Answer>;
}

const shown: Shown = { schools: [], spaces: [], days: new Map(), totals: new Map(), types: new Map() };
let chosen: string | null = null;

function school(): School | undefined {
  return shown.schools.find((one) => one.id === chosen) ?? shown.schools[0];
}

function metric(id: string): Metric {
  return (
    shown.catalog?.metrics.find((one) => one.id === id) ??
    { id, name: { zh: id, en: id }, unit: "", formula: "", source: "", publishing: "" }
  );
}

function notice(text: string | null): void {
  const element = byId("notice");
  element.hidden = text === null;
  element.textContent = text ?? "";
}

function drawTop(): void {
  const current = school();
  const stale = current?.stale ?? true;
  const other = language() === "zh-CN" ? "en" : "zh-CN";
  const button = h("button", { type: "button", id: "language", lang: other }, other === "en" ? "English" : "中文");
  button.addEventListener("click", () => {
    setLanguage(other);
    drawAll();
  });
  byId("top").replaceChildren(
    h("img", { src: "favicon.svg", alt: "", width: "30", height: "30" }),
    h("h1", {}, t("product"), h("small", {}, t("tagline"))),
    chooser(current),
    h(
      "p",
      { class: "pulse" },
      h("i", { class: `beat ${stale ? "stale" : "live"}` }),
      h("b", { id: "pulse" }, stale ? t("stale") : t("live")),
      current?.dataTime ? h("span", {}, `${t("dataUntil")} ${minuteLabel(current.dataTime)}`) : null,
    ),
    button,
  );
  document.documentElement.lang = language();
  document.title = current ? `${nameOf(current.name)} · ${t("product")}` : t("product");
}

function chooser(current: School | undefined): HTMLElement {
  if (shown.schools.length < 2) {
    return h("p", { class: "school", id: "school" }, current ? nameOf(current.name, current.id) : "");
  }
  const select = h(
    "select",
    { id: "school", class: "school", "aria-label": t("school") },
    ...shown.schools.map((one) => h("option", { value: one.id }, nameOf(one.name, one.id))),
  );
  select.value = current?.id ?? "";
  select.addEventListener("change", () => {
    chosen = select.value;
    shown.days.clear();
    shown.totals.clear();
    shown.types.clear();
    void pollLive().then(pollFigures);
  });
  return select;
}

function drawTiles(): void {
  const current = school();
  if (!current) return;
  const tiles: TileData[] = TILES.map((id) => ({
    metric: metric(id),
    total: shown.totals.get(id),
    days: shown.days.get(id) ?? [],
  }));
  renderTiles(byId("tiles"), current, tiles);
}

function line(id: string, paint: string, extra: Partial<Line> = {}): Line {
  const about = metric(id);
  return {
    name: nameOf(about.name, id),
    unit: about.unit,
    color: color(paint),
    points: shown.days.get(id) ?? [],
    ...extra,
  };
}

function drawCharts(): void {
  if (shown.days.size === 0) return;
  const use = [line("space_frequency", "blue"), line("seat_occupancy", "violet"), line("space_utilization", "teal")];
  renderCard(byId("use"), `${t("use")} · ${t("last14")}`, t("bandHint"), use, dayOption(use, true));
  const energy = [line("energy_use", "green", { bars: true }), line("carbon_emissions", "slate", { right: true })];
  renderCard(byId("energy"), `${t("energy")} · ${t("last14")}`, t("bandHint"), energy, dayOption(energy, false));
  const data = [line("data_completeness", "blue", { bars: true })];
  renderCard(byId("data"), `${t("data")} · ${t("last14")}`, t("bandHint"), data, dayOption(data, true));
  drawTypes();
}

function drawTypes(): void {
  const frequency = shown.types.get("space_frequency");
  const utilization = shown.types.get("space_utilization");
  if (!frequency || !utilization) return;
  const names = frequency.series.map((one) => nameOf(one.name, one.group ?? ""));
  const grouped = (answer: Answer, paint: string): Line => ({
    name: nameOf(metric(answer.metric).name, answer.metric),
    unit: answer.unit,
    color: color(paint),
    points: answer.series.flatMap((one) => one.points.slice(0, 1)),
  });
  const lines = [grouped(frequency, "blue"), grouped(utilization, "teal")];
  renderCard(byId("types"), `${t("types")} · ${t("last7")}`, t("footer"), lines, groupOption(names, lines));
}

function drawAll(): void {
  drawTop();
  drawTiles();
  if (shown.spaces.length > 0) renderSpaces(byId("spaces"), shown.spaces);
  drawCharts();
}

async function pollLive(): Promise<void> {
  shown.catalog ??= (await get<Catalog>("/api/v1/catalog")).body;
  const discovery = await get<Discovery>("/api/v1");
  shown.discovery = discovery.body;
  const schools = await getAll<School>("/api/v1/schools");
  shown.schools = schools.body;
  const current = school();
  if (!current) return;
  chosen = current.id;
  const spaces = await getAll<Space>(`/api/v1/spaces?school=${encodeURIComponent(current.id)}`);
  shown.spaces = spaces.body;
  notice(shown.discovery.newestDataTime === null ? t("waiting") : null);
  drawTop();
  drawTiles();
  renderSpaces(byId("spaces"), shown.spaces);
}

async function pollFigures(): Promise<void> {
  const current = school();
  const newest = shown.discovery?.newestDataTime;
  if (!current || !newest) return;
  const catalog = await get<Catalog>("/api/v1/catalog");
  shown.catalog = catalog.body;
  const today = newest.slice(0, 10);
  const to = addDays(today, 1);
  const ask = (id: string, days: number, rest: string) =>
    get<Answer>(
      `/api/v1/metrics/${id}?scope=school:${encodeURIComponent(current.id)}` +
        `&from=${addDays(to, -days)}&to=${to}&${rest}`,
    );
  let changed = catalog.changed || shown.days.size === 0;
  await Promise.all(
    TILES.map(async (id) => {
      const days = await ask(id, DAYS, "resolution=P1D");
      const total = await ask(id, TOTAL_DAYS, "resolution=total");
      changed ||= days.changed || total.changed;
      shown.days.set(id, days.body.series[0]?.points ?? []);
      const point = total.body.series[0]?.points[0];
      if (point) shown.totals.set(id, point);
    }),
  );
  for (const id of ["space_frequency", "space_utilization"]) {
    const types = await ask(id, TOTAL_DAYS, "resolution=total&by=space_type");
    changed ||= types.changed;
    shown.types.set(id, types.body);
  }
  if (changed) drawAll();
}

/** Runs a poll again and again while the page is seen; a failure is shown and tried again. */
function repeat(poll: () => Promise<void>, millis: number): void {
  const round = async () => {
    if (!document.hidden) {
      try {
        await poll();
      } catch (failure) {
        const known = failure instanceof ApiProblem && failure.message !== "";
        notice(known ? failure.message : t("offline"));
      }
    }
    window.setTimeout(() => void round(), millis);
  };
  void round();
}

function start(): void {
  drawTop();
  notice(t("waiting"));
  repeat(async () => {
    const first = shown.discovery === undefined;
    await pollLive();
    if (first || (shown.days.size === 0 && shown.discovery?.newestDataTime)) await pollFigures();
  }, LIVE_MILLIS);
  window.setTimeout(() => repeat(pollFigures, FIGURES_MILLIS), FIGURES_MILLIS);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
}

start();
