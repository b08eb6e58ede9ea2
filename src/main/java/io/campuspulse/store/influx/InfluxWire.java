package io.campuspulse.store.influx;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import io.campuspulse.store.StoreException;
import java.io.IOException;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** The HTTP exchanges with one InfluxDB. Any thread may call; calls block and never retry. */
final class InfluxWire implements AutoCloseable {
  private static final String CHUNK_ROWS = "5000";
  private static final int MAX_ERROR_BYTES = 2_000;

  private final InfluxSettings settings;
  private final HttpUrl root;
  private final OkHttpClient http;
  private final InfluxDBClient client;
  private final WriteApiBlocking writes;
  private volatile boolean databaseSeen;

  /** Says that the server found fault with what was written, not with us or itself. */
  static final class ContentRefused extends Exception {
    ContentRefused(String message) {
      super(message);
    }
  }

  InfluxWire(InfluxSettings settings) {
    this.settings = settings;
    this.root = HttpUrl.get(settings.url());
    this.http =
        new OkHttpClient.Builder()
            .socketFactory(new NoDelaySockets())
            .connectTimeout(settings.connectTimeout())
            .readTimeout(settings.requestTimeout())
            .writeTimeout(settings.requestTimeout())
            .addInterceptor(
                new Dialect(settings.target(), settings.credentials(), settings.readCredentials()))
            .build();
    this.client =
        InfluxDBClientFactory.create(
            InfluxDBClientOptions.builder()
                .url(root.toString())
                .okHttpClient(http.newBuilder())
                .build());
    this.writes = client.getWriteApiBlocking();
    this.databaseSeen = !(settings.target() instanceof InfluxTarget.V1 v1 && v1.create());
  }

  /**
   * Writes lines with nanosecond timestamps; on return the server has them on disk.
   *
   * @throws ContentRefused when some line is to blame; lines without fault may have been kept
   * @throws StoreException when the server cannot be reached or refuses for another reason
   */
  void write(String lines) throws ContentRefused {
    createDatabase();
    try {
      if (settings.target() instanceof InfluxTarget.V2 v2) {
        writes.writeRecord(v2.bucket(), v2.org(), WritePrecision.NS, lines);
      } else {
        writes.writeRecord(settings.target().database(), "-", WritePrecision.NS, lines);
      }
    } catch (InfluxException e) {
      switch (e.status()) {
        case 400, 413, 422 -> throw new ContentRefused(String.valueOf(e.getMessage()));
        case 0 -> throw unreachable(e.getCause() == null ? e : e.getCause());
        default -> throw refused(e.status(), e.getMessage());
      }
    }
  }

  /** Runs one InfluxQL statement and passes on its rows as they come, times in nanoseconds. */
  void query(String statement, QueryReader.Rows rows) {
    createDatabase();
    exchange(statement, rows);
  }

  /** Asks the server for a sign of life. */
  void ping() {
    Request request = new Request.Builder().url(url("ping").build()).build();
    try (Response response = http.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw refused(response.code(), response.message());
      }
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private void createDatabase() {
    if (!databaseSeen) {
      exchange("CREATE DATABASE \"" + settings.target().database() + "\"", (tag, cells) -> {});
      databaseSeen = true;
    }
  }

  private void exchange(String statement, QueryReader.Rows rows) {
    HttpUrl.Builder url =
        url("query")
            .addQueryParameter("db", settings.target().database())
            .addQueryParameter("epoch", "ns")
            .addQueryParameter("chunked", "true")
            .addQueryParameter("chunk_size", CHUNK_ROWS);
    if (settings.target() instanceof InfluxTarget.V1 v1) {
      if (!v1.retentionPolicy().isEmpty()) {
        url.addQueryParameter("rp", v1.retentionPolicy());
      }
    } else if (settings.target() instanceof InfluxTarget.V2 v2) {
      url.addQueryParameter("org", v2.org());
    }
    Request request =
        new Request.Builder()
            .url(url.build())
            .header("Accept", "application/json")
            .post(new FormBody.Builder().add("q", statement).build())
            .build();
    try (Response response = http.newCall(request).execute()) {
      ResponseBody body = response.body();
      if (!response.isSuccessful()) {
        throw refused(response.code(), errorText(body));
      }
      QueryReader.read(body.byteStream(), rows);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private HttpUrl.Builder url(String path) {
    return root.newBuilder().addPathSegment(path);
  }

  private static String errorText(ResponseBody body) throws IOException {
    body.source().request(MAX_ERROR_BYTES);
    long size = Math.min(MAX_ERROR_BYTES, body.source().getBuffer().size());
    return body.source().getBuffer().readUtf8(size).strip();
  }

  private StoreException unreachable(Throwable cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new StoreException(
        "InfluxDB at " + settings.url() + " cannot be reached (" + why + "); to be tried again",
        cause);
  }

  /** Whoever is to blame, it is not the data: every refusal of this kind can be tried again. */
  private StoreException refused(int status, String message) {
    String hint =
        switch (status) {
          case 401, 403 -> "; to be tried again when its credentials and rights are put right";
          case 404 -> "; to be tried again when its database exists";
          default -> "; to be tried again";
        };
    if (status == 404 && settings.target() instanceof InfluxTarget.V1 v1 && v1.create()) {
      databaseSeen = false;
    }
    return new StoreException(
        "InfluxDB at " + settings.url() + " answered " + status + ": " + message + hint);
  }

  @Override
  public void close() {
    client.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}
