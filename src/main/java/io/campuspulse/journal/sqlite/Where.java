package io.campuspulse.journal.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.campuspulse.journal.Quarantine.Filter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The condition that a filter puts on the quarantine's rows; values are always parameters. */
final class Where {
  private final StringBuilder sql = new StringBuilder(" WHERE position > ?");
  private final List<Object> values = new ArrayList<>();

  private Where(long after) {
    values.add(after);
  }

  /** Rows after a position that a filter lets through. */
  static Where of(Filter filter, long after) {
    Where where = new Where(after);
    where.and("reason = ?", filter.reason());
    if (filter.topicPrefix() != null) {
      byte[] prefix = filter.topicPrefix().getBytes(UTF_8);
      where.and("substr(CAST(topic AS BLOB), 1, " + prefix.length + ") = ?", prefix);
    }
    if (filter.source() != null) {
      where.and("convention = ?", filter.source().convention());
      where.and("device = ?", filter.source().device());
    }
    where.and("received_at >= ?", filter.fromMillis());
    where.and("received_at < ?", filter.toMillis());
    return where;
  }

  private void and(String condition, Object value) {
    if (value != null) {
      sql.append(" AND ").append(condition);
      values.add(value);
    }
  }

  String sql() {
    return sql.toString();
  }

  /** Sets the parameters and answers the number of the next one. */
  int bind(PreparedStatement query) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      query.setObject(i + 1, values.get(i));
    }
    return values.size() + 1;
  }
}
