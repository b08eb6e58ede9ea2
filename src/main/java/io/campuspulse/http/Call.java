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
    String body) {
  /**
   * Lets only operators and administrators go on.
   *
   * @throws ProblemException for other callers
   */
  void demandOperator() {
    if (!caller.role().includes(Role.OPERATOR)) {
      throw operatorNeeded().exception();
    }
  }

  static Problem operatorNeeded() {
    return Problem.of(
        Problem.Kind.FORBIDDEN,
        "此操作需要 operator 角色的密钥；本机密钥在日志目录的 operator.key 中",
        "this needs a key of the role operator; the local one is in operator.key of the"
            + " journal folder");
  }
}
