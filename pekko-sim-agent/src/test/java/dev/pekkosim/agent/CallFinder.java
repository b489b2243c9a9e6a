package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Lists the calls in a class file as {@code owner.name(arguments)result}. */
final class CallFinder extends ClassVisitor {

    private final List<String> calls = new ArrayList<>();

    private CallFinder() {
        super(Opcodes.ASM9);
    }

    static List<String> calls(byte[] classFile) {
        CallFinder finder = new CallFinder();
        new ClassReader(classFile).accept(finder, ClassReader.SKIP_DEBUG);
        return finder.calls;
    }

    @Override
    public MethodVisitor visitMethod(
            int access,
            String name,
            String descriptor,
            @Nullable String signature,
            String @Nullable [] exceptions) {
        return new MethodVisitor(Opcodes.ASM9) {

            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String name, String descriptor, boolean isInterface) {
                calls.add(owner + "." + name + descriptor);
            }
        };
    }
}
