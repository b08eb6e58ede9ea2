package io.campuspulse.config;

import java.util.Optional;

/** A user with a password. */
public record Login(String user, Secret password) {

  /** Reads {@code user} with {@code password_file}; both or neither. */
  static Optional<Login> read(Section section) {
    Optional<String> user = section.optionalText("user");
    boolean direct = section.has("password");
    boolean named = section.has("password_file") || direct;
    Optional<Secret> password = Secret.read(section, "password");
    if (user.isPresent() != named) {
      section.problem("", "'user' and 'password_file' are given together");
    }
    return user.flatMap(u -> password.map(p -> new Login(u, p)));
  }
}
