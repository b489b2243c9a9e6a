package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkers that a jar on the class path brings. */
class ServiceCheckersTest {

    @TempDir
    private Path folder;

    /** Made by the service loader. */
    public static final class OneMember implements Checker {

        @Override
        public String property() {
            return "a cluster has one member";
        }

        @Override
        public Optional<String> violation(SimCluster cluster) {
            int members = cluster.servers().size();
            return members == 1 ? Optional.empty() : Optional.of("it has " + members);
        }
    }

    private Campaign campaign(int nodes, String service, boolean heals) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(Checker.class.getName()), service);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return TestRuns.campaign(nodes, cluster -> {
                cluster.startAll(Behaviors::empty);
                if (heals) {
                    cluster.heal();
                }
            });
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void checkerOnTheClassPath_looksAtEachHealedCluster() throws IOException {
        String service = OneMember.class.getName();

        assertThat(campaign(1, service, true).run(1).passed()).isTrue();
        Failure failure =
                Objects.requireNonNull(campaign(2, service, true).run(1).failure());
        assertThat(failure.kind()).isEqualTo(Failure.Kind.PROPERTY);
        assertThat(failure.property()).isEqualTo("a cluster has one member");
        assertThat(failure.message()).isEqualTo("it has 2");
        assertThat(campaign(2, service, false).run(1).passed()).isTrue();
    }

    @Test
    void runsWithACheckerThatHolds_areTheSameRuns() throws IOException {
        assertThat(campaign(1, OneMember.class.getName(), true).run(7).hash())
                .isEqualTo(campaign(1, "# none", true).run(7).hash());
    }

    @Test
    void checkerThatCannotBeMade_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> campaign(1, "com.acme.NoSuchChecker", true))
                .withMessageStartingWith("a checker that the class path names cannot be made: ")
                .withMessageContaining("com.acme.NoSuchChecker")
                .withMessageEndingWith("in META-INF/services/dev.pekkosim.testkit.Checker");
    }
}
