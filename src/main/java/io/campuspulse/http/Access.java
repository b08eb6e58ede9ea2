package io.campuspulse.http;

import java.util.List;
import java.util.Optional;

/** Decides who may call. Thread-safe and quick: runs on the event loop. */
public interface Access {
  /**
   * Finds the caller.
   *
   * @param key the key that was presented, if any
   * @return the caller, or empty to refuse
   */
  Optional<Caller> authenticate(Optional<String> key);

  /** Checks a request that is signed by a city; without cities no key is known. */
  default Verdict verify(SignedRequest request) {
    return Verdict.refused("Invalid access key");
  }

  /** Lets everyone view; for services that listen on loopback only. */
  static Access anonymousViewer() {
    return new ApiKeys(List.of(), Optional.of(Role.VIEWER));
  }
}
