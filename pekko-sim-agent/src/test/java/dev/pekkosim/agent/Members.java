package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Lists the fields and methods of a class file: what a retransformation must not change. */
final class Members extends ClassVisitor {

    private final List<String> members = new ArrayList<>();

    private Members() {
        super(Opcodes.ASM9);
    }

    static List<String> of(byte[] classFile) {
        Members members = new Members();
        new ClassReader(classFile).accept(members, ClassReader.SKIP_CODE);
        return members.members;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access,
            String name,
            String descriptor,
            @Nullable String signature,
            @Nullable Object value) {
        members.add(access + " " + name + " " + descriptor);
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access,
            String name,
            String descriptor,
            @Nullable String signature,
            String @Nullable [] exceptions) {
        members.add(access + " " + name + descriptor);
        return null;
    }
}
