package io.campuspulse.http;

import java.util.Map;
import java.util.Optional;

/**
 * A request that passed the door.
 *
 * @param path values of the path template
 * @param parameters query parameters that the operation takes
 * @param accept the {@code Accept} header, if any
 * @param caller who asks
 * @param body the request body as text; empty when there is none
 */
record Call(
    Map<String, String> path,
    Parameters parameters,
    Optional<String> accept,
    Caller caller,
    String body) {}
