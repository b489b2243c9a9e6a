package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles one class for each row of the table, with nothing in it but that call. */
class CallSitesTest {

    private static final String CALLER = "dev/pekkosim/agent/Caller";

    static List<CallSite> rows() {
        return CallSites.all();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void row_rewrittenOnCarrier_asksTheCarrier(CallSite row) throws Exception {
        Method call = rewrittenCall(row);

        FakeCarrier.Outcome outcome = FakeCarrier.run(() -> call.invoke(null, arguments(row)));

        // A clock is made here and asked later.
        if (!row.owner().equals("java/time/Clock")) {
            assertThat(outcome.asked()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void row_rewrittenOffCarrier_worksAsBefore(CallSite row) throws Exception {
        Object value = rewrittenCall(row).invoke(null, arguments(row));

        assertThat(value == null).isEqualTo(descriptor(row).endsWith("V"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void row_rewritten_mentionsNoCallOfInterestAnyMore(CallSite row) {
        byte[] rewritten = Rewriting.mustRewrite(CALLER, caller(row));

        // The pool of the original is copied for speed, so look at the code.
        assertThat(CallFinder.calls(rewritten))
                .noneMatch(call -> call.equals(row.owner() + "." + row.name() + row.descriptor()))
                .anyMatch(call -> call.startsWith(CallSite.HOOKS + "." + row.hook()));
    }

    @Test
    void rows_all_areDistinct() {
        assertThat(rows().stream().map(row -> row.owner() + row.name() + row.descriptor()))
                .doesNotHaveDuplicates();
    }

    private static Method rewrittenCall(CallSite row) {
        Class<?> type = Rewriting.define(CALLER, Rewriting.mustRewrite(CALLER, caller(row)));
        return type.getDeclaredMethods()[0];
    }

    /** What the caller's method takes and returns. */
    private static String descriptor(CallSite row) {
        return switch (row.opcode()) {
            case Opcodes.INVOKESTATIC -> row.descriptor();
            case Opcodes.INVOKEVIRTUAL ->
                "(L" + row.owner() + ";" + row.descriptor().substring(1);
            default -> "()L" + row.owner() + ";";
        };
    }

    private static byte[] caller(CallSite row) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER;
        writer.visit(Opcodes.V17, access, CALLER, null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "call", descriptor(row), null, null);
        code.visitCode();
        if (row.isConstructor()) {
            code.visitTypeInsn(Opcodes.NEW, row.owner());
            code.visitInsn(Opcodes.DUP);
        }
        int slot = 0;
        for (Type argument : Type.getArgumentTypes(descriptor(row))) {
            code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        code.visitMethodInsn(row.opcode(), row.owner(), row.name(), row.descriptor(), false);
        code.visitInsn(Type.getReturnType(descriptor(row)).getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Valid arguments: an increasing row of small numbers, and generators that are not seeded. */
    private static Object[] arguments(CallSite row) {
        List<Object> arguments = new ArrayList<>();
        for (Type type : Type.getArgumentTypes(descriptor(row))) {
            int next = arguments.size() + 1;
            arguments.add(
                    switch (type.getDescriptor()) {
                        case "I" -> next;
                        case "J" -> (long) next;
                        case "D" -> (double) next;
                        case "[B" -> new byte[9];
                        case "Ljava/time/ZoneId;" -> ZoneOffset.ofHours(2);
                        case "Ljava/util/List;" -> new ArrayList<>(List.of(1, 2, 3));
                        case "Ljava/security/SecureRandom;" -> new SecureRandom();
                        case "Ljava/util/concurrent/TimeUnit;" -> TimeUnit.MICROSECONDS;
                        default -> ThreadLocalRandom.current();
                    });
        }
        return arguments.toArray();
    }
}
