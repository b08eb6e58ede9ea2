package io.campuspulse.mockcity;

import com.sun.net.httpserver.Headers;

/** Takes pushes of one profile. Thread-safe. */
interface Inbox {
  /** The path at which it takes them. */
  String path();

  /**
   * Takes a push whose signature and digest are right, or refuses it.
   *
   * @param partial whether to refuse some of it
   */
  Answer take(Headers headers, byte[] body, boolean partial);
}
