package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.agent.PointHook.Effect;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A Pekko that lacks what a point needs. */
class PointCheckTest {

    private static final ClassLoader LOADER = PointCheckTest.class.getClassLoader();
    private static final String NOTHING = "";

    static List<PointHook> rows() {
        return List.of(PekkoPointTargets.ROWS);
    }

    @Test
    void point_inThisPekko_isThere() {
        assertThat(SimAgent.missingPoints(LOADER)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void point_withoutItsClass_isNamed(PointHook point) {
        Map<String, String> missing =
                SimAgent.missingPoints(new Altered(point.owner(), NOTHING, NOTHING));

        assertThat(missing)
                .containsEntry(
                        point.name(),
                        "the point " + point.name() + " never fires, as there is no class "
                                + point.owner().replace('/', '.'));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void point_withoutItsMethod_isNamed(PointHook point) {
        Map<String, String> missing =
                SimAgent.missingPoints(new Altered(NOTHING, point.owner(), point.method()));

        assertThat(missing.get(point.name()))
                .startsWith("the point " + point.name() + " never fires, as "
                        + point.owner().replace('/', '.') + " has no method " + point.method());
        assertThat(missing.keySet())
                .allSatisfy(name -> assertThat(rows())
                        .anyMatch(other -> other.name().equals(name)
                                && other.owner().equals(point.owner())
                                && other.method().equals(point.method())));
    }

    static Stream<Arguments> needs() {
        return rows().stream()
                .flatMap(point -> point.needs().stream().map(need -> Arguments.of(point, need)));
    }

    @ParameterizedTest
    @MethodSource("needs")
    void point_withoutWhatItNeeds_isNamed(PointHook point, PointHook.Need need) {
        ClassLoader pekko = need.member().isEmpty()
                ? new Altered(need.owner(), NOTHING, NOTHING)
                : new Altered(NOTHING, need.owner(), need.member());

        assertThat(SimAgent.missingPoints(pekko).get(point.name()))
                .startsWith("the point " + point.name() + " never fires, as ")
                .contains(need.owner().replace('/', '.'))
                .contains(need.member());
    }

    @Test
    void members_thatAreReadOfAShard_areNeeded() {
        String shard = "org/apache/pekko/cluster/sharding/Shard";

        assertThat(SimAgent.missingPoints(new Altered(NOTHING, shard, "passivationStrategy")))
                .containsExactlyEntriesOf(Map.of(
                        "pekko.sharding.passivation.early",
                        "the point pekko.sharding.passivation.early never fires, as"
                                + " org.apache.pekko.cluster.sharding.Shard has no"
                                + " passivationStrategy"));
    }

    @Test
    void messages_thatPointsAreFor_areNeeded() {
        String ack = "org/apache/pekko/remote/artery/SystemMessageDelivery$Ack";

        assertThat(SimAgent.missingPoints(new Altered(ack, NOTHING, NOTHING)))
                .containsOnlyKeys("pekko.remoting.system-message-ack.lost");
    }

    @Test
    void points_ofOneMethod_areEachNamed() {
        String transport = "org/apache/pekko/remote/artery/ArteryTransport";
        String why = " never fires, as org.apache.pekko.remote.artery.ArteryTransport has no method"
                + " sendControl with 2 arguments that returns nothing or a boolean";

        assertThat(SimAgent.missingPoints(new Altered(NOTHING, transport, "sendControl")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "pekko.remoting.system-message-ack.lost",
                        "the point pekko.remoting.system-message-ack.lost" + why,
                        "pekko.remoting.handshake-reply.lost",
                        "the point pekko.remoting.handshake-reply.lost" + why));
    }

    @Test
    void place_withOtherArgumentsOrAnotherResult_isNone() {
        assertThat(missing(point(Effect.LEAVES_OUT, "gossipTick", -1))).isEmpty();
        assertThat(missing(point(Effect.LEAVES_OUT, "gossipTick", 0)))
                .containsExactly("the point pekko.test never fires, as"
                        + " org.apache.pekko.cluster.ClusterCoreDaemon has no method gossipTick"
                        + " with an argument that returns nothing or a boolean");
        assertThat(missing(point(Effect.THROWS, "latestGossip", -1))).isEmpty();
        assertThat(missing(point(Effect.LEAVES_OUT, "latestGossip", -1))).hasSize(1);
        assertThat(missing(point(Effect.THROWS, "_isSingletonCluster", -1))).hasSize(1);
    }

    /** A hook could not hand it over. */
    @Test
    void argument_thatIsNoObject_isNone() {
        PointHook number = new PointHook(
                "pekko.test",
                1,
                Effect.THROWS,
                "pekko-actor",
                "org/apache/pekko/util/ByteString",
                "take",
                0,
                null);

        assertThat(missing(number)).hasSize(1);
    }

    @Test
    void point_ofALaterRelease_isNotMissed() {
        PointHook later = point(Effect.THROWS, "renamed", -1);
        later.since(99, 0);

        assertThat(missing(later)).isEmpty();
    }

    @Test
    void point_ofAnArtifactThatIsNotThere_isNotMissed() {
        String sharding = "org/apache/pekko/cluster/sharding/";

        assertThat(SimAgent.missingPoints(new Altered(sharding, NOTHING, NOTHING)))
                .isEmpty();
    }

    private static PointHook point(Effect effect, String method, int argument) {
        return new PointHook(
                "pekko.test",
                1,
                effect,
                "pekko-cluster",
                "org/apache/pekko/cluster/ClusterCoreDaemon",
                method,
                argument,
                null);
    }

    private static List<String> missing(PointHook point) {
        return List.copyOf(new PointCheck(LOADER).missing(point).values());
    }

    /**
     * Has no class whose internal name begins in one way, and another class without its members of
     * a name.
     */
    private static final class Altered extends ClassLoader {

        private final String hidden;
        private final String altered;
        private final String member;

        private Altered(String hidden, String altered, String member) {
            super(LOADER);
            this.hidden = hidden;
            this.altered = altered;
            this.member = member;
        }

        @Override
        public @Nullable URL getResource(String name) {
            boolean isHidden =
                    hidden.endsWith("/") ? name.startsWith(hidden) : name.equals(hidden + ".class");
            return isHidden ? null : super.getResource(name);
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            return name.equals(altered + ".class")
                    ? new ByteArrayInputStream(without(Rewriting.classFile(altered)))
                    : super.getResourceAsStream(name);
        }

        private boolean isMember(String name) {
            return name.equals(member) || name.endsWith("$$" + member);
        }

        private byte[] without(byte[] classFile) {
            ClassWriter writer = new ClassWriter(0);
            ClassVisitor filter = new ClassVisitor(Opcodes.ASM9, writer) {
                @Override
                public @Nullable MethodVisitor visitMethod(
                        int access,
                        String name,
                        String descriptor,
                        @Nullable String signature,
                        String @Nullable [] exceptions) {
                    return isMember(name)
                            ? null
                            : super.visitMethod(access, name, descriptor, signature, exceptions);
                }

                @Override
                public @Nullable FieldVisitor visitField(
                        int access,
                        String name,
                        String descriptor,
                        @Nullable String signature,
                        @Nullable Object value) {
                    return isMember(name)
                            ? null
                            : super.visitField(access, name, descriptor, signature, value);
                }
            };
            new ClassReader(classFile).accept(filter, ClassReader.SKIP_CODE);
            return writer.toByteArray();
        }
    }
}
