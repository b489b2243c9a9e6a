package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Lets the simulator put settings over the configuration with which an actor system is made. The
 * constructor is the one place through which each of them passes, be it typed or classic, and
 * whether its configuration was handed over or loaded.
 */
final class SystemConfigHook extends MethodTarget {

    private static final String CONFIG = "com/typesafe/config/Config";

    private static final int NAME = 1;
    private static final int APPLICATION_CONFIG = 2;

    SystemConfigHook(String owner) {
        super("pekko-actor", owner, "<init>");
    }

    @Override
    boolean matches(String name, String descriptor) {
        return super.matches(name, descriptor)
                && descriptor.startsWith("(Ljava/lang/String;L" + CONFIG + ";");
    }

    @Override
    String expected() {
        return "constructor that takes a name and a Config";
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitCode() {
                super.visitCode();
                visitVarInsn(Opcodes.ALOAD, NAME);
                visitVarInsn(Opcodes.ALOAD, APPLICATION_CONFIG);
                visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        CallSite.HOOKS,
                        "systemConfig",
                        "(Ljava/lang/String;Ljava/lang/Object;)Ljava/lang/Object;",
                        false);
                visitTypeInsn(Opcodes.CHECKCAST, CONFIG);
                visitVarInsn(Opcodes.ASTORE, APPLICATION_CONFIG);
                rewritten.found(SystemConfigHook.this);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(Math.max(maxStack, 2), maxLocals);
            }
        };
    }
}
