// What the API answers; the contract is openapi.yaml.

export interface Name {
  zh: string | null;
  en: string | null;
}

export interface Discovery {
  version: string;
  city: { id: string; name: Name; tz: string };
  schools: { id: string; name: Name }[];
  newestDataTime: string | null;
  ttl: number;
}

export interface Metric {
  id: string;
  name: Name;
  unit: string;
  formula: string;
  source: string;
  publishing: string;
}

export interface Catalog {
  metrics: Metric[];
  spaceTypes: { id: string; name: Name }[];
}

export interface School {
  id: string;
  name: Name;
  students: number | null;
  spaces: number;
  equipment: number;
  dataTime: string | null;
  stale: boolean;
  live: { used: number; sparse: number; empty: number; unknown: number; heads: number | null };
}

export type State = "used" | "sparse" | "empty" | "unknown";

export interface Reading {
  quantity: string;
  value: number;
  unit: string;
  at: string;
  quality: string;
}

export interface Space {
  id: string;
  name: Name;
  building: { id: string; name: Name };
  type: string;
  areaM2: number | null;
  capacity: number | null;
  live: {
    state: State;
    heads: number | null;
    source: string;
    lastSeen: string | null;
    readings: Reading[];
  };
}

export interface List<T> {
  items: T[];
  total: number;
  next: string | null;
}

export type Status = "provisional" | "final" | "corrected" | "insufficient" | "no_data";

export interface Point {
  from: string;
  to: string;
  value: number | null;
  unit: string;
  coverage: number | null;
  low: number | null;
  high: number | null;
  status: Status;
  reason: string | null;
  flags: string[];
  revision: number;
}

export interface Series {
  group: string | null;
  name: Name;
  points: Point[];
}

export interface Answer {
  metric: string;
  unit: string;
  method: string;
  stale: boolean;
  series: Series[];
}
