import type { Name } from "./types";

export type Language = "zh-CN" | "en";

const ZH = {
  product: "校园脉搏",
  tagline: "智慧校园运行与绿色转型",
  school: "学校",
  live: "实时",
  stale: "数据中断",
  offline: "无法连接服务，正在重试…",
  waiting: "正在等待第一批数据…",
  dataUntil: "数据完整至",
  now: "当前占用",
  rooms: "间使用中",
  people: "人",
  spaces: "场所实时状态",
  used: "使用中",
  sparse: "少量人员",
  empty: "空闲",
  unknown: "未知",
  seats: "座",
  lastSeen: "最近上报",
  never: "从未上报",
  source: "判定来源",
  coverage: "覆盖率",
  bounds: "真值区间",
  bandHint: "色带为真值所在区间，下方为覆盖率",
  last7: "近 7 天",
  last14: "近 14 天",
  use: "空间使用",
  energy: "用电量与碳排放",
  types: "各类场所",
  data: "数据完整率",
  table: "数据表",
  day: "日期",
  value: "数值",
  low: "下限",
  high: "上限",
  status: "状态",
  provisional: "暂定",
  final: "已定稿",
  corrected: "已更正",
  insufficient: "覆盖不足",
  no_data: "无数据",
  reason_no_data: "没有数据",
  reason_unknown_period: "未知时段过多",
  reason_zero_denominator: "分母为零",
  reason_not_configured: "未配置",
  secondsAgo: "{n} 秒前",
  minutesAgo: "{n} 分钟前",
  hoursAgo: "{n} 小时前",
  daysAgo: "{n} 天前",
  noDevices: "无设备",
  api: "接口",
  footer: "所有数值均附覆盖率与上下限；缺失从不记为 0。",
} as const;

type Key = keyof typeof ZH;

const EN: Record<Key, string> = {
  product: "Campus Pulse",
  tagline: "How the campus is used, and what it uses",
  school: "School",
  live: "Live",
  stale: "Data interrupted",
  offline: "The service cannot be reached; trying again…",
  waiting: "Waiting for the first data…",
  dataUntil: "Complete until",
  now: "In use now",
  rooms: "rooms in use",
  people: "people",
  spaces: "Spaces, live",
  used: "In use",
  sparse: "Few people",
  empty: "Empty",
  unknown: "Unknown",
  seats: "seats",
  lastSeen: "Last heard",
  never: "never",
  source: "Decided by",
  coverage: "Coverage",
  bounds: "truth within",
  bandHint: "The band holds the true value; coverage below",
  last7: "Last 7 days",
  last14: "Last 14 days",
  use: "Use of space",
  energy: "Electricity and carbon",
  types: "By type of place",
  data: "Data completeness",
  table: "Data table",
  day: "Day",
  value: "Value",
  low: "Low",
  high: "High",
  status: "Status",
  provisional: "provisional",
  final: "final",
  corrected: "corrected",
  insufficient: "low coverage",
  no_data: "no data",
  reason_no_data: "nothing was heard",
  reason_unknown_period: "too much time unknown",
  reason_zero_denominator: "nothing to divide by",
  reason_not_configured: "not configured",
  secondsAgo: "{n} s",
  minutesAgo: "{n} min",
  hoursAgo: "{n} h",
  daysAgo: "{n} d",
  noDevices: "no devices",
  api: "API",
  footer: "Every figure carries coverage and bounds; what is missing is never 0.",
};

const STORED = "campus-pulse-language";
let current: Language = initial();

function initial(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === "zh-CN" || stored === "en") return stored;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

export function language(): Language {
  return current;
}

export function setLanguage(next: Language): void {
  current = next;
  localStorage.setItem(STORED, next);
}

/** A sentence or word of the page. */
export function t(key: Key, n?: number): string {
  const text: string = current === "zh-CN" ? ZH[key] : EN[key];
  return n === undefined ? text : text.replace("{n}", String(n));
}

/** A word of the API, such as a status or reason; itself when the page does not know it. */
export function word(prefix: string, key: string): string {
  const full = prefix + key;
  return full in ZH ? t(full as Key) : key.replaceAll("_", " ");
}

/** A name of the API in the page's language. */
export function nameOf(name: Name, fallback = ""): string {
  return (current === "zh-CN" ? name.zh : name.en) ?? name.zh ?? name.en ?? fallback;
}
