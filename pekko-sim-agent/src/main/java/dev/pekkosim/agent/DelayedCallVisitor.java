package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Writes a call after an instruction, and where that ends the range of an exception handler, outside of the range. Such an
 * end is a label, so the labels that follow the instruction come first, unless one of them is reached by a jump too, on which
 * there is nothing to call for.
 */
abstract class DelayedCallVisitor extends MethodVisitor {

    private final List<Runnable> labels = new ArrayList<>();
    private boolean isDue;

    DelayedCallVisitor(MethodVisitor next) {
        super(Opcodes.ASM9, next);
    }

    /** Writes the call to {@code mv}. */
    abstract void emitCall();

    /** Asks for the call after the instruction that was just written. */
    final void callNext() {
        isDue = true;
    }

    /** Before any other instruction. */
    private void settle() {
        if (isDue) {
            isDue = false;
            writeLabels();
            emitCall();
        }
    }

    private void writeLabels() {
        labels.forEach(Runnable::run);
        labels.clear();
    }

    @Override
    public void visitLabel(Label label) {
        if (isDue) {
            labels.add(() -> mv.visitLabel(label));
        } else {
            super.visitLabel(label);
        }
    }

    @Override
    public void visitLineNumber(int line, Label start) {
        if (isDue) {
            labels.add(() -> mv.visitLineNumber(line, start));
        } else {
            super.visitLineNumber(line, start);
        }
    }

    @Override
    public void visitFrame(
            int type,
            int localSize,
            Object @Nullable [] local,
            int stackSize,
            Object @Nullable [] stack) {
        if (isDue) {
            isDue = false;
            emitCall();
            writeLabels();
        }
        super.visitFrame(type, localSize, local, stackSize, stack);
    }

    @Override
    public void visitInsn(int opcode) {
        settle();
        super.visitInsn(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        settle();
        super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int index) {
        settle();
        super.visitVarInsn(opcode, index);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        settle();
        super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        settle();
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
        settle();
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    @Override
    public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
        settle();
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        settle();
        super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitLdcInsn(Object value) {
        settle();
        super.visitLdcInsn(value);
    }

    @Override
    public void visitIincInsn(int index, int increment) {
        settle();
        super.visitIincInsn(index, increment);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... cases) {
        settle();
        super.visitTableSwitchInsn(min, max, otherwise, cases);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] cases) {
        settle();
        super.visitLookupSwitchInsn(otherwise, keys, cases);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        settle();
        super.visitMultiANewArrayInsn(descriptor, dimensions);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        settle();
        super.visitMaxs(maxStack, maxLocals);
    }
}
