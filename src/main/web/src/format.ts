import { language, t } from "./i18n";

/** A figure with as many digits as it deserves, or a dash for unknown. */
export function figure(value: number | null): string {
  if (value === null) return "–";
  const size = Math.abs(value);
  const digits = size >= 1000 ? 0 : size >= 100 ? 0 : 1;
  return new Intl.NumberFormat(language(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** A fraction as percent. */
export function percent(fraction: number | null): string {
  return fraction === null ? "–" : `${Math.round(fraction * 100)} %`;
}

/** The local day of an API time, as month and day: its own offset decides. */
export function dayLabel(time: string): string {
  return `${Number(time.slice(5, 7))}/${Number(time.slice(8, 10))}`;
}

/** Weekday of an API time. */
export function weekday(time: string): string {
  const date = new Date(`${time.slice(0, 10)}T00:00:00Z`);
  return new Intl.DateTimeFormat(language(), { weekday: "short", timeZone: "UTC" }).format(date);
}

/** Date and minute of an API time, in its own offset. */
export function minuteLabel(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)}`;
}

/** How long ago, in the largest whole unit. */
export function ago(time: string | null, now: number): string {
  if (time === null) return t("never");
  const seconds = Math.max(0, Math.round((now - Date.parse(time)) / 1000));
  if (seconds < 90) return t("secondsAgo", seconds);
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return t("minutesAgo", minutes);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? t("hoursAgo", hours) : t("daysAgo", Math.round(hours / 24));
}

/** A plain date some days later. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
