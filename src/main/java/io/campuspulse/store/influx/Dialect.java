package io.campuspulse.store.influx;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Signs requests in and, for InfluxDB 1.x, turns the client's {@code /api/v2/write} into {@code
 * /write}, which servers before 1.8 know alone.
 */
final class Dialect implements Interceptor {
  private static final String V2_WRITE = "/api/v2/write";

  private final InfluxTarget target;
  private final InfluxCredentials writer;
  private final InfluxCredentials reader;

  Dialect(InfluxTarget target, InfluxCredentials writer, InfluxCredentials reader) {
    this.target = target;
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request.Builder request = chain.request().newBuilder();
    HttpUrl url = chain.request().url();
    if (target instanceof InfluxTarget.V1 v1 && url.encodedPath().endsWith(V2_WRITE)) {
      request.url(v1Write(url, v1));
    }
    InfluxCredentials credentials = url.encodedPath().endsWith("/query") ? reader : writer;
    if (!credentials.authorization().isEmpty()) {
      request.header("Authorization", credentials.authorization());
    }
    return chain.proceed(request.build());
  }

  private static HttpUrl v1Write(HttpUrl url, InfluxTarget.V1 v1) {
    String path = url.encodedPath();
    HttpUrl.Builder write =
        url.newBuilder()
            .encodedPath(path.substring(0, path.length() - V2_WRITE.length()) + "/write")
            .query(null)
            .addQueryParameter("db", v1.database())
            .addQueryParameter("precision", "n");
    if (!v1.retentionPolicy().isEmpty()) {
      write.addQueryParameter("rp", v1.retentionPolicy());
    }
    return write.build();
  }
}
