package io.campuspulse.city;

import io.campuspulse.model.Name;
import io.campuspulse.model.School;
import io.campuspulse.registry.Campus;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One linked city.
 *
 * @param id short identifier
 * @param name display name
 * @param schools which schools it gets
 * @param feeds which series it gets of each
 * @param push where figures are pushed to; empty when the city only polls
 * @param inbound key with which the city signs its polls; empty when it has none
 */
public record LinkSettings(
    String id,
    Name name,
    Schools schools,
    List<Feed> feeds,
    Optional<Push> push,
    Optional<Credentials> inbound) {
  public LinkSettings {
    feeds = List.copyOf(feeds);
  }

  /** How figures are pushed. */
  public enum Profile {
    IRS_SIGNED,
    NGSI_LD;

    /** The word of configuration and API. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Where figures are pushed to.
   *
   * @param profile in which form
   * @param url base address, without a slash at its end
   * @param credentials key that signs requests; empty for {@code ngsi-ld} without one
   * @param timeout of one attempt
   * @param maxRecords most records of one batch
   */
  public record Push(
      Profile profile,
      URI url,
      Optional<Credentials> credentials,
      Duration timeout,
      int maxRecords) {}

  /**
   * Which schools.
   *
   * @param ids school codes
   * @param divisions beginnings of division codes, such as {@code 3303}
   * @param since local day with which figures begin; empty for the first day that is seen
   */
  public record Schools(Set<String> ids, Set<String> divisions, Optional<LocalDate> since) {
    public Schools {
      ids = Set.copyOf(ids);
      divisions = Set.copyOf(divisions);
    }

    /** The schools of a registry that are meant; all when neither ids nor divisions are given. */
    List<School> of(Campus campus) {
      boolean all = ids.isEmpty() && divisions.isEmpty();
      return campus.schools().stream().filter(s -> all || meant(s)).toList();
    }

    private boolean meant(School school) {
      return ids.contains(school.id())
          || divisions.stream().anyMatch(d -> school.division().startsWith(d));
    }
  }
}
