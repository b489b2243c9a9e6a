package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks whether each hook has its place in the release of Pekko on the class path. */
class PekkoTargetsTest {

    static List<String> owners() {
        return PekkoTargets.owners();
    }

    @ParameterizedTest
    @MethodSource("owners")
    void target_inThisPekko_hasItsPlace(String owner) {
        MissingHooks missing = new MissingHooks();

        byte[] rewritten = ClassRewriter.rewrite(
                owner,
                Rewriting.classFile(owner),
                Treatment.applied(),
                PekkoTargets.in(owner),
                missing);

        assertThat(missing.list(Release.UNKNOWN)).isEmpty();
        assertThat(rewritten).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("owners")
    void target_loadedUnderTheAgent_isVerified(String owner) throws Exception {
        Class<?> type = Class.forName(
                owner.replace('/', '.'), false, PekkoTargetsTest.class.getClassLoader());

        assertThat(type.getDeclaredMethods()).isNotEmpty(); // Links the class, and so verifies it.
        assertThat(SimAgent.missingHooks(PekkoTargetsTest.class.getClassLoader()))
                .isEmpty();
    }

    @Test
    void target_withoutItsPlace_isReported() {
        String owner = "org/apache/pekko/dispatch/Dispatcher";
        ClassWriter empty = new ClassWriter(0);
        empty.visit(Opcodes.V17, Opcodes.ACC_SUPER, owner, null, "java/lang/Object", null);
        empty.visitEnd();
        MissingHooks missing = new MissingHooks();

        byte[] rewritten = ClassRewriter.rewrite(
                owner, empty.toByteArray(), Treatment.applied(), PekkoTargets.in(owner), missing);

        assertThat(rewritten).isNull();
        assertThat(missing.list(Release.UNKNOWN))
                .containsExactly(
                        "org.apache.pekko.dispatch.Dispatcher.<init> in pekko-actor has no call of"
                                + " createExecutorServiceFactory, so it is not simulated",
                        "org.apache.pekko.dispatch.Dispatcher.dispatch in pekko-actor has no"
                                + " overload for ActorCell and Envelope, so it is not simulated",
                        "org.apache.pekko.dispatch.Dispatcher.systemDispatch in pekko-actor has no"
                                + " overload for ActorCell and SystemMessage, so it is not"
                                + " simulated");
    }

    @Test
    void target_withAnotherOverload_isLeftAloneAndReported() {
        String owner = "com/typesafe/config/impl/SimpleConfig";
        ClassWriter other = new ClassWriter(0);
        other.visit(Opcodes.V17, Opcodes.ACC_SUPER, owner, null, "java/lang/Object", null);
        for (String method : List.of("checkValid", "withoutPath")) {
            MethodVisitor code = other.visitMethod(0, method, "()V", null, null);
            code.visitCode();
            code.visitInsn(Opcodes.RETURN);
            code.visitMaxs(0, 1);
            code.visitEnd();
        }
        other.visitEnd();
        MissingHooks missing = new MissingHooks();

        byte[] rewritten = ClassRewriter.rewrite(
                owner, other.toByteArray(), Treatment.applied(), PekkoTargets.in(owner), missing);

        assertThat(rewritten).isNull();
        assertThat(missing.list(Release.UNKNOWN))
                .containsExactly(
                        owner.replace('/', '.')
                                + ".checkValid in config has no overload with the descriptor"
                                + " (Lcom/typesafe/config/Config;[Ljava/lang/String;)V, so it is"
                                + " not simulated",
                        owner.replace('/', '.')
                                + ".withoutPath in config has no overload with the descriptor"
                                + " (Ljava/lang/String;)L" + owner + ";, so it is not simulated");
    }
}
