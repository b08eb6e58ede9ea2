package io.campuspulse.query.link;

import io.campuspulse.query.QueryProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The desk of a service without links. */
final class NoCities implements CityDesk {
  @Override
  public List<String> cities() {
    return List.of();
  }

  @Override
  public byte[] links() {
    return "{\"links\":[]}\n".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] catalog(String city, Optional<String> after, int limit) {
    throw unknown(city);
  }

  @Override
  public byte[] sheet(String city, String item) {
    throw unknown(city);
  }

  @Override
  public byte[] count(String city, String item) {
    throw unknown(city);
  }

  @Override
  public byte[] page(String city, String item, int page, int size) {
    throw unknown(city);
  }

  @Override
  public byte[] changes(String city, String item, Optional<String> since, int limit) {
    throw unknown(city);
  }

  @Override
  public byte[] reconciliation(String city, String day) {
    throw unknown(city);
  }

  private static QueryProblem unknown(String city) {
    return new QueryProblem(
        QueryProblem.Kind.NOT_FOUND, "city", city, "the city must be one of the linked ones");
  }
}
