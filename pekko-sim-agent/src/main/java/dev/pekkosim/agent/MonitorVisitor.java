// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Tells the simulator of every monitor that one method enters. The monitors stay real. On a carrier
 * the hook waits, before the monitor is entered, until no other step of the run is inside, so that
 * entering never blocks the thread.
 *
 * <p>Nothing is called where a monitor is left. The compilers leave it in a handler that covers
 * itself: a call there that overflows the stack would be tried again for ever, and the JIT compiles
 * no method with such a call.
 */
final class MonitorVisitor extends MethodVisitor {

    private final RewrittenClass rewritten;

    MonitorVisitor(RewrittenClass rewritten, MethodVisitor next) {
        super(Opcodes.ASM9, next);
        this.rewritten = rewritten;
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.MONITORENTER) {
            super.visitInsn(Opcodes.DUP);
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    Treatment.MONITORS.hooks(),
                    "monitorEnter",
                    "(Ljava/lang/Object;)V",
                    false);
            rewritten.changed();
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + 1, maxLocals);
    }
}
