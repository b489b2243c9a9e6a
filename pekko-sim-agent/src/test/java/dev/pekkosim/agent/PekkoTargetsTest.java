package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
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

    /** Of the targets that a run can do without, of which nobody hears if one has no place. */
    static List<MethodTarget> forSpeedOnly() {
        return PekkoTargets.all().stream()
                .filter(target -> !target.isRequired() && !(target instanceof PointHook))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("forSpeedOnly")
    void target_forSpeedOnly_hasItsPlaceInThisPekko(MethodTarget target) {
        RewrittenClass rewritten =
                new RewrittenClass(target.owner(), null, false, Opcodes.V1_8, Set.of());
        new ClassReader(Rewriting.classFile(target.owner()))
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    String signature,
                                    String[] exceptions) {
                                MethodVisitor end = new MethodVisitor(Opcodes.ASM9) {};
                                return target.matches(name, descriptor)
                                        ? target.visitor(rewritten, descriptor, end)
                                        : end;
                            }
                        },
                        0);

        assertThat(rewritten.isFound(target)).isTrue();
    }

    @Test
    void target_forSpeedOnly_withAnotherOverload_isLeftAlone() {
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
        assertThat(missing.list(Release.UNKNOWN)).isEmpty();
    }
}
