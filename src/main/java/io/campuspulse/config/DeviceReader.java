package io.campuspulse.config;

import io.campuspulse.model.Device;
import io.campuspulse.model.Point.Traits;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Unit;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the devices of one school, with their points, from entries and profiles. */
final class DeviceReader {
  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofDays(1);

  private static final String NATIVE = "campus";
  private static final Pattern NATIVE_IDENTITY =
      Pattern.compile("[A-Za-z0-9_-]{1,64}/[A-Za-z0-9_-]{1,64}");
  private static final Pattern OUTSIDE_ID = Pattern.compile("[^A-Za-z0-9_-]+");

  private final String schoolId;
  private final RegistryDraft draft;
  private final Conventions conventions;
  private final Map<String, Profile> profiles = new LinkedHashMap<>();
  private Profile defaults;

  /**
   * What the installation understands.
   *
   * @param names known payload conventions
   * @param zone zone of devices that name none
   */
  record Conventions(Set<String> names, ZoneId zone) {}

  /**
   * What devices of one make share.
   *
   * @param convention payload convention, if given
   * @param interval expected interval, if given
   * @param points points by metric
   */
  private record Profile(
      Optional<String> convention, Optional<Duration> interval, Map<String, PointEntry> points) {
    static final Profile NONE = new Profile(Optional.empty(), Optional.empty(), Map.of());

    /** This one's values, and another's where this one has none. */
    Profile over(Profile base) {
      Map<String, PointEntry> all = new LinkedHashMap<>(base.points);
      all.putAll(points);
      return new Profile(
          convention.or(() -> base.convention), interval.or(() -> base.interval), all);
    }
  }

  DeviceReader(String schoolId, List<Section> files, RegistryDraft draft, Conventions conventions) {
    this.schoolId = schoolId;
    this.draft = draft;
    this.conventions = conventions;
    this.defaults = Profile.NONE;
    for (Section file : files) {
      Optional<Section> section = file.optionalSection("defaults");
      if (section.isPresent()) {
        defaults = headOf(section.get()).over(defaults);
      }
    }
    files.forEach(file -> file.optionalSection("profiles").ifPresent(this::readProfiles));
  }

  private void readProfiles(Section section) {
    section
        .entries()
        .forEach(
            (name, node) -> {
              if (!(node instanceof Section body)) {
                node.problem("must be a block of keys, not " + node.what());
                return;
              }
              Profile profile = profileOf(body);
              for (PointEntry point : profile.points.values()) {
                if (point.subject().isPresent() || point.id().isPresent()) {
                  point
                      .node()
                      .problem("", "a profile's points name no id and no subject of their own");
                }
              }
              if (profiles.putIfAbsent(name, profile) != null) {
                node.problem(name, "this profile is already given in another file");
              }
            });
  }

  private Profile headOf(Section section) {
    return new Profile(
        section.optionalText("convention").filter(word -> known(section, word)),
        section.optionalDuration("interval", SHORTEST, LONGEST),
        Map.of());
  }

  private boolean known(Section section, String convention) {
    if (conventions.names().contains(convention)) {
      return true;
    }
    section.problemAt(
        "convention",
        "is not a known payload convention" + Spelling.hint(convention, conventions.names()));
    return false;
  }

  private Profile profileOf(Section section) {
    Profile head = headOf(section);
    Map<String, PointEntry> points = new LinkedHashMap<>();
    section
        .optionalSection("points")
        .ifPresent(
            body ->
                body.entries()
                    .entrySet()
                    .forEach(
                        entry ->
                            PointEntry.read(entry)
                                .ifPresent(point -> points.put(entry.getKey(), point))));
    return new Profile(head.convention, head.interval, points);
  }

  /** Reads one device. */
  void read(Section entry) {
    String id = RegistryEntries.id(entry);
    Profile profile = profileOf(entry).over(named(entry)).over(defaults);
    if (profile.interval.isEmpty()) {
      entry.problem("", "'interval' is missing, here, in its profile and in the defaults");
    }
    if (profile.points.isEmpty()) {
      entry.problem("", "a device needs at least one of 'points'");
    }
    Duration interval = profile.interval.orElse(LONGEST);
    String convention = profile.convention.orElse(NATIVE);
    Device device =
        new Device(
            id,
            convention,
            identity(entry, id, convention),
            interval,
            entry.zone("zone", conventions.zone()));
    Optional<Scope> subject = Subjects.read(entry);
    if (draft.claim("device", id, entry)) {
      draft.builder().add(device);
      profile.points.values().forEach(point -> add(entry, id, point, subject, interval));
    }
  }

  private Profile named(Section entry) {
    Optional<String> name = entry.optionalText("profile");
    if (name.isPresent() && !profiles.containsKey(name.get())) {
      entry.problemAt(
          "profile", "there is no such profile" + Spelling.hint(name.get(), profiles.keySet()));
    }
    return name.map(n -> profiles.getOrDefault(n, Profile.NONE)).orElse(Profile.NONE);
  }

  private String identity(Section entry, String id, String convention) {
    if (!convention.equals(NATIVE)) {
      return entry.text("identity");
    }
    return entry.has("identity")
        ? entry.matching(
            "identity", NATIVE_IDENTITY, "must be school/device, as in the topic campus/v1/…")
        : schoolId + "/" + id;
  }

  private void add(
      Section device, String deviceId, PointEntry point, Optional<Scope> fallback, Duration every) {
    Optional<Scope> subject = point.subject().or(() -> fallback);
    if (subject.isEmpty()) {
      point
          .node()
          .problem(
              "",
              "no subject: name a space, equipment, building or school, here or at device "
                  + deviceId);
      return;
    }
    String id =
        point
            .id()
            .orElseGet(() -> deviceId + "-" + OUTSIDE_ID.matcher(point.metric()).replaceAll("_"));
    if (id.length() > 64) {
      point.node().problem(id, "the point's id is longer than 64; give it a shorter 'id'");
      return;
    }
    boolean own = point.node().path().startsWith(device.path() + ".");
    if (draft.claim("point", id, own ? point.node() : device, device)) {
      draft
          .builder()
          .add(
              point.toPoint(
                  id, deviceId, subject.get(), complete(point, subject.get(), every.toMillis())));
    }
  }

  /** The point's traits with the device's interval and the equipment's rated power filled in. */
  private Traits complete(PointEntry point, Scope subject, long deviceMillis) {
    Traits own = point.traits();
    Optional<Long> rated = own.ratedPowerMilliwatt();
    if (rated.isEmpty()
        && point.quantity() == Quantity.ENERGY_REGISTER
        && subject.level() == Scope.Level.EQUIPMENT) {
      rated =
          draft
              .ratedPowerW(subject.id())
              .map(w -> Unit.WATT.convert(w, Unit.MILLIWATT, 0).longValueExact());
    }
    return new Traits(
        own.unit(),
        own.modulus(),
        rated,
        own.ownHoldMillis(),
        own.nominalMillis() > 0 ? own.nominalMillis() : deviceMillis,
        own.stuckMillis(),
        own.register());
  }
}
