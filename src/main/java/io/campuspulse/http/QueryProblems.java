package io.campuspulse.http;

import io.campuspulse.model.Name;
import io.campuspulse.query.QueryProblem;

/** Turns what the query side refuses into a problem of the API. */
final class QueryProblems {
  private QueryProblems() {}

  static Problem problem(QueryProblem query) {
    return switch (query.kind()) {
      case NOT_FOUND ->
          new Problem(
              Problem.Kind.NOT_FOUND,
              query.parameter(),
              query.value(),
              new Name("没有这个对象：" + query.rule(), query.rule()),
              null);
      case BAD_PARAMETER ->
          new Problem(
              Problem.Kind.BAD_PARAMETER,
              query.parameter(),
              query.value(),
              new Name("取值不符合规则：" + query.rule(), query.rule()),
              null);
    };
  }
}
