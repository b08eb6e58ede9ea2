package io.campuspulse.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists devices of a running service; unknown ones as registry entries. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the devices of a running service: id, convention, identity, last seen.",
      "With --unknown those that send and are not registered, each as an entry to paste under",
      "'devices' of a school's registry file; then: campus check-config, campus reload.",
      "With --unmapped what registered devices send and no point takes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:listed", "1:the service does not answer", "2:wrong usage"})
final class DevicesCommand implements Callable<Integer> {
  private static final int OK = 200;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private LocalService service = new LocalService();

  @Option(names = "--unknown", description = "Devices that send and are not in the registry.")
  private boolean unknown;

  @Option(
      names = "--unmapped",
      description = "Registered devices that send metrics without a point, and these metrics.")
  private boolean unmapped;

  @Option(names = "--json", description = "Print the answer of the API as it is.")
  private boolean json;

  DevicesCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (unknown && unmapped) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--unknown and --unmapped are two lists; ask for one");
    }
    PrintWriter out = spec.commandLine().getOut();
    String path = "/api/v1/devices?limit=1000" + state();
    LocalService.Answer answer = service.call(surroundings, "GET", path);
    if (answer.status() != OK) {
      throw new CommandFailure("The service refuses: " + answer.body().strip());
    }
    if (json) {
      out.print(answer.body());
    } else {
      int count = print(answer.body(), out);
      if (count == 0) {
        out.println(nothing());
      }
    }
    out.flush();
    return 0;
  }

  private String state() {
    return unknown ? "&state=unknown" : unmapped ? "&state=unmapped" : "";
  }

  private String nothing() {
    return unknown
        ? "# no unknown device was heard"
        : unmapped ? "# every metric that was heard has a point" : "# no device is registered";
  }

  /** Prints the items; only their direct members matter. */
  private int print(String body, PrintWriter out) throws IOException {
    int count = 0;
    try (JsonParser parser = new JsonFactory().createParser(body)) {
      Map<String, String> item = new HashMap<>();
      int depth = 0;
      String name = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
          if (depth == 2 && token == JsonToken.END_OBJECT) {
            print(item, out);
            item.clear();
            count++;
          }
        } else if (token == JsonToken.FIELD_NAME) {
          name = parser.currentName();
        } else if (depth == 3) {
          item.put(name, parser.getText());
        }
      }
    }
    return count;
  }

  private void print(Map<String, String> item, PrintWriter out) {
    if (unknown || unmapped) {
      out.printf(
          "# %s, topic %s: %s messages, last %s%n",
          item.get("convention"),
          item.get("topic").replaceAll("\\p{C}", "?"),
          item.get("messages"),
          item.get("lastSeen"));
      out.println(item.get("registryEntry"));
    } else {
      out.printf(
          "%s\t%s\t%s\t%s%n",
          item.get("id"), item.get("convention"), item.get("identity"), item.get("lastSeen"));
    }
  }
}
