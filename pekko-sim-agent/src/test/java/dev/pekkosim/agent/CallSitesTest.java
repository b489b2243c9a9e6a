package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGeneratorFactory;
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

    /**
     * Hooks of clocks and timers that are made here and asked later, of facts about the machine, of
     * hash codes, and of what the carrier knows nothing of.
     */
    private static final Set<String> ASKS_NOTHING = Set.of(
            "newRandom",
            "systemUtc",
            "systemDefaultZone",
            "system",
            "availableProcessors",
            "freeMemory",
            "totalMemory",
            "maxMemory",
            "hashing",
            "identityHashCode",
            "orTimeout",
            "completeOnTimeout",
            "delayedExecutor",
            "currentThread",
            "isAlive",
            "isInterrupted",
            "state");

    /** Those of monitors are for code that is in one, and those of {@code super} for subclasses. */
    static List<CallSite> rows() {
        return CallSites.all().stream()
                .filter(row -> row.treatment() != Treatment.MONITORS)
                .filter(row -> row.opcode() != Opcodes.INVOKESPECIAL || row.isConstructor())
                .filter(row -> isForAll(row))
                .toList();
    }

    /**
     * Not {@code join(Duration)}, which not every JDK has, and which throws for a thread that was
     * not started.
     */
    private static boolean isForAll(CallSite row) {
        return !row.name().equals("join") || !row.descriptor().contains("Duration");
    }

    private static String owner(CallSite row) {
        String owner = row.owner();
        if (owner != null) {
            return owner;
        }
        return row.opcode() == Opcodes.INVOKEINTERFACE
                ? "java/util/function/Supplier"
                : "java/lang/Thread";
    }

    @ParameterizedTest
    @MethodSource("rows")
    void row_rewrittenOnCarrier_asksTheCarrier(CallSite row) throws Exception {
        Method call = rewrittenCall(row);

        FakeCarrier.Outcome outcome = FakeCarrier.run(() -> call.invoke(null, arguments(row)));

        if (row.place() == CallSite.Place.ARGUMENT || !ASKS_NOTHING.contains(row.hook())) {
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
        String original = owner(row) + "." + row.name() + row.descriptor();
        assertThat(CallFinder.calls(rewritten))
                .filteredOn(call -> call.equals(original))
                .hasSize(isKept(row.place()) ? 1 : 0);
        assertThat(CallFinder.calls(rewritten))
                .anyMatch(call -> call.startsWith(row.treatment().hooks() + "." + row.hook()));
    }

    private static boolean isKept(CallSite.Place place) {
        return place == CallSite.Place.BEFORE || place == CallSite.Place.AFTER;
    }

    @Test
    void rows_all_areDistinct() {
        assertThat(rows().stream().map(row -> owner(row) + row.name() + row.descriptor()))
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
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE ->
                "(L" + owner(row) + ";" + row.descriptor().substring(1);
            default -> "()L" + owner(row) + ";";
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
            code.visitTypeInsn(Opcodes.NEW, owner(row));
            code.visitInsn(Opcodes.DUP);
        }
        int slot = 0;
        for (Type argument : Type.getArgumentTypes(descriptor(row))) {
            code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        boolean isInterface = row.opcode() == Opcodes.INVOKEINTERFACE
                || owner(row).equals("java/util/random/RandomGenerator");
        code.visitMethodInsn(row.opcode(), owner(row), row.name(), row.descriptor(), isInterface);
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
                        case "Ljava/lang/Object;" -> new Object();
                        case "Ljava/lang/Runtime;" -> Runtime.getRuntime();
                        case "Ljava/lang/String;" -> "L64X128MixRandom";
                        case "Ljava/lang/Thread;" -> new Thread("not started");
                        case "Ljava/time/Duration;" -> Duration.ofNanos(1);
                        case "Ljava/util/concurrent/CompletableFuture;" ->
                            CompletableFuture.completedFuture(1);
                        case "Ljava/util/concurrent/Executor;" -> (Executor) Runnable::run;
                        case "Ljava/util/function/Supplier;" -> (Supplier<String>) () -> "text";
                        case "Ljava/util/random/RandomGeneratorFactory;" ->
                            RandomGeneratorFactory.getDefault();
                        case "Ljava/security/SecureRandom;" -> new SecureRandom();
                        case "Ljava/util/concurrent/TimeUnit;" -> TimeUnit.MICROSECONDS;
                        default -> ThreadLocalRandom.current();
                    });
        }
        return arguments.toArray();
    }
}
