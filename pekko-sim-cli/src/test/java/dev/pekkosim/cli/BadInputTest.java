package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.results.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake gets one sentence and its exit code. */
class BadInputTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            run bnak                     | there is no workload 'bnak'; use bank
            run                          | run needs a workload; use bank; see ./pekko-sim run --help
            run bank bank                | run takes one workload, but is given 'bank' and 'bank'; see ./pekko-sim run --help
            run bank --seed xyz          | seed must be a 64-bit number, decimal or hexadecimal after 0x, but is 'xyz'
            run bank --seed 0x           | seed must be a 64-bit number, decimal or hexadecimal after 0x, but is '0x'
            run bank --seed=18446744073709551616 | seed must be a 64-bit number, decimal or hexadecimal after 0x, but is '18446744073709551616'
            run bank --seeds 0           | --seeds must be at least 1, but is 0
            run bank --seeds many        | --seeds must be a whole number of at least 1, but is 'many'
            run bank --seeds=2147483648  | --seeds must be a whole number of at least 1, but is '2147483648'
            run bank --seeds             | --seeds needs a value; see ./pekko-sim run --help
            run bank --seeds --points    | --seeds needs a value; see ./pekko-sim run --help
            run bank --seeds 1 --seeds 2 | --seeds is given twice
            run bank --nodes 0           | --nodes must be at least 1, but is 0
            run bank --nodes -3          | --nodes must be at least 1, but is -3
            run bank --operations -1     | --operations must be at least 0, but is -1
            run bank --bug lost-bank     | workload bank has no bug 'lost-bank'; use none or lost-credit
            run --bug lost-bank bank     | workload bank has no bug 'lost-bank'; use none or lost-credit
            run bank --chaos monkey      | there is no chaos 'monkey'; use crash-partition, none, points or swarm, or fault families with commas between them; see ./pekko-sim run --help
            run bank --chaos holds,cuts  | there is no fault family 'cuts'; use crash-partition, none, points or swarm, or fault families with commas between them; see ./pekko-sim run --help
            run bank --chaos holds,holds | --chaos names a fault family twice: 'holds,holds'
            run bank --chaos holds,      | there is no fault family ''; use crash-partition, none, points or swarm, or fault families with commas between them; see ./pekko-sim run --help
            run bank --speed 3           | run has no option '--speed'; see ./pekko-sim run --help
            run bank --java /tmp         | run has no option '--java'; see ./pekko-sim run --help
            run bank -x                  | run has no option '-x'; see ./pekko-sim run --help
            run bank @file               | run takes one workload, but is given 'bank' and '@file'; see ./pekko-sim run --help
            run bank --points=yes        | --points takes no value, but is given one: '--points=yes'
            run bank --seed 1 --seeds 2  | --seeds and --seed exclude each other; give one of them
            run bank --json=             | --json must name a file, but is ''
            run bank --shard 3/2         | --shard must be i/n with i from 1 to n, such as 2/8, but is '3/2'
            run bank --shard 0/2         | --shard must be i/n with i from 1 to n, such as 2/8, but is '0/2'
            run bank --shard half        | --shard must be i/n with i from 1 to n, such as 2/8, but is 'half'
            run bank --seed 1 --shard 1/2 | --shard and --seed exclude each other; give one of them
            run bank --shard 1/2 --seed 1 | --seed and --shard exclude each other; give one of them
            run bank --shard 5/5 --seeds 2 | shard 5/5 must have a seed, but the campaign has 2 seeds; give more of them, or fewer shards
            run bank --time-budget soon  | --time-budget must be a length of time such as 90s or 5 minutes, but is 'soon'
            run bank --time-budget 0s    | --time-budget must be a length of time such as 90s or 5 minutes, but is '0s'
            run bank --until-stable 0    | --until-stable must be at least 1, but is 0
            merge                        | merge needs the files that all shards of a campaign have written with --json; see ./pekko-sim merge --help
            merge /no/such.json          | there is no file '/no/such.json' that can be read
            merge src                    | there is no file 'src' that can be read
            verify bnak                  | there is no workload 'bnak'; use bank
            run bank --parallel 0        | --parallel must be at least 1, but is 0
            run bank --parallel two      | --parallel must be a whole number of at least 1, but is 'two'
            verify bank --parallel -1    | --parallel must be at least 1, but is -1
            verify bank --java /no-java  | --java must name the home of a JDK, but /no-java has no bin/java
            verify bank --seeds 0        | --seeds must be at least 1, but is 0
            run bank --allow-known-finds PEKKO-3,PEKKO-0 | there is no known find 'PEKKO-0'; the known finds are PEKKO-1, PEKKO-2, PEKKO-3, PEKKO-4, PEKKO-5, PEKKO-6, PEKKO-7, PEKKO-8, PEKKO-9, CAVEAT-1
            finds --times often          | --times must be a whole number of at least 1, but is 'often'
            finds PEKKO-1 PEKKO-2        | finds takes one find, but is given 'PEKKO-1' and 'PEKKO-2'; see ./pekko-sim finds --help
            bench                        | bench measures from the sources, which are not here; call ./pekko-sim bench in a checkout of them
            bench idle                   | bench measures from the sources, which are not here; call ./pekko-sim bench in a checkout of them
            bench walk                   | there is no benchmark 'walk'; use agent, bank, buggify, cold, dispatcher, idle, nodes, parallel, run, soak, swarm or wire
            bench run idle               | bench takes one benchmark, but is given 'run' and 'idle'; see ./pekko-sim bench --help
            bench --runs 3               | --runs needs a benchmark; see ./pekko-sim bench --help
            bench idle --runs 3          | bench idle has no option '--runs'; see ./pekko-sim bench --help
            bench run --speed 3          | bench has no option '--speed'; see ./pekko-sim bench --help
            bench run --runs 0           | --runs must be at least 1, but is 0
            bench idle --rounds 0        | --rounds must be at least 1, but is 0
            help fly                     | there is no command 'fly'; use run, merge, verify, bench, finds or help
            fly                          | there is no command 'fly'; use run, merge, verify, bench, finds or help
            --fast run bank              | pekko-sim has no option '--fast'; see ./pekko-sim --help
            """)
    void mistake_isToldInOneSentence(String arguments, String sentence) {
        CommandLineRun run = CommandLineRun.shipped(arguments.split(" +", -1));

        assertThat(run).isEqualTo(new CommandLineRun(2, "", "pekko-sim: " + sentence + lineEnd()));
    }

    @Test
    void noCommand_namesTheCommands() {
        assertThat(CommandLineRun.shipped())
                .isEqualTo(new CommandLineRun(
                        2,
                        "",
                        "pekko-sim: a command is missing; use run, merge, verify, bench, finds or help"
                                + lineEnd()));
    }

    @Test
    void jsonInMissingFolder_isToldBeforeAnyRun(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("results.json");

        CommandLineRun run = CommandLineRun.shipped("run", "bank", "--json", file.toString());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("pekko-sim: --json names a file in folder " + file.getParent()
                        + ", which does not exist; create it" + lineEnd());
    }

    @Test
    void jsonThatIsAFolder_isToldBeforeAnyRun(@TempDir Path folder) {
        CommandLineRun run = CommandLineRun.shipped("run", "bank", "--json", folder.toString());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .isEqualTo("pekko-sim: --json must name a file, but " + folder + " is a folder"
                        + lineEnd());
    }

    @Test
    void findThatDoesNotExist_isToldBeforeAnyRun() {
        CommandLineRun run =
                CommandLineRun.shipped("run", "bank", "--allow-known-finds", "PEKKO-1,PEKKO-99");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("pekko-sim: there is no known find 'PEKKO-99'; the known finds are"
                        + " PEKKO-1, PEKKO-2, ");
    }

    @Test
    void localActorProvider_isToldInOneSentence() {
        System.setProperty("pekko.actor.provider", "local");
        com.typesafe.config.ConfigFactory.invalidateCaches();
        try {
            CommandLineRun run = CommandLineRun.shipped("run", "bank");

            assertThat(run)
                    .isEqualTo(new CommandLineRun(
                            2,
                            "",
                            "pekko-sim: pekko.actor.provider is 'local', so there is no cluster to"
                                    + " simulate; set pekko.actor.provider = cluster in the"
                                    + " application's configuration" + lineEnd()));
        } finally {
            System.clearProperty("pekko.actor.provider");
            com.typesafe.config.ConfigFactory.invalidateCaches();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pekko.sim.cannary                           | 1     | there is no setting pekko.sim.cannary (system properties); did you mean pekko.sim.canary
            pekko.sim.network.latency.base              | -1 ms | pekko.sim.network.latency.base must be a duration that is not negative, such as 10 s, but is '-1 ms'
            pekko.sim.cluster.restart-after-min         | 9 s   | pekko.sim.cluster.restart-after-min must not be longer than pekko.sim.cluster.restart-after-max, which is '5 s', but is '9 s'
            """)
    void settingThatIsWrong_isToldBeforeAnyRun(String key, String value, String sentence) {
        System.setProperty(key, value);
        com.typesafe.config.ConfigFactory.invalidateCaches();
        try {
            for (String command : List.of("run bank", "verify bank")) {
                assertThat(CommandLineRun.shipped(command.split(" ", -1)))
                        .as(command)
                        .isEqualTo(new CommandLineRun(
                                ExitCode.USAGE, "", "pekko-sim: " + sentence + lineEnd()));
            }
        } finally {
            System.clearProperty(key);
            com.typesafe.config.ConfigFactory.invalidateCaches();
        }
    }

    @Test
    void guardianThatThrowsAtStart_failsTheRun() {
        CommandLineRun run = CommandLineRun.test("run", "throwing", "--seeds", "1");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("property    no guardian fails")
                .containsPattern("message     the guardian of \\S+ failed at start: "
                        + "java.lang.IllegalStateException: no database; a guardian that\\s+throws")
                .doesNotContain("\tat ", "    at ");
    }

    @Test
    void guardianThatThrowsAtStart_showsItsStackWhenVerbose() {
        CommandLineRun run = CommandLineRun.test("run", "throwing", "--seeds", "1", "--verbose");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains("cause       java.lang.IllegalStateException: no database")
                .contains("    at " + TestWorkloads.class.getName());
    }

    @Test
    void messageWithoutSerializer_failsTheRun() {
        CommandLineRun run = CommandLineRun.test("run", "unserializable", "--seeds", "1");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains("property    every remote message is serializable")
                .contains(TestWorkloads.class.getName() + "$Bare")
                .contains("pekko.actor.serialization-bindings")
                .doesNotContain("    at ");
    }

    @Test
    void ownFault_isToldInOneSentence() {
        CommandLineRun run = CommandLineRun.test("run", "faulty");

        assertThat(run)
                .isEqualTo(new CommandLineRun(
                        5,
                        "",
                        "pekko-sim: this should not happen: java.lang.IllegalStateException: the"
                                + " workload is out of order; --verbose shows where" + lineEnd()));
    }

    @Test
    void ownFault_showsItsStackWhenVerbose() {
        CommandLineRun run = CommandLineRun.test("--verbose", "run", "faulty");

        assertThat(run.code()).isEqualTo(ExitCode.INTERNAL);
        assertThat(run.err()).contains("    at " + TestWorkloads.class.getName());
    }

    private static String lineEnd() {
        return System.lineSeparator();
    }
}
