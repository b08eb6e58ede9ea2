package io.campuspulse.http;

import io.vertx.core.MultiMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The page's files, read from the class path once: what the build wrote to {@code web/}, as listed
 * in {@code web/files.txt}. No address is ever turned into a file name.
 */
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json",
          "txt", "text/plain; charset=utf-8");

  /** A file in the two forms in which it is sent. */
  private record File(String tag, Rendered plain, Rendered zipped) {
    static File of(Reply reply) {
      MultiMap none = MultiMap.caseInsensitiveMultiMap();
      MultiMap gzip = MultiMap.caseInsensitiveMultiMap().set("Accept-Encoding", "gzip");
      return new File(Rendered.tagOf(reply), Rendered.of(reply, none), Rendered.of(reply, gzip));
    }
  }

  private final Map<String, File> byPath;

  private Assets(Map<String, File> byPath) {
    this.byPath = byPath;
  }

  /** No page. */
  static Assets none() {
    return new Assets(Map.of());
  }

  /**
   * Reads the page; there is none when the build left it out.
   *
   * @throws IllegalStateException when a listed file is missing
   */
  static Assets load() {
    byte[] list = read("files.txt");
    Map<String, File> byPath = new LinkedHashMap<>();
    if (list != null) {
      for (String file : new String(list, StandardCharsets.UTF_8).lines().toList()) {
        byte[] body = read(file);
        if (body == null) {
          throw new IllegalStateException("the page lists " + file + ", which is missing");
        }
        String path = file.equals("index.html") ? "/" : "/" + file;
        byPath.put(path, File.of(reply(file, body)));
      }
    }
    return new Assets(byPath);
  }

  private static Reply reply(String file, byte[] body) {
    String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("the page has a file of unknown type: " + file);
    }
    return new Reply(
        200, type, () -> body, Rendered.digest(body), "private, no-cache", OptionalLong.empty());
  }

  private static byte[] read(String file) {
    try (InputStream in = Assets.class.getResourceAsStream("/web/" + file)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("web/" + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  Set<String> paths() {
    return byPath.keySet();
  }

  /** One file, fitted to the request. */
  Rendered render(String path, MultiMap request) {
    File file = byPath.get(path);
    Rendered form =
        Rendered.acceptsGzip(request.get("Accept-Encoding")) ? file.zipped() : file.plain();
    return form.unlessKnown(request.get("If-None-Match"), file.tag());
  }
}
