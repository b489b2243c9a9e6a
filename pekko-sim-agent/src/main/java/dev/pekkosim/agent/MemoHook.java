package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Remembers what an instance method makes of its first argument. For pure functions of immutable objects that a run calls
 * again and again, as no real cluster would.
 */
final class MemoHook extends MethodTarget {

    private final Type argument;

    /**
     * Creates a target.
     *
     * @param jar artifact
     * @param owner internal name of the class
     * @param method name of the method, which returns an object
     * @param argument internal name of the first argument's type, which tells overloads apart
     */
    MemoHook(String jar, String owner, String method, String argument) {
        super(jar, owner, method);
        this.argument = Type.getObjectType(argument);
    }

    @Override
    boolean matches(String name, String descriptor) {
        if (!super.matches(name, descriptor)) {
            return false;
        }
        Type[] arguments = Type.getArgumentTypes(descriptor);
        return arguments.length > 0 && arguments[0].equals(argument);
    }

    @Override
    String expected() {
        return "overload for " + argument.getClassName();
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        String result = Type.getReturnType(descriptor).getInternalName();
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitCode() {
                super.visitCode();
                Label unknown = new Label();
                visitVarInsn(Opcodes.ALOAD, 1);
                call("recall", "(Ljava/lang/Object;)Ljava/lang/Object;");
                visitInsn(Opcodes.DUP);
                visitJumpInsn(Opcodes.IFNULL, unknown);
                visitTypeInsn(Opcodes.CHECKCAST, result);
                super.visitInsn(Opcodes.ARETURN);
                visitLabel(unknown);
                visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Object"});
                visitInsn(Opcodes.POP);
                rewritten.found(MemoHook.this);
            }

            @Override
            public void visitInsn(int opcode) {
                if (opcode == Opcodes.ARETURN) {
                    visitInsn(Opcodes.DUP);
                    visitVarInsn(Opcodes.ALOAD, 1);
                    visitInsn(Opcodes.SWAP);
                    call("remember", "(Ljava/lang/Object;Ljava/lang/Object;)V");
                }
                super.visitInsn(opcode);
            }

            private void call(String hook, String descriptor) {
                visitMethodInsn(Opcodes.INVOKESTATIC, CallSite.HOOKS, hook, descriptor, false);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(maxStack + 2, maxLocals);
            }
        };
    }
}
