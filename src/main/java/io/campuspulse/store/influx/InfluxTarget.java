package io.campuspulse.store.influx;

import java.util.Objects;
import java.util.regex.Pattern;

/** Where in an InfluxDB the data lies, and with that the dialect that the server speaks. */
public sealed interface InfluxTarget {
  /** The name under which InfluxQL finds it. */
  String database();

  /**
   * InfluxDB 1.x: writes go to {@code /write}.
   *
   * @param database its name
   * @param retentionPolicy empty for the database's default
   * @param create whether the database may be created when it is missing
   */
  record V1(String database, String retentionPolicy, boolean create) implements InfluxTarget {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    public V1 {
      if (!NAME.matcher(database).matches()) {
        throw new IllegalArgumentException(
            "database \"" + database + "\" is not 1 to 64 of A-Z a-z 0-9 _ . -");
      }
      if (!retentionPolicy.isEmpty() && !NAME.matcher(retentionPolicy).matches()) {
        throw new IllegalArgumentException(
            "retention policy \"" + retentionPolicy + "\" is not 1 to 64 of A-Z a-z 0-9 _ . -");
      }
    }
  }

  /**
   * InfluxDB 2.x or 3: writes go to {@code /api/v2/write}. Reads need InfluxQL, for which 2.x maps
   * a database of the bucket's name (a DBRP mapping; since 2.4 it is there by itself).
   *
   * @param org organization
   * @param bucket bucket, which must exist
   */
  record V2(String org, String bucket) implements InfluxTarget {
    public V2 {
      if (Objects.requireNonNull(org, "org").isBlank()) {
        throw new IllegalArgumentException("org is blank");
      }
      if (Objects.requireNonNull(bucket, "bucket").isBlank()) {
        throw new IllegalArgumentException("bucket is blank");
      }
    }

    @Override
    public String database() {
      return bucket;
    }
  }
}
