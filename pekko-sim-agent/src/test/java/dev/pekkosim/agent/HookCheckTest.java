package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Pekko in which the class of a hook is missing, and one in which its place is. */
class HookCheckTest {

    private static final ClassLoader LOADER = HookCheckTest.class.getClassLoader();
    private static final String NO_CLASS = "org/apache/pekko/actor/Renamed";
    private static final String SENTENCE = "org.apache.pekko.actor.Renamed.next in pekko-actor is"
            + " not there, as the class does not exist, so it is not simulated";

    private static MethodTarget fakeRow(String jar) {
        return new CounterHook(jar, NO_CLASS, "next", 0);
    }

    private static List<String> missing(ClassLoader pekko, MethodTarget... rows) {
        return new HookCheck(pekko).missing(List.of(rows), new MissingHooks());
    }

    @Test
    void class_thatNoPekkoHas_isReported() {
        assertThat(missing(LOADER, fakeRow("pekko-actor"))).containsExactly(SENTENCE);
    }

    @Test
    void class_ofAnArtifactThatIsNotThere_isNotMissed() {
        ClassLoader withoutTestkit = new Hiding("org/apache/pekko/testkit/");

        assertThat(missing(LOADER, fakeRow("pekko-testkit"))).hasSize(1);
        assertThat(missing(withoutTestkit, fakeRow("pekko-testkit"))).isEmpty();
        assertThat(SimAgent.missingHooks(withoutTestkit)).isEmpty();
    }

    @Test
    void class_hiddenFromThisPekko_isReportedForEachOfItsHooks() {
        ClassLoader pekko = new Hiding("org/apache/pekko/remote/MessageSerializer$");

        assertThat(SimAgent.missingHooks(pekko))
                .containsExactlyInAnyOrder(
                        "org.apache.pekko.remote.MessageSerializer$.serializeForArtery in"
                                + " pekko-remote is not there, as the class does not exist, so it"
                                + " is not simulated",
                        "org.apache.pekko.remote.MessageSerializer$.deserializeForArtery in"
                                + " pekko-remote is not there, as the class does not exist, so it"
                                + " is not simulated");
    }

    @Test
    void row_ofALaterRelease_isNotMissed() {
        assertThat(missing(LOADER, fakeRow("pekko-actor").since(99, 0))).isEmpty();
        assertThat(missing(LOADER, fakeRow("pekko-actor").since(1, 0))).containsExactly(SENTENCE);
    }

    @Test
    void place_ofALaterRelease_isNotMissed() {
        MissingHooks atLoad = new MissingHooks();
        atLoad.add(fakeRow("pekko-actor").since(99, 0));
        assertThat(new HookCheck(LOADER).missing(List.of(), atLoad)).isEmpty();

        atLoad.add("a place of every release");
        assertThat(new HookCheck(LOADER).missing(List.of(), atLoad))
                .containsExactly("a place of every release");
    }

    @Test
    void library_withoutAClass_isReportedIfItIsThere() {
        String place = "dev.pekkosim.buggify.Property.always in pekko-buggify is not there";

        assertThat(SimAgent.missingHooks(new Hiding("dev/pekkosim/buggify/Property")))
                .hasSize(20)
                .anyMatch(sentence -> sentence.startsWith(place));
        assertThat(SimAgent.missingHooks(new Hiding("dev/pekkosim/buggify/"))).isEmpty();
    }

    static List<MethodTarget> rows() {
        return PekkoTargets.all();
    }

    /** Otherwise the artifact would be taken for absent, and the hook not be missed. */
    @ParameterizedTest
    @MethodSource("rows")
    void row_inThisPekko_isInTheArtifactThatItNames(MethodTarget row) {
        assertThat(jarOf(row.owner()))
                .contains("/" + row.jar())
                .isEqualTo(jarOf(HookCheck.sign(row.jar())));
    }

    @Test
    void row_ofAnUnknownArtifact_isRefused() {
        assertThatThrownBy(() -> missing(LOADER, fakeRow("pekko-new")))
                .hasMessage(
                        "no class is known by which to tell that pekko-new is on the class path");
    }

    private static String jarOf(String internalName) {
        URL found = LOADER.getResource(internalName + ".class");
        assertThat(found).isNotNull();
        return found.getPath().replaceFirst("!.*", "");
    }

    /** Sees all classes but those whose internal names begin in one way. */
    private static final class Hiding extends ClassLoader {

        private final String prefix;

        private Hiding(String prefix) {
            super(LOADER);
            this.prefix = prefix;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.replace('.', '/').startsWith(prefix)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }

        @Override
        public @Nullable URL getResource(String name) {
            return name.startsWith(prefix) ? null : super.getResource(name);
        }
    }
}
