package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.cli.LauncherTree.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher: what it says, what it builds and when, and what it starts. */
class LauncherTest {

    private static final String BUILDING = "pekko-sim: building (once)…\n";
    private static final String WAITING =
            "pekko-sim: waiting for the build of another pekko-sim…\n";

    @TempDir
    private Path folder;

    private LauncherTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = LauncherTree.in(folder);
    }

    // ---- building

    @Test
    void firstStart_builds_andLaterOnesDoNot() throws Exception {
        CommandLineRun first = tree.run("run", "bank");
        CommandLineRun second = tree.run("run", "bank", "--seeds", "3");

        assertThat(first.err()).isEqualTo(BUILDING);
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).endsWith(" dev.pekkosim.cli.PekkoSim run bank --seeds 3\n");
        assertThat(List.of(first.code(), second.code())).containsOnly(0);
        assertThat(tree.builds()).isEqualTo(1);
    }

    @Test
    void classPath_hasTheOrderOfMaven() throws Exception {
        String out = tree.run("run", "bank").out();

        String[] words = out.split(" ", -1);
        String[] classPath = words[List.of(words).indexOf("-cp") + 1].split(":", -1);
        Path build = Objects.requireNonNull(Path.of(classPath[0]).getParent());
        assertThat(classPath)
                .containsExactly(
                        build.resolve("pekko-sim-cli-0.1.jar").toString(),
                        build.resolve("zoo-1.0.jar").toString(),
                        build.resolve("pekko-sim-agent-0.1.jar").toString(),
                        build.resolve("asm-9.jar").toString());
        assertThat(words).contains("-javaagent:" + build.resolve("pekko-sim-agent-0.1.jar"));
        assertThat(classPath)
                .allSatisfy(jar -> assertThat(Path.of(jar))
                        .hasContent(Path.of(jar)
                                        .getFileName()
                                        .toString()
                                        .replaceFirst("pekko-sim-cli.*", "cli")
                                + " of class Other {}"));
    }

    @Test
    void changedSource_isBuilt_andAnOldOneIsKept() throws Exception {
        String before = tree.run("run", "bank").out();

        tree.write("pekko-other/src/main/java/Other.java", "class Other { int i; }");
        String after = tree.run("run", "bank").out();
        assertThat(after).isNotEqualTo(before);
        assertThat(tree.builds()).isEqualTo(2);

        tree.write("pekko-other/src/main/java/Other.java", "class Other {}");
        assertThat(tree.run("run", "bank").out()).isEqualTo(before);
        assertThat(tree.builds()).isEqualTo(2);
    }

    /** The jars of a campaign under way do not change. */
    @Test
    void build_changesNoFileOfAnOlderOne() throws Exception {
        tree.run("run", "bank");
        Path old = onlyBuild();
        String jar = Files.readString(old.resolve("pekko-sim-agent-0.1.jar"));

        tree.write("pekko-other/src/main/java/Other.java", "class Other { int i; }");
        tree.run("run", "bank");

        assertThat(old.resolve("pekko-sim-agent-0.1.jar")).hasContent(jar);
    }

    /** All files have other times, in another order. */
    @Test
    void copiedTree_isNotBuilt() throws Exception {
        tree.run("run", "bank");

        LauncherTree copy = tree.copy(folder.resolve("copy of it"));

        CommandLineRun run = copy.run("run", "bank");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("copy of it/pekko-sim-cli/target/builds/");
        assertThat(tree.builds()).isEqualTo(1);
    }

    @Test
    void whatMavenMade_isTaken() throws Exception {
        tree.run("run", "bank");
        tree.write("pekko-other/src/main/java/Other.java", "class Other { int i; }");
        tree.write("pekko-sim-cli/target/pekko-sim-cli-0.1.jar", "made by hand");
        touchLater("pekko-sim-cli/target/pekko-sim-cli-0.1.jar");

        CommandLineRun run = tree.run("run", "bank");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(tree.builds()).isEqualTo(1);
    }

    private void touchLater(String name) throws IOException {
        Path file = tree.root().resolve(name);
        long time = Files.getLastModifiedTime(file).toMillis();
        assertThat(file.toFile().setLastModified(time + 10_000)).isTrue();
    }

    @Test
    void sourceThatChangesMeanwhile_isBuiltAgain() throws Exception {
        tree.maven(LauncherTree.MAKE_ALL + """
                if [ ! -e changed ]; then
                  touch changed
                  echo 'class Other { int i; }' >pekko-other/src/main/java/Other.java
                  touch -d '+1 minute' pekko-other/src/main/java/Other.java
                fi
                """);

        assertThat(tree.run("run", "bank").code()).isZero();

        assertThat(tree.builds()).isEqualTo(2);
        assertThat(onlyBuild().resolve("asm-9.jar"))
                .hasContent("asm-9.jar of class Other { int i; }");
    }

    // ---- several at once

    @Test
    void twoAtOnce_buildOnce() throws Exception {
        twoAtOnceBuildOnce(Map.of());
    }

    @Test
    void twoAtOnce_withoutFlock_buildOnce() throws Exception {
        twoAtOnceBuildOnce(Map.of("PATH", pathWithoutFlock()));
    }

    private void twoAtOnceBuildOnce(Map<String, String> environment) throws Exception {
        Path gate = fifo("gate");
        tree.maven("read -r <'" + gate + "'\n" + LauncherTree.MAKE_ALL);
        Launched first = tree.start(environment, "run", "bank");
        await(first, BUILDING);
        Launched second = tree.start(environment, "run", "bank", "--seeds", "2");
        await(second, WAITING);

        Files.writeString(gate, "go on\n");

        assertThat(first.end().err()).isEqualTo(BUILDING);
        CommandLineRun other = second.end();
        assertThat(other.err()).isEqualTo(WAITING);
        assertThat(other.out()).endsWith("run bank --seeds 2\n");
        assertThat(tree.builds()).isEqualTo(1);
    }

    @Test
    void lockOfADeadLauncher_isTaken() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        tree.write("pekko-sim-cli/target/.lock.folder/owner", Long.toString(dead.pid()));

        CommandLineRun run =
                tree.start(Map.of("PATH", pathWithoutFlock()), "run", "bank").end();

        assertThat(run.err()).isEqualTo(WAITING + BUILDING);
        assertThat(run.code()).isZero();
    }

    // ---- builds that come to nothing

    /** What was made of it is neither used nor thrown away. */
    @Test
    void buildThatWasKilled_isGoneOnWith() throws Exception {
        Path gate = fifo("gate");
        tree.maven("""
                mkdir -p "$target/lib"
                echo half >"$target/lib/zoo-1.0.jar"
                echo half >"$target/pekko-sim-cli-0.1.jar"
                read -r launcher <'%s'
                kill -KILL "$launcher"
                """.formatted(gate));
        Launched killed = tree.start(Map.of(), "run", "bank");
        Files.writeString(gate, killed.process().pid() + "\n");
        assertThat(killed.end().code()).isEqualTo(128 + 9);

        tree.maven("cat \"$target/lib/zoo-1.0.jar\" >found\n" + LauncherTree.MAKE_ALL);
        CommandLineRun run = tree.run("run", "bank");

        assertThat(run.err()).endsWith(BUILDING);
        assertThat(run.code()).isZero();
        assertThat(tree.read("found")).isEqualTo("half\n");
        assertThat(onlyBuild().resolve("zoo-1.0.jar")).hasContent("zoo-1.0.jar of class Other {}");
    }

    /** As Ctrl-C does, which all of the foreground gets. */
    @Test
    void buildThatIsInterrupted_is130() throws Exception {
        Path gate = fifo("gate");
        tree.maven("read -r launcher <'" + gate + "'\nkill -INT \"$launcher\"\nexit 130\n");
        Launched interrupted = tree.start(Map.of(), "run", "bank");
        Files.writeString(gate, interrupted.process().pid() + "\n");

        CommandLineRun run = interrupted.end();

        assertThat(run).isEqualTo(new CommandLineRun(130, "", BUILDING));
    }

    /**
     * Where SIGINT was ignored from the start, as in the background of a script, only Maven ends.
     */
    @Test
    void buildThatIsInterrupted_unnoticedByTheLauncher_is130() throws Exception {
        tree.maven("exit 130\n");

        CommandLineRun run = tree.run("run", "bank");

        assertThat(run).isEqualTo(new CommandLineRun(130, "", BUILDING));
    }

    @Test
    void buildThatFails_isOurOwnFault() throws Exception {
        tree.maven("echo 'a class is missing'\nexit 1\n");

        CommandLineRun run = tree.run("run", "bank");

        assertThat(run)
                .isEqualTo(new CommandLineRun(
                        5,
                        "",
                        BUILDING + "a class is missing\npekko-sim: the build failed; all of its log"
                                + " is in " + tree.root()
                                + "/pekko-sim-cli/target/build.log\n"));
    }

    @Test
    void noMaven_isUsage() throws Exception {
        Files.delete(tree.tools().resolve("mvn"));

        CommandLineRun run =
                tree.start(Map.of("PATH", pathWith("flock")), "run", "bank").end();

        assertThat(run)
                .isEqualTo(new CommandLineRun(
                        2,
                        "",
                        "pekko-sim: mvn is not in PATH; install Maven 3.8 or newer, which the build"
                                + " needs\n"));
    }

    // ---- folders that cannot be written

    @Test
    void folderThatCannotBeMade_isUsage() throws Exception {
        tree.write("pekko-sim-cli/target", "a file");

        assertThat(tree.run("run", "bank")).isEqualTo(cannotWrite("pekko-sim-cli/target"));
    }

    /** One sentence, not one for each jar. */
    @ParameterizedTest
    @CsvSource({".lock, pekko-sim-cli/target", "build.log, pekko-sim-cli/target/build.log"})
    void staleBuild_thatCannotBeReplaced_isUsage(String occupied, String named) throws Exception {
        tree.run("run", "bank");
        tree.write("pekko-other/src/main/java/Other.java", "class Other { int i; }");
        Path file = tree.root().resolve("pekko-sim-cli/target").resolve(occupied);
        Files.deleteIfExists(file);
        Files.createDirectory(file);

        assertThat(tree.run("run", "bank")).isEqualTo(cannotWrite(named));
        assertThat(tree.builds()).isEqualTo(1);
    }

    @Test
    void buildThatCannotBeKept_isUsage() throws Exception {
        tree.write("pekko-sim-cli/target/builds", "a file");

        CommandLineRun run = tree.run("run", "bank");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(BUILDING + cannotWrite("pekko-sim-cli/target/builds").err());
    }

    private CommandLineRun cannotWrite(String name) {
        return new CommandLineRun(
                2,
                "",
                "pekko-sim: there is no build of these sources, and '"
                        + tree.root().resolve(name)
                        + "' cannot be written; check permissions and space\n");
    }

    // ---- benchmarks

    @Test
    void bench_isBuiltAndStartedWithTheBenchmarks() throws Exception {
        tree.maven(LauncherTree.MAKE_BENCHMARKS);

        CommandLineRun first = tree.run("--verbose", "bench", "idle", "--rounds", "1");
        CommandLineRun second = tree.run("bench");

        assertThat(first.code()).isZero();
        assertThat(first.out())
                .contains("/benchmarks/target/builds/")
                .contains("/pekko-sim-benchmarks-0.1.jar:")
                .contains("-javaagent:", " -XX:MaxInlineLevel=9 ")
                .endsWith(" dev.pekkosim.cli.PekkoSim --verbose bench idle --rounds 1\n");
        assertThat(second.err()).isEmpty();
        assertThat(tree.builds()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bench fly            | there is no benchmark 'fly'; use agent, bank, buggify, cold, dispatcher, idle, nodes, parallel, run, soak, swarm or wire
            bench soak --runs 0  | --runs must be at least 1, but is 0
            bench cold --runs 10 | bench cold has no option '--runs'; see ./pekko-sim bench --help
            """)
    void wrongBenchmark_isToldBeforeTheBuild(String commandLine, String sentence) throws Exception {
        tree.useCompiler();

        CommandLineRun run = tree.run(commandLine.split(" "));

        assertThat(run).isEqualTo(new CommandLineRun(2, "", "pekko-sim: " + sentence + "\n"));
        assertThat(tree.builds()).isZero();
    }

    // ---- what is told before anything is built

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run bnak        | there is no workload 'bnak'; use bank
            run bank --sped | run has no option '--sped'; see ./pekko-sim run --help
            fly             | there is no command 'fly'; use run, merge, verify, bench, finds or help
            """)
    void wrongCommandLine_isToldBeforeTheBuild(String commandLine, String sentence)
            throws Exception {
        tree.useCompiler();

        CommandLineRun run = tree.run(commandLine.split(" "));

        assertThat(run).isEqualTo(new CommandLineRun(2, "", "pekko-sim: " + sentence + "\n"));
        assertThat(tree.builds()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -Xfoo                 | , which %s refuses: Unrecognized option: -Xfoo
            -Dkey=value -XX:+Fast | , which %s refuses: Unrecognized VM option 'Fast'
            -Dkey=value fast      | , but 'fast' is no option
            -jar other.jar        | , but -jar is not for a JVM that runs pekko-sim
            -version              | , but -version is not for a JVM that runs pekko-sim
            """)
    void wrongJavaOptions_areUsage(String options, String why) throws Exception {
        CommandLineRun run =
                tree.start(Map.of("JAVA_OPTS", options), "run", "bank").end();

        String java = tree.tools().resolve("jdk/bin/java").toString();
        assertThat(run)
                .isEqualTo(new CommandLineRun(
                        2,
                        "",
                        "pekko-sim: JAVA_OPTS is '" + options + "'" + why.formatted(java) + "\n"));
        assertThat(tree.builds()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Dpekko.loglevel=DEBUG  -Dglob=*",
                "--add-opens java.base/java.lang=ALL-UNNAMED",
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=0",
                "-Xlog:gc:file=gc.log -XX:StartFlightRecording=filename=x.jfr"
            })
    void javaOptions_areGivenToTheJvm(String options) throws Exception {
        CommandLineRun run =
                tree.start(Map.of("JAVA_OPTS", options), "run", "bank").end();

        assertThat(run.out()).contains(" " + options.replaceAll(" +", " ") + " -cp ");
        assertThat(run.code()).isZero();
    }

    @Test
    void collectorOfJavaOptions_isTheOnlyOne() throws Exception {
        assertThat(tree.run("run", "bank").out()).contains(" -XX:+UseSerialGC ");
        assertThat(tree.start(Map.of("JAVA_OPTS", "-XX:+UseParallelGC"), "run", "bank")
                        .end()
                        .out())
                .contains(" -XX:+UseParallelGC ")
                .doesNotContain("UseSerialGC");
    }

    @Test
    void oldJava_isUsage() throws Exception {
        Files.writeString(tree.tools().resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");

        assertThat(tree.run("run", "bank").err())
                .endsWith("jdk/bin/java' is Java 11.0.2; set JAVA_HOME to a JDK 17 or newer\n");
    }

    // ---- helpers

    private Path onlyBuild() throws IOException {
        try (Stream<Path> builds = Files.list(tree.root().resolve("pekko-sim-cli/target/builds"))) {
            List<Path> all = builds.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private Path fifo(String name) throws IOException, InterruptedException {
        Path fifo = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        return fifo;
    }

    private static void await(Launched launched, String line) {
        String complained = launched.complained();
        while (!complained.equals(line)) {
            assertThat(line).startsWith(complained);
            assertThat(launched.process().isAlive()).isTrue();
            Thread.onSpinWait();
            complained = launched.complained();
        }
    }

    private String pathWithoutFlock() throws IOException {
        return tree.tools() + ":" + pathWith();
    }

    /** A folder with what the launcher calls, but for Maven, and for flock unless it is named. */
    private String pathWith(String... more) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin" + more.length));
        String needed =
                "bash cat cksum cp cut dirname env find grep head ln mkdir mktemp mv readlink rm"
                        + " sed sleep sort stty tail touch tr uname xargs "
                        + String.join(" ", more);
        for (String name : needed.strip().split(" ", -1)) {
            for (String place : List.of("/usr/bin", "/bin")) {
                Path tool = Path.of(place, name);
                if (Files.exists(tool)) {
                    LauncherTree.executable(bin.resolve(name), "exec " + tool + " \"$@\"\n");
                }
            }
        }
        return bin.toString();
    }
}
