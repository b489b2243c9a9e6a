// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@code synchronized} method into one with a {@code synchronized} block around its code,
 * since the flag leaves no place for a hook. Expects expanded frames.
 *
 * <p>The monitor is kept in a variable of its own: the method may use that of {@code this} for
 * something else, and the JIT compiles only what leaves the very object that it entered.
 */
final class BlockVisitor extends MethodVisitor {

    /** Class files before this have no frames. */
    static final int FIRST_WITH_FRAMES = Opcodes.V1_6;

    private final RewrittenClass rewritten;
    private final boolean isStatic;
    private final int local;
    private final List<Label> ranges = new ArrayList<>();

    /**
     * Creates the visitor.
     *
     * @param isStatic whether the monitor is that of the class
     * @param local the first variable that the method leaves free
     */
    BlockVisitor(RewrittenClass rewritten, boolean isStatic, int local, MethodVisitor next) {
        super(Opcodes.ASM9, next);
        this.rewritten = rewritten;
        this.isStatic = isStatic;
        this.local = local;
    }

    /**
     * Whether flags of methods can be replaced by blocks; older class files have no class
     * constants.
     */
    static boolean isPossible(int version) {
        return (version & 0xffff) >= Opcodes.V1_5;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (isStatic) {
            super.visitLdcInsn(Type.getObjectType(rewritten.name()));
        } else {
            super.visitVarInsn(Opcodes.ALOAD, 0);
        }
        super.visitInsn(Opcodes.DUP);
        super.visitVarInsn(Opcodes.ASTORE, local);
        super.visitInsn(Opcodes.MONITORENTER);
        mark();
        rewritten.changed();
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
            super.visitInsn(opcode);
            return;
        }
        leave();
        // The return itself is outside, where the monitor is no longer held.
        mark();
        super.visitInsn(opcode);
        mark();
    }

    /** Begins or ends a range in which the monitor is held. */
    private void mark() {
        Label label = new Label();
        super.visitLabel(label);
        ranges.add(label);
    }

    private void leave() {
        super.visitVarInsn(Opcodes.ALOAD, local);
        super.visitInsn(Opcodes.MONITOREXIT);
    }

    @Override
    public void visitFrame(
            int type,
            int localCount,
            Object @Nullable [] locals,
            int stackCount,
            Object @Nullable [] stack) {
        List<Object> all = new ArrayList<>();
        int next = 0;
        for (int i = 0; locals != null && i < localCount; i++) {
            all.add(locals[i]);
            boolean isWide = Opcodes.LONG.equals(locals[i]) || Opcodes.DOUBLE.equals(locals[i]);
            next += isWide ? 2 : 1;
        }
        all.addAll(Collections.nCopies(local - next, Opcodes.TOP));
        all.add(isStatic ? "java/lang/Class" : rewritten.name());
        super.visitFrame(type, all.size(), all.toArray(), stackCount, stack);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        mark();
        Label handler = ranges.get(ranges.size() - 1);
        for (int i = 0; i + 1 < ranges.size(); i += 2) {
            if (ranges.get(i).getOffset() < ranges.get(i + 1).getOffset()) {
                super.visitTryCatchBlock(ranges.get(i), ranges.get(i + 1), handler, null);
            }
        }
        if ((rewritten.version() & 0xffff) >= FIRST_WITH_FRAMES) {
            visitFrame(Opcodes.F_NEW, 0, null, 1, new Object[] {"java/lang/Throwable"});
        }
        leave();
        super.visitInsn(Opcodes.ATHROW);
        super.visitMaxs(maxStack + 2, maxLocals + 1);
    }
}
