package dev.pekkosim.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.examples.Maven.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A project with tests of a cluster beside what users have: other versions of JUnit and Surefire,
 * other JDKs, other tools. Not part of a build, since they take long; {@code CONTRIBUTING.md} has
 * the command that executes them.
 */
@ExtendWith(TrialTable.class)
class BuildToolTrials {

    private static final Path EXAMPLES = Path.of("").toAbsolutePath();
    private static final Path TRIALS = EXAMPLES.resolve("target/trials");
    private static final Page PAGE =
            new Page(EXAMPLES.resolveSibling("docs/how-to/use-build-tools.md"));
    private static final String SEEDS = "-Dpekko.sim.seeds=2";

    private static final String ATTACHED = "pekko-sim: the agent has attached itself";

    private static Maven maven;
    private Path folder;

    @BeforeAll
    static void installArtifacts() throws IOException {
        LocalRepository repository = new LocalRepository(
                EXAMPLES.resolve("target/local-repo"), Maven.property("pekko-sim.version"));
        repository.make(EXAMPLES.getParent(), Path.of(Maven.property("maven.repository")));
        maven = new Maven(repository.folder());
    }

    @BeforeEach
    void name(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName() + "-" + test.getDisplayName();
        folder = TRIALS.resolve(name.replaceAll("\\W+", "-").replaceAll("-$", ""));
    }

    static List<Jdk> jdks() throws IOException {
        return Jdk.all();
    }

    // ---- JUnit and JDKs

    @ParameterizedTest
    @MethodSource("jdks")
    void jupiter5(Jdk jdk) throws Exception {
        passed(maven.on(jdk.home()), counter(), 2, "test", SEEDS);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void jupiter6(Jdk jdk) throws Exception {
        Project project = counter().pom("<version>5.14.4</version>", "<version>6.1.3</version>");
        passed(maven.on(jdk.home()), project, 2, "test", SEEDS);
    }

    /** Attachments came with 5.14. */
    @Test
    void jupiterThatIsTooOld_doesNotHideWhyARunFails() throws Exception {
        Project project = project()
                .test("FailingTest")
                .pom("<version>5.14.4</version>", "<version>5.11.4</version>");
        Outcome outcome = execute(maven, project, "test");
        assertThat(outcome.output())
                .contains("expected: 2L", "is not attached: JUnit Jupiter must be 5.14 or newer");
    }

    @Test
    void whatJUnitCan_besideAndAroundRuns() throws Exception {
        passed(maven, project().test("StylesTest"), 13, "test");
    }

    @Test
    void testsAtOnce() throws Exception {
        Project project = project()
                .test("ParallelTest")
                .add("src/test/resources/junit-platform.properties", """
                        junit.jupiter.execution.parallel.enabled = true
                        junit.jupiter.execution.parallel.mode.default = concurrent
                        junit.jupiter.execution.parallel.config.strategy = fixed
                        junit.jupiter.execution.parallel.config.fixed.parallelism = 4
                        """);
        passed(maven, project, 10, "test");
    }

    // ---- The agent

    @ParameterizedTest
    @MethodSource("jdks")
    void agentFromThePom(Jdk jdk) throws Exception {
        Outcome outcome = passed(maven.on(jdk.home()), withAgent(counter()), 2, "test", SEEDS);
        assertThat(outcome.output()).doesNotContain(ATTACHED, "loaded dynamically");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void agentThatAttachesItself(Jdk jdk) throws Exception {
        Outcome outcome = passed(maven.on(jdk.home()), counter(), 2, "test", SEEDS);
        assertThat(outcome.output().lines().filter(line -> line.contains("-javaagent:")))
                .singleElement()
                .asString()
                .startsWith(ATTACHED)
                .endsWith(".jar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+DisableAttachMechanism",
                "-XX:-EnableDynamicAgentLoading",
                "-Djdk.attach.allowAttachSelf=false"
            })
    void agentThatMustNotAttach(String option) throws Exception {
        boolean own = option.startsWith("-D"); // Another process attaches it then.
        Project project = counter();
        Maven newest = maven.on(Jdk.newest().home());
        if (own) {
            passed(newest, project, 2, "test", SEEDS, "-DargLine=" + option);
            return;
        }
        Outcome outcome = execute(newest, project, "test", SEEDS, "-DargLine=" + option);
        assertThat(outcome.code()).as(outcome.output()).isNotZero();
        assertThat(outcome.output())
                .containsPattern("this JVM lets no agent attach itself: start the JVM with"
                        + " -javaagent:\\S+/pekko-sim-agent-\\S+\\.jar")
                .doesNotContain("Caused by: java.lang.reflect");
    }

    // ---- Coverage

    @ParameterizedTest
    @MethodSource("jdks")
    void jacoco(Jdk jdk) throws Exception {
        covers(jdk, project().test("HashesTest"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void jacoco_besideTheAgentFromThePom(Jdk jdk) throws Exception {
        covers(jdk, withAgent(project().test("HashesTest")));
    }

    private void covers(Jdk jdk, Project project) throws Exception {
        Maven tool = maven.on(jdk.home());
        List<String> plain = hashes(passed(tool, project, 1, "test"));
        Project covered = project.pom(
                "    </plugins>", PAGE.sample("jacoco-maven-plugin") + "    </plugins>");
        assertThat(hashes(passed(tool, covered, 1, "verify"))).hasSize(20).isEqualTo(plain);
        String report = Files.readString(folder.resolve("target/site/jacoco/jacoco.csv"));
        assertThat(report.lines().filter(line -> line.matches(".*,Counter,\\d+,[1-9].*")))
                .as(report)
                .isNotEmpty();
    }

    private static List<String> hashes(Outcome outcome) {
        return outcome.output()
                .lines()
                .filter(line -> line.matches("seed \\w+ hash \\w+"))
                .toList();
    }

    // ---- Surefire and Failsafe

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "3.2.5", "3.5.4", "3.6.1"})
    void surefire(String version) throws Exception {
        passed(maven, withSurefire(counter(), version), 2, "test", SEEDS);
    }

    @Test
    void surefire2_withALauncherThatFits() throws Exception {
        Project project = counter()
                .pom(
                        "  </dependencies>\n\n  <build>",
                        PAGE.sample("junit-platform-launcher") + "  </dependencies>\n\n  <build>");
        passed(maven, withSurefire(project, "2.22.2"), 2, "test", SEEDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.4", "2.22.2"})
    void surefireThatRunsNothing_failsIfItIsToldTo(String version) throws Exception {
        Project project = withSurefire(counter(), version);

        Outcome outcome = execute(maven, project, "test", SEEDS);
        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("Tests run: 0");

        Outcome told = execute(maven, project, "test", SEEDS, "-DfailIfNoTests=true");
        assertThat(told.code()).as(told.output()).isNotZero();
        assertThat(told.output()).contains("No tests were executed!");
    }

    @Test
    void failsafe() throws Exception {
        Project project = counter().pom("</plugins>", """
                  <plugin>
                    <artifactId>maven-failsafe-plugin</artifactId>
                    <version>3.6.1</version>
                    <configuration><includes><include>**/*Test.java</include></includes></configuration>
                    <executions>
                      <execution>
                        <goals><goal>integration-test</goal><goal>verify</goal></goals>
                      </execution>
                    </executions>
                  </plugin>
                </plugins>
                """);
        passed(maven, project, 2, "verify", "-Dsurefire.skip=true", SEEDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-DforkCount=2 -DreuseForks=true",
                "-DforkCount=2 -DreuseForks=false",
                "-DforkCount=0"
            })
    void forks(String options) throws Exception {
        Project project = project();
        Files.delete(
                project.folder().resolve("src/test/java/com/acme/counter/InsideATestTest.java"));
        String[] arguments = Stream.concat(Stream.of("test", SEEDS), Stream.of(options.split(" ")))
                .toArray(String[]::new);
        passed(maven, project, 4, arguments);
    }

    // ---- Other tools

    @ParameterizedTest
    @MethodSource("jdks")
    void sbt(Jdk jdk) throws Exception {
        Outcome outcome = sbt(jdk, counter(), "test", SEEDS);
        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains("Passed: Total 2, Failed 0, Errors 0, Passed 2")
                .doesNotContain(ATTACHED, "Exception", "Agent failed");
    }

    @Test
    void replayLine_ofSbt() throws Exception {
        Project project = project().test("FailingTest");
        Files.delete(folder.resolve("pom.xml"));
        Files.delete(folder.resolve("build.gradle"));
        Files.delete(folder.resolve("settings.gradle"));
        Outcome failed = sbt(Jdk.ofThis(), project, "test");
        String line = failed.output()
                .lines()
                .filter(text -> text.contains("replay  ") && !text.contains("Within"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(failed.output()))
                .replaceFirst(".*sbt '", "")
                .replaceFirst("'.*", "");
        Outcome again = sbt(Jdk.ofThis(), project, line, "-Dpekko.sim.seed=0xe220a8397b1dcdaf");
        assertThat(again.output()).as(line).contains("Failed: Total 1, Failed 1");
    }

    /** In the JVM of sbt itself, whose class loaders are no place for an agent. */
    @Test
    void sbtWithoutAFork_isRefused() throws Exception {
        Project project = counter().change("build.sbt", "fork := true", "fork := false");
        Outcome outcome = sbt(Jdk.ofThis(), project, "test", SEEDS);
        assertThat(outcome.output())
                .contains(
                        "have tests executed in a JVM of their own, in sbt by Test / fork := true");
    }

    private Outcome sbt(Jdk jdk, Project project, String command, String... options)
            throws Exception {
        Path log = Files.createDirectories(TRIALS).resolve(folder.getFileName() + ".log");
        Outcome found = maven.execute(
                TRIALS,
                log,
                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get",
                "-Dartifact=org.scala-sbt:sbt-launch:1.10.7",
                "-Dtransitive=false");
        assertThat(found.code()).as(found.output()).isZero();
        Path repository = EXAMPLES.resolve("target/local-repo");
        Path repositories = TRIALS.resolve("repositories");
        Files.writeString(repositories, """
                [repositories]
                  local
                  ours: %s
                  maven-central
                """.formatted(repository.toUri()));
        List<String> words = new ArrayList<>(List.of(
                jdk.home().resolve("bin/java").toString(),
                "-Dsbt.override.build.repos=true",
                "-Dsbt.repository.config=" + repositories,
                "-Dsbt.supershell=false",
                "-Dsbt.color=false"));
        words.addAll(List.of(options));
        words.addAll(List.of(
                "-jar",
                repository
                        .resolve("org/scala-sbt/sbt-launch/1.10.7/sbt-launch-1.10.7.jar")
                        .toString(),
                command));
        return Maven.execute(words, project.folder(), log, jdk.home());
    }

    /** {@code GRADLE_HOME}, where there is one. */
    static Stream<Path> gradles() {
        return Stream.ofNullable(System.getenv("GRADLE_HOME")).map(Path::of);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("gradles")
    void gradle(Path home) throws Exception {
        Path log = Files.createDirectories(TRIALS).resolve(folder.getFileName() + ".log");
        Outcome outcome = Maven.execute(
                List.of(
                        home.resolve("bin/gradle").toString(),
                        "-Dmaven.repo.local=" + EXAMPLES.resolve("target/local-repo"),
                        SEEDS,
                        "test"),
                counter().folder(),
                log,
                Jdk.ofThis().home());
        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(folder.resolve("build/test-results/test/TEST-com.acme.counter.CounterTest.xml"))
                .content()
                .contains("tests=\"2\" skipped=\"0\" failures=\"0\" errors=\"0\"");
    }

    // ---- Scala 3

    /** {@code PEKKO_SCALA3_REPOSITORY}, a folder like a local repository with Pekko for Scala 3. */
    static Stream<Arguments> scala3() throws IOException {
        String folder = System.getenv("PEKKO_SCALA3_REPOSITORY");
        return folder == null
                ? Stream.empty()
                : Jdk.all().stream().map(jdk -> Arguments.of(jdk, Path.of(folder)));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("scala3")
    void pekkoForScala3(Jdk jdk, Path artifacts) throws Exception {
        Project project = Project.copy(EXAMPLES.resolve("scala"), folder)
                .pom("_2.13<", "_3<")
                .pom("  <dependencies>\n    <dependency>", """
                          <repositories>
                            <repository><id>scala3</id><url>%s</url></repository>
                          </repositories>
                          <dependencies>
                            <dependency>\
                        """.formatted(artifacts.toUri()));
        project.change(
                "src/test/scala/com/acme/stock/StockTest.scala", "    assert(campaign.isP", """
                    report.runs.forEach(run => println(f"seed ${run.seed}%x hash ${run.hash}%x"))
                    assert(campaign.isP\
                """);
        List<String> once = hashes(passed(maven.on(jdk.home()), project, 1, "test"));
        List<String> again = hashes(passed(maven.on(jdk.home()), project, 1, "test"));
        assertThat(once).hasSize(20).isEqualTo(again);
        Path kept = TRIALS.resolve("scala3-hashes");
        if (Files.exists(kept)) {
            assertThat(once).as("on another JDK").isEqualTo(Files.readAllLines(kept));
        }
        Files.write(kept, once);
    }

    // ---- Several modules

    @Test
    void replayLine_atTheRootOfSeveralModules() throws Exception {
        Project all = severalModules();
        Outcome failed = execute(maven, all, "test");
        assertThat(failed.code()).as(failed.output()).isNotZero();
        List<String> lines = failed.output()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("replay "))
                .map(line -> line.replaceFirst("replay +mvn ", ""))
                .distinct()
                .toList();
        assertThat(lines).as(failed.output()).hasSize(4);
        for (String line : List.of(lines.get(0), lines.get(3))) {
            Outcome again = execute(maven, all, words(line));
            assertThat(again.code()).as(line + "\n" + again.output()).isNotZero();
            assertThat(again.output())
                    .as(line)
                    .contains("Tests run: 1, Failures: 1, Errors: 0, Skipped: 0")
                    .contains("expected: 2L");
        }
    }

    private Project severalModules() throws IOException {
        Project failing =
                Project.copy(EXAMPLES.resolve("sharded-counter"), folder.resolve("later"));
        failing.test("FailingTest");
        Project other = Project.copy(EXAMPLES.resolve("sharded-counter"), folder.resolve("another"))
                .only("CounterTest");
        other.pom("<artifactId>sharded-counter</artifactId>", "<artifactId>another</artifactId>");
        return new Project(folder).add("pom.xml", """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.acme</groupId>
                  <artifactId>all</artifactId>
                  <version>1.0-SNAPSHOT</version>
                  <packaging>pom</packaging>
                  <modules><module>another</module><module>later</module></modules>
                </project>
                """);
    }

    /** As a shell takes them apart. */
    private static String[] words(String line) {
        return Arrays.stream(line.split(" "))
                .map(word -> word.replace("'", ""))
                .toArray(String[]::new);
    }

    // ---- Parts

    private Project project() throws IOException {
        return Project.copy(EXAMPLES.resolve("sharded-counter"), folder);
    }

    private Project counter() throws IOException {
        return project().only("CounterTest");
    }

    private static Project withSurefire(Project project, String version) throws IOException {
        return project.pom(
                "<artifactId>maven-surefire-plugin</artifactId>\n        <version>3.6.1<",
                "<artifactId>maven-surefire-plugin</artifactId>\n        <version>" + version
                        + "<");
    }

    private static Project withAgent(Project project) throws IOException {
        return project.pom("</properties>", "<argLine/></properties>")
                .pom("""
                              <plugin>
                                <artifactId>maven-surefire-plugin</artifactId>
                                <version>3.6.1</version>
                              </plugin>
                        """, PAGE.sample("maven-surefire-plugin"));
    }

    private Outcome passed(Maven tool, Project project, int tests, String... arguments)
            throws Exception {
        Outcome outcome = execute(tool, project, arguments);
        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(Pattern.compile(
                                "(?m)Tests run: " + tests + ", Failures: 0, Errors: 0, Skipped: 0$")
                        .matcher(outcome.output())
                        .find())
                .as(outcome.output())
                .isTrue();
        return outcome;
    }

    private Outcome execute(Maven tool, Project project, String... arguments) throws Exception {
        Path log = Files.createDirectories(TRIALS).resolve(folder.getFileName() + ".log");
        return tool.execute(project.folder(), log, arguments);
    }
}
