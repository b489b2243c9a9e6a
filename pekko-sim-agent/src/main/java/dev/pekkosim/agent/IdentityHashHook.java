package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Gives a class, whose objects are keys of a hash table that is iterated, a {@code hashCode()} that the run hands out.
 * The one it inherits is a number of the JVM's own, so that the order of iteration would differ in every execution.
 */
final class IdentityHashHook extends MethodTarget {

    private static final String FIELD = "pekkosim$identityHash";

    private final String owner;

    /**
     * Creates a target.
     *
     * @param jar the artifact that holds the class
     * @param owner internal name of a class that inherits {@code hashCode()} from {@code Object}
     */
    IdentityHashHook(String jar, String owner) {
        super(jar, owner, "<init>");
        this.owner = owner;
    }

    @Override
    String expected() {
        return "constructor";
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        rewritten.found(this);
        rewritten.atEnd(this, this::addHashCode);
        return next;
    }

    private void addHashCode(ClassVisitor target) {
        target.visitField(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC,
                        FIELD,
                        "I",
                        null,
                        null)
                .visitEnd();
        MethodVisitor code = target.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, "hashCode", "()I", null, null);
        code.visitCode();
        Label known = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, owner, FIELD, "I");
        code.visitJumpInsn(Opcodes.IFNE, known);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                CallSite.HOOKS,
                "newIdentityHash",
                "(Ljava/lang/Object;)I",
                false);
        code.visitFieldInsn(Opcodes.PUTFIELD, owner, FIELD, "I");
        code.visitLabel(known);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, owner, FIELD, "I");
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(2, 1);
        code.visitEnd();
    }
}
