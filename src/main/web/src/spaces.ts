import { h } from "./dom";
import { ago, figure } from "./format";
import { nameOf, t, word } from "./i18n";
import type { Space, State } from "./types";

const STATES: State[] = ["used", "sparse", "empty", "unknown"];
const STUFFY_PPM = 1000;

/** The live grid: one card for each space, by building. */
export function renderSpaces(into: HTMLElement, spaces: Space[]): void {
  const buildings = new Map<string, Space[]>();
  for (const space of spaces) {
    const list = buildings.get(space.building.id);
    if (list) list.push(space);
    else buildings.set(space.building.id, [space]);
  }
  into.replaceChildren(
    h("div", { class: "card-head" }, h("h2", {}, t("spaces")), legend(spaces)),
    ...[...buildings.values()].map(building),
  );
}

function count(spaces: Space[], state: State): number {
  return spaces.filter((space) => space.live.state === state).length;
}

function legend(spaces: Space[]): HTMLElement {
  const items = STATES.filter((state) => state !== "sparse" || count(spaces, state) > 0).map((state) =>
    h(
      "li",
      {},
      h("i", { class: `dot ${state}` }),
      `${t(state)} `,
      h("b", { "data-count": state }, String(count(spaces, state))),
    ),
  );
  return h("ul", { class: "legend" }, ...items);
}

function building(spaces: Space[]): HTMLElement {
  const first = spaces[0];
  const name = first ? nameOf(first.building.name, first.building.id) : "";
  const used = spaces.filter((space) => space.live.state === "used" || space.live.state === "sparse").length;
  return h(
    "div",
    { class: "building" },
    h("h3", {}, name, h("span", {}, `${used} / ${spaces.length}`)),
    h("div", { class: "rooms" }, ...spaces.map(room)),
  );
}

function room(space: Space): HTMLElement {
  const live = space.live;
  const co2 = live.readings.find((reading) => reading.quantity === "co2");
  const heads = live.heads === null ? word("", live.state) : `${live.heads} / ${space.capacity ?? "?"}`;
  const silent = live.readings.length === 0 && live.lastSeen === null;
  const seen = silent ? t("noDevices") : ago(live.lastSeen, Date.now());
  const title =
    `${nameOf(space.name, space.id)} · ${t(live.state)}\n` +
    `${t("source")}: ${live.source}\n${t("lastSeen")}: ${seen}`;
  return h(
    "article",
    { class: `room ${live.state}`, title, "data-space": space.id, "data-state": live.state },
    h("p", {}, h("strong", {}, nameOf(space.name, space.id)), h("time", {}, seen)),
    h(
      "p",
      {},
      h("span", { class: "heads" }, heads),
      co2 ? h("em", { class: co2.value > STUFFY_PPM ? "stuffy" : "" }, `CO₂ ${figure(co2.value)}`) : null,
    ),
  );
}
