package io.campuspulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, run by a real shell in which java, mvn, apt-get and id are stand-ins. */
class LauncherIT {
  private static final List<String> SHELL_TOOLS =
      List.of(
          "bash",
          "dirname",
          "readlink",
          "sed",
          "head",
          "find",
          "mkdir",
          "touch",
          "tail",
          "cat",
          "chmod",
          "env",
          "cp");

  @TempDir Path folder;
  private Path home;
  private Path bin;
  private Path jdk;

  private record Outcome(int code, List<String> out, List<String> err) {}

  @BeforeEach
  void lay() throws Exception {
    home = Files.createDirectories(folder.resolve("campus pulse"));
    bin = Files.createDirectories(folder.resolve("bin"));
    jdk = Files.createDirectories(folder.resolve("a jdk/bin")).getParent();
    for (String tool : SHELL_TOOLS) {
      stub(bin.resolve(tool), "exec " + which(tool) + " \"$@\"");
    }
    Files.copy(Path.of("campus"), home.resolve("campus"));
    Files.setPosixFilePermissions(
        home.resolve("campus"), Files.getPosixFilePermissions(Path.of("campus")));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.createDirectories(home.resolve("src/main/java"));
    stub(bin.resolve("id"), "echo 1000");
  }

  private static Path which(String tool) {
    for (String place : System.getenv("PATH").split(":", -1)) {
      Path candidate = Path.of(place, tool);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new AssertionError("this test needs " + tool);
  }

  private void stub(Path file, String body) throws IOException {
    Files.writeString(file, "#!" + which("bash") + "\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void installJava(int major) throws IOException {
    stub(
        bin.resolve("java"),
        "case \"$*\" in *-version*)"
            + " echo 'openjdk version \""
            + major
            + ".0.2\" 2024-01-01' >&2;"
            + " echo '    java.home = "
            + jdk
            + "' >&2;; *) echo \"ran: $*\";; esac");
    stub(jdk.resolve("bin/javac"), ":");
  }

  private void installMaven(String body) throws IOException {
    stub(bin.resolve("mvn"), "echo \"mvn: $* in $PWD with $JAVA_HOME\"\n" + body);
  }

  private Outcome run(Path launcher, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(args));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(
        process.exitValue(),
        Files.readAllLines(out, StandardCharsets.UTF_8),
        Files.readAllLines(err, StandardCharsets.UTF_8));
  }

  private Outcome run(String... args) throws Exception {
    return run(home.resolve("campus"), args);
  }

  private void jarOfAge(int seconds) throws IOException {
    Path jar = home.resolve("target/campus-pulse.jar");
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "jar");
    Instant now = Files.getLastModifiedTime(jar).toInstant();
    Files.setLastModifiedTime(jar, FileTime.from(now.minusSeconds(seconds)));
  }

  @Test
  void whoeverIsNotRootIsToldExactlyWhatToInstall() throws Exception {
    Outcome outcome = run("demo");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .containsExactly(
            "campus: missing: a JDK, 17 or newer",
            "campus: missing: Maven",
            "campus: on Debian or Ubuntu:  sudo apt-get install openjdk-17-jdk-headless maven",
            "campus: on macOS:             brew install openjdk@17 maven");
  }

  @Test
  void anOldJavaDoesNotCount() throws Exception {
    installJava(11);
    installMaven("");
    Outcome outcome = run("demo");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("campus: missing: a JDK, 17 or newer")
        .doesNotContain("campus: missing: Maven");
  }

  @Test
  void nodeIsNeededOnlyWithTheWebSources() throws Exception {
    Files.createDirectories(home.resolve("src/main/web"));
    Files.writeString(home.resolve("src/main/web/package.json"), "{}");
    installJava(17);
    installMaven("");
    stub(bin.resolve("node"), "echo v16.20.0");
    stub(bin.resolve("npm"), ":");
    assertThat(run("demo").err())
        .containsExactly(
            "campus: missing: Node.js, 18 or newer, with npm",
            "campus: on Debian or Ubuntu:  sudo apt-get install nodejs npm",
            "campus: on macOS:             brew install node");
  }

  @Test
  void rootOnDebianGetsWhatIsMissing() throws Exception {
    installJava(17);
    stub(bin.resolve("id"), "echo 0");
    Path later = folder.resolve("mvn-later");
    stub(later, "mkdir -p target; touch target/campus-pulse.jar");
    stub(
        bin.resolve("apt-get"),
        "echo \"apt-get: $*\"; case \"$*\" in *install*) cp '"
            + later
            + "' '"
            + bin
            + "/mvn';; esac");
    Outcome outcome = run("serve");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err())
        .contains("apt-get: update -qq", "apt-get: install -y -qq --no-install-recommends maven");
    assertThat(outcome.out()).singleElement().asString().endsWith("campus-pulse.jar serve");
  }

  @Test
  void itBuildsOnceAndRunsThroughASymlinkFromAnywhere() throws Exception {
    installJava(17);
    installMaven("touch target/campus-pulse.jar");
    Path link = Files.createSymbolicLink(folder.resolve("a link"), Path.of("campus pulse/campus"));
    Outcome first = run(link, "compute", "--scope", "two words");
    assertThat(first.code()).as(first.err()::toString).isZero();
    assertThat(first.out())
        .singleElement()
        .asString()
        .startsWith("ran: -Xms64m -Xmx768m ")
        .endsWith("-jar " + home + "/target/campus-pulse.jar compute --scope two words");
    assertThat(first.err())
        .containsExactly("campus: building (the first time it also downloads libraries) …");
    assertThat(Files.readString(home.resolve("target/build.log")))
        .isEqualTo("mvn: -B -q -Dmaven.test.skip=true package in " + home + " with " + jdk + "\n");
    assertThat(run(link, "demo").err()).isEmpty();
  }

  @Test
  void aNewerSourceMeansAnotherBuild() throws Exception {
    installJava(17);
    installMaven("touch target/campus-pulse.jar");
    jarOfAge(60);
    Files.writeString(home.resolve("src/main/java/A.java"), "class A {}");
    assertThat(run("demo").err()).containsExactly("campus: building …");
  }

  @Test
  void aJarWithoutSourcesNeedsOnlyJava() throws Exception {
    installJava(21);
    jarOfAge(60);
    Files.delete(home.resolve("pom.xml"));
    Outcome outcome = run("serve");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void aFailedBuildShowsItsEndAndItsLog() throws Exception {
    installJava(17);
    installMaven("echo '[ERROR] A.java:1 is wrong'; exit 1");
    Outcome outcome = run("demo");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains(
            "[ERROR] A.java:1 is wrong",
            "campus: the build failed; all of its output is in " + home + "/target/build.log");
  }

  @Test
  void testRunsMavenVerifyInViewAndNamesMissingServers() throws Exception {
    installJava(17);
    installMaven("exit 3");
    stub(bin.resolve("influxd"), ":");
    stub(bin.resolve("chromium"), ":");
    stub(bin.resolve("mosquitto"), ":");
    Outcome outcome = run("test", "-Dit.test=X");
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.out())
        .containsExactly("mvn: -B verify -Dit.test=X in " + home + " with " + jdk);
    Files.delete(bin.resolve("chromium"));
    assertThat(run("test").err())
        .containsExactly(
            "campus: missing: chromium; its tests will fail. On Debian or Ubuntu: sudo apt-get"
                + " install chromium");
  }
}
