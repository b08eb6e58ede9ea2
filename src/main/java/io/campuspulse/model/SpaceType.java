package io.campuspulse.model;

import java.util.Locale;
import java.util.Optional;

/** The types of places that figures are broken down by. */
public enum SpaceType {
  CLASSROOM("教室", "Classroom"),
  TRAINING_ROOM("实训室", "Training room"),
  LIBRARY("图书馆", "Library"),
  SPORTS_VENUE("体育场馆", "Sports venue"),
  OFFICE("办公", "Office"),
  DORMITORY("宿舍", "Dormitory"),
  CANTEEN("食堂", "Canteen"),
  OTHER("其他", "Other");

  private final Name name;

  SpaceType(String zh, String en) {
    this.name = new Name(zh, en);
  }

  /** The identifier in files and the API, such as {@code training_room}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The display name. */
  public Name displayName() {
    return name;
  }

  /** Finds a type by its identifier. */
  public static Optional<SpaceType> byId(String id) {
    for (SpaceType type : values()) {
      if (type.id().equals(id)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
