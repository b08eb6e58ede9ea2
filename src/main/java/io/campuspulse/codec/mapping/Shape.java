package io.campuspulse.codec.mapping;

/**
 * What becomes of values that are not single.
 *
 * @param arrays see {@link Arrays}
 * @param objects see {@link Objects}
 * @param split separator at which a text becomes a list, or null
 * @param rate for a series, where its sample rate in hertz stands, else null
 */
record Shape(Arrays arrays, Objects objects, String split, Operand rate) {
  /** Positions and flattening. */
  static final Shape DEFAULT = new Shape(Arrays.POSITIONS, Objects.FLATTEN, null, null);

  enum Arrays {
    /** One reading for each item, {@code [0]}, {@code [1]} and so on behind its name. */
    POSITIONS,
    /** One reading that is a list. */
    VECTOR,
    /** One reading that is a list of samples taken at a rate. */
    SERIES,
    /** One reading that is the list exactly as sent. */
    WHOLE,
    /** No reading. */
    SKIP
  }

  enum Objects {
    /** One reading for each value inside, keys joined by dots. */
    FLATTEN,
    /** One reading that is the whole. */
    WHOLE,
    /** No reading. */
    SKIP
  }
}
