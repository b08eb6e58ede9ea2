package io.campuspulse.codec.mapping;

/**
 * Which native paths give readings. A path that is left out takes everything below it along.
 *
 * @param only the paths that do, or none for all
 * @param except the paths that do not
 */
record PathFilter(GlobTable<Boolean> only, GlobTable<Boolean> except) {
  boolean excludes(String path) {
    return !except.isEmpty() && except.get(path) != null;
  }

  boolean includes(String path) {
    return only.isEmpty() || only.get(path) != null;
  }

  boolean passive() {
    return only.isEmpty() && except.isEmpty();
  }
}
