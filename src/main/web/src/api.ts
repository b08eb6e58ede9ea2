import { language } from "./i18n";

/** A problem that the service explained (RFC 9457), or that nothing answered. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

interface Kept {
  etag: string;
  body: unknown;
}

const kept = new Map<string, Kept>();
const MOST_KEPT = 200;

/** An answer, and whether it differs from the one given last time. */
export interface Fetched<T> {
  body: T;
  changed: boolean;
}

/** Asks with the tag of the last answer: what did not change is not sent again. */
export async function get<T>(path: string): Promise<Fetched<T>> {
  const last = kept.get(path);
  const headers: Record<string, string> = {
    Accept: "application/json",
    "Accept-Language": language(),
  };
  if (last) headers["If-None-Match"] = last.etag;
  let response: Response;
  try {
    response = await fetch(path, { headers, cache: "no-store" });
  } catch {
    throw new ApiProblem(0, "");
  }
  if (response.status === 304 && last) {
    return { body: last.body as T, changed: false };
  }
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new ApiProblem(response.status, problem.detail ?? response.statusText);
  }
  const body = (await response.json()) as T;
  const etag = response.headers.get("ETag");
  if (etag) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(path, { etag, body });
  }
  return { body, changed: true };
}

/** Every page of a list, joined. */
export async function getAll<T>(path: string): Promise<Fetched<T[]>> {
  const items: T[] = [];
  let changed = false;
  let cursor: string | null = null;
  do {
    const join: string = path.includes("?") ? "&" : "?";
    const page: Fetched<{ items: T[]; next: string | null }> = await get(
      cursor === null ? path : `${path}${join}cursor=${encodeURIComponent(cursor)}`,
    );
    items.push(...page.body.items);
    changed ||= page.changed;
    cursor = page.body.next;
  } while (cursor !== null);
  return { body: items, changed };
}
