package io.campuspulse.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has a running service take over changed registry, mapping and factor files. */
@Command(
    name = "reload",
    mixinStandardHelpOptions = true,
    description = {
      "Has the running service take over changed registry, mapping and factor files.",
      "All or nothing: with anything wrong the old ones stay in force. The main file itself is",
      "read at a start only."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the new files are in force",
      "1:something is wrong with them, or the service does not answer",
      "2:wrong usage"
    })
final class ReloadCommand implements Callable<Integer> {
  private static final int OK = 200;
  private static final int UNPROCESSABLE = 422;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private LocalService service = new LocalService();

  ReloadCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    LocalService.Answer answer = service.call(surroundings, "POST", "/api/v1/registry:reload");
    if (answer.status() != OK && answer.status() != UNPROCESSABLE) {
      throw new CommandFailure("The service refuses: " + answer.body().strip());
    }
    List<String> problems = new ArrayList<>();
    String version = "";
    long replayed = 0;
    try (JsonParser parser = new JsonFactory().createParser(answer.body())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && parser.currentName() == null) {
          problems.add(parser.getText());
        } else if (token == JsonToken.VALUE_STRING && parser.currentName().equals("registry")) {
          version = parser.getText();
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
          replayed = parser.getLongValue();
        }
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    problems.forEach(out::println);
    out.flush();
    if (answer.status() != OK) {
      throw new CommandFailure("Nothing was reloaded, registry " + version + " stays in force.");
    }
    out.println("reloaded: registry " + version);
    if (replayed > 0) {
      out.println(replayed + " quarantined messages of devices known now are tried again");
    }
    out.flush();
    return 0;
  }
}
