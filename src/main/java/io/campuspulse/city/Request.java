package io.campuspulse.city;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A request to a city.
 *
 * @param method such as {@code POST}
 * @param uri whole address
 * @param headers by name
 * @param body text, sent as UTF-8
 */
record Request(String method, URI uri, Map<String, String> headers, Optional<String> body) {
  Request {
    headers = Map.copyOf(headers);
  }
}
