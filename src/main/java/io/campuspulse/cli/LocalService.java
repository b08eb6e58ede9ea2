package io.campuspulse.cli;

import io.campuspulse.app.OperatorKey;
import io.campuspulse.config.JournalConfig;
import io.campuspulse.config.Problems;
import io.campuspulse.config.ServiceConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options and calls of the commands that ask a running service. */
final class LocalService {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int UNAUTHORIZED = 401;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = {
        "Main file of the service, for its address and key. Default: $CAMPUS_CONFIG, or",
        "config/campus.yaml here or of the installation."
      })
  private Path config;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Address of the service. Default: as in the main file, http://127.0.0.1:8080.")
  private String url;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = {
        "File with an operator's key. Default: operator.key in the journal folder of the main file,",
        "or of the demo."
      })
  private Path keyFile;

  /** An answer. */
  record Answer(int status, String body) {}

  /** Whether a service was named on the command line, and not only its files. */
  boolean named() {
    return url != null;
  }

  /** Calls with the first key that the service knows. */
  Answer call(Surroundings surroundings, String method, String path) throws InterruptedException {
    return call(surroundings, method, path, "");
  }

  /**
   * Calls with the first key that the service knows.
   *
   * @param body JSON, or empty for none
   */
  Answer call(Surroundings surroundings, String method, String path, String body)
      throws InterruptedException {
    Optional<ServiceConfig> main = mainFile(surroundings);
    String base =
        url != null
            ? url.replaceAll("/+$", "")
            : main.map(m -> "http://" + m.http().host() + ":" + m.http().port())
                .orElse("http://127.0.0.1:8080");
    List<String> keys = keys(surroundings, main);
    Answer answer = null;
    for (String key : keys) {
      answer = send(new Call(base, method, path, body), key);
      if (answer.status() != UNAUTHORIZED) {
        return answer;
      }
    }
    if (answer == null) {
      throw new CommandFailure(
          "No operator's key was found; name one with --key-file. A running service keeps its own"
              + " in operator.key of its journal folder.");
    }
    throw new CommandFailure("The service at " + base + " does not know the key.");
  }

  /** The service's main file; empty when the one that nobody named is missing or wrong. */
  Optional<ServiceConfig> mainFile(Surroundings surroundings) {
    Path file = config == null ? surroundings.mainFile() : surroundings.directory().resolve(config);
    Problems problems = new Problems();
    Optional<ServiceConfig> main = ServiceConfig.load(file, surroundings.environment(), problems);
    if (config != null) {
      problems.throwIfAny();
    }
    return main;
  }

  private List<String> keys(Surroundings surroundings, Optional<ServiceConfig> main) {
    List<String> keys = new ArrayList<>();
    try {
      if (keyFile != null) {
        Path file = surroundings.directory().resolve(keyFile);
        keys.add(Files.readString(file, StandardCharsets.US_ASCII).strip());
        return keys;
      }
      List<Path> folders = new ArrayList<>();
      main.map(ServiceConfig::journal).map(JournalConfig::directory).ifPresent(folders::add);
      if (config == null) {
        folders.add(surroundings.home().resolve("data/demo/journal"));
      }
      for (Path folder : folders) {
        if (Files.exists(OperatorKey.file(folder))) {
          keys.add(OperatorKey.read(folder));
        }
      }
      return keys;
    } catch (IOException e) {
      throw new CommandFailure("The operator's key cannot be read: " + e, e);
    }
  }

  private record Call(String base, String method, String path, String body) {}

  private static Answer send(Call call, String key) throws InterruptedException {
    try {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(URI.create(call.base + call.path))
              .timeout(PATIENCE)
              .header("X-API-Key", key)
              .header("Accept-Language", "en");
      if (!call.body.isEmpty()) {
        builder.header("Content-Type", "application/json");
      }
      HttpRequest request =
          builder
              .method(
                  call.method,
                  call.body.isEmpty()
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(call.body))
              .build();
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), response.body());
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          "No service answers at " + call.base + " (is it running? --url names another): " + e, e);
    }
  }
}
