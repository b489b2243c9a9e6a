// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Tells where the static initialiser of one class begins and ends, be it by an exception; or a
 * static method that is to be treated as one.
 */
class InitialiserVisitor extends MethodVisitor {

    static final String METHOD = "<clinit>";

    private static final String HOOKS = HookClasses.PACKAGE.replace('.', '/') + "InitialiserHooks";

    private final RewrittenClass rewritten;
    private final boolean isExpanded;
    private final Label start = new Label();
    private final Label handler = new Label();

    /**
     * Creates the visitor.
     *
     * @param isExpanded whether the frames of the method are expanded
     */
    InitialiserVisitor(RewrittenClass rewritten, boolean isExpanded, MethodVisitor next) {
        super(Opcodes.ASM9, next);
        this.rewritten = rewritten;
        this.isExpanded = isExpanded;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        call("begin");
        super.visitLabel(start);
        rewritten.changed();
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            call("end");
        }
        super.visitInsn(opcode);
    }

    private void call(String hook) {
        super.visitLdcInsn(rewritten.name().replace('/', '.'));
        super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, hook, "(Ljava/lang/String;)V", false);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitLabel(handler);
        super.visitTryCatchBlock(start, handler, handler, null);
        if ((rewritten.version() & 0xffff) >= BlockVisitor.FIRST_WITH_FRAMES) {
            super.visitFrame(
                    isExpanded ? Opcodes.F_NEW : Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {
                        "java/lang/Throwable"
                    });
        }
        call("end");
        super.visitInsn(Opcodes.ATHROW);
        super.visitMaxs(maxStack + 2, maxLocals);
    }
}
