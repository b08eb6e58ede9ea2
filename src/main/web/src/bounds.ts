import type { Point } from "./types";

const LEAST_KNOWN = 0.1;

/**
 * The bounds worth drawing. Where next to nothing is known they are as wide as the possible, and
 * would only squeeze what is known; tables still give them.
 */
export function drawnBounds(point: Point | undefined): [number, number] | null {
  if (!point || point.low === null || point.high === null) return null;
  return (point.coverage ?? 0) < LEAST_KNOWN ? null : [point.low, point.high];
}
