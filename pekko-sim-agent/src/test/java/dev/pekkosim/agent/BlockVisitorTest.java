package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Synchronized methods of all shapes, rewritten and verified by the JVM. */
class BlockVisitorTest {

    private static final String NAME = "dev/pekkosim/agent/Written";

    @Test
    void shapesOfTheCompiler_doAsBefore() throws Exception {
        Class<?> type = Rewriting.copyOf(Shapes.class);
        Object object = newInstance(type);

        assertThat(call(type, object, "returns", 3)).isEqualTo(3L);
        assertThat(call(type, object, "returns", 0)).isEqualTo(-1L);
        assertThat(call(type, object, "loops", 4)).isEqualTo(6);
        assertThat(call(type, object, "tries", 1)).isEqualTo("caught finally");
        assertThat(call(type, object, "tries", 0)).isEqualTo("tried finally");
        assertThat(call(type, object, "nests", 2)).isEqualTo(2.5);
        assertThat(call(type, null, "ofTheClass", 7)).isEqualTo("true7.0");
        assertThatThrownBy(() -> call(type, object, "throwsAlways", 1))
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(Thread.holdsLock(object)).isFalse();
        assertThat(Thread.holdsLock(type)).isFalse();
        assertThat(type.getDeclaredMethods())
                .noneMatch(method -> Modifier.isSynchronized(method.getModifiers()));
    }

    @Test
    void enums_andRecords_doAsBefore() throws Exception {
        Class<?> constants = Rewriting.copyOf(Constants.class);
        assertThat(call(constants, constants.getEnumConstants()[0], "next", 0)).isEqualTo("B");
        Class<?> pair = Rewriting.copyOf(Pair.class);
        var constructor = pair.getDeclaredConstructor(long.class, String.class);
        constructor.setAccessible(true);
        Object made = constructor.newInstance(1L, "one");
        assertThat(call(pair, made, "text", 0)).isEqualTo("1one");
    }

    @Test
    void carrier_isAskedBeforeEntering_andForNothingElse() throws Exception {
        Class<?> type = Rewriting.copyOf(Shapes.class);
        Object object = newInstance(type);
        Method method = type.getDeclaredMethod("returns", int.class);
        method.setAccessible(true);

        // The JDK enters monitors of its own on the way.
        assertThat(FakeCarrier.run(() -> method.invoke(object, 3)).asked())
                .filteredOn(asked -> asked.endsWith(type.getName()))
                .containsExactly("enter " + type.getName());
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_4, Opcodes.V1_5, Opcodes.V1_6})
    void oldClassFile_withSubroutine_doesAsBefore(int version) throws Exception {
        Class<?> type = written(version, Opcodes.ACC_SYNCHRONIZED, BlockVisitorTest::subroutine);
        Object object = newInstance(type);

        assertThat(call(type, object, "run", 5)).isEqualTo(6);
        assertThat(Thread.holdsLock(object)).isFalse();
    }

    /** Adds one in a subroutine, as compilers made {@code finally} once. */
    private static void subroutine(MethodVisitor code) {
        Label routine = new Label();
        code.visitJumpInsn(Opcodes.JSR, routine);
        code.visitVarInsn(Opcodes.ILOAD, 1);
        code.visitInsn(Opcodes.IRETURN);
        code.visitLabel(routine);
        code.visitVarInsn(Opcodes.ASTORE, 2);
        code.visitIincInsn(1, 1);
        code.visitVarInsn(Opcodes.RET, 2);
        code.visitMaxs(1, 3);
    }

    /** Tools that make programs smaller put something else where {@code this} was. */
    @Test
    void variableOfThis_usedForSomethingElse_doesNotMatter() throws Exception {
        Class<?> type = written(Opcodes.V1_8, Opcodes.ACC_SYNCHRONIZED, code -> {
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitVarInsn(Opcodes.ISTORE, 0);
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitInsn(Opcodes.IRETURN);
            code.visitMaxs(1, 2);
        });
        Object object = newInstance(type);

        assertThat(call(type, object, "run", 5)).isEqualTo(5);
        assertThat(Thread.holdsLock(object)).isFalse();
    }

    @Test
    void firstInstruction_isTheTargetOfAJump() throws Exception {
        Class<?> type = written(Opcodes.V17, Opcodes.ACC_SYNCHRONIZED, code -> {
            Label start = new Label();
            code.visitLabel(start);
            code.visitFrame(Opcodes.F_NEW, 2, new Object[] {NAME, Opcodes.INTEGER}, 0, null);
            code.visitIincInsn(1, -1);
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitJumpInsn(Opcodes.IFGT, start);
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitInsn(Opcodes.IRETURN);
            code.visitMaxs(1, 2);
        });

        assertThat(call(type, newInstance(type), "run", 5)).isEqualTo(0);
    }

    @Test
    void wideVariablesInFrames_keepTheirPlaces() throws Exception {
        int access = Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_STATIC;
        Class<?> type = written(Opcodes.V17, access, code -> {
            Label end = new Label();
            code.visitInsn(Opcodes.LCONST_1);
            code.visitVarInsn(Opcodes.LSTORE, 1);
            code.visitInsn(Opcodes.DCONST_1);
            code.visitVarInsn(Opcodes.DSTORE, 4);
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitJumpInsn(Opcodes.IFGT, end);
            code.visitIincInsn(0, 10);
            code.visitLabel(end);
            Object[] locals = {Opcodes.INTEGER, Opcodes.LONG, Opcodes.TOP, Opcodes.DOUBLE};
            code.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, null);
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitVarInsn(Opcodes.LLOAD, 1);
            code.visitInsn(Opcodes.L2I);
            code.visitInsn(Opcodes.IADD);
            code.visitInsn(Opcodes.IRETURN);
            code.visitMaxs(3, 6);
        });

        assertThat(call(type, null, "run", 5)).isEqualTo(6);
        assertThat(call(type, null, "run", -5)).isEqualTo(6);
        assertThat(Thread.holdsLock(type)).isFalse();
    }

    /** Jumps over more than 32 KB are made anew by the library that writes the class. */
    @Test
    void jumps_thatBecomeTooFar_areReplaced() throws Exception {
        Class<?> type = written(Opcodes.V17, Opcodes.ACC_SYNCHRONIZED, code -> {
            Label end = new Label();
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitJumpInsn(Opcodes.IFGT, end);
            for (int i = 0; i < 10_921; i++) {
                code.visitIincInsn(1, 1);
            }
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitInsn(Opcodes.IRETURN);
            code.visitLabel(end);
            code.visitFrame(Opcodes.F_NEW, 2, new Object[] {NAME, Opcodes.INTEGER}, 0, null);
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitInsn(Opcodes.IRETURN);
            code.visitMaxs(1, 2);
        });

        assertThat(call(type, newInstance(type), "run", 5)).isEqualTo(5);
        assertThat(call(type, newInstance(type), "run", 0)).isEqualTo(10_921);
    }

    @Test
    void method_thatBecomesTooLarge_isLeftAlone_withASentence() throws Exception {
        byte[] original = classFile(Opcodes.V17, Opcodes.ACC_SYNCHRONIZED, code -> {
            for (int i = 0; i < 65_530 / 3; i++) {
                code.visitIincInsn(1, 1);
            }
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitInsn(Opcodes.IRETURN);
            code.visitMaxs(1, 2);
        });
        MissingHooks missing = new MissingHooks();

        byte[] rewritten = ClassRewriter.rewrite(
                NAME, original, Set.of(Treatment.MONITORS), List.of(), missing);

        assertThat(rewritten).isNull();
        assertThat(missing.list(Release.FIRST))
                .containsExactly(
                        "dev.pekkosim.agent.Written.run is too large to get hooks, so it is"
                                + " not simulated");
    }

    private static Class<?> written(int version, int access, Consumer<MethodVisitor> body) {
        byte[] original = classFile(version, access, body);
        byte[] rewritten = Rewriting.rewrite(NAME, original);
        return Rewriting.define(NAME, rewritten == null ? original : rewritten);
    }

    private static byte[] classFile(int version, int access, Consumer<MethodVisitor> body) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(version, Opcodes.ACC_PUBLIC, NAME, null, "java/lang/Object", null);
        MethodVisitor constructor =
                writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(
                Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(1, 1);
        MethodVisitor code =
                writer.visitMethod(access | Opcodes.ACC_PUBLIC, "run", "(I)I", null, null);
        code.visitCode();
        body.accept(code);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static Object newInstance(Class<?> type) throws Exception {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private static Object call(
            Class<?> type,
            @org.jspecify.annotations.Nullable Object object,
            String name,
            int argument)
            throws Exception {
        Method method = type.getDeclaredMethod(name, int.class);
        method.setAccessible(true);
        try {
            return method.invoke(object, argument);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    static class Shapes {

        synchronized long returns(int n) {
            if (n == 0) {
                return -1;
            }
            long copy = n;
            return copy;
        }

        synchronized int loops(int n) {
            int sum = 0;
            while (n > 0) {
                n--;
                sum += n;
            }
            return sum;
        }

        synchronized String tries(int n) {
            String text = "";
            try {
                if (n > 0) {
                    throw new IllegalStateException("on purpose");
                }
                text += "tried";
            } catch (IllegalStateException e) {
                text += "caught";
            } finally {
                text += " finally";
            }
            return text;
        }

        synchronized double nests(int n) {
            synchronized (this) {
                double half = 0.5;
                synchronized (Shapes.class) {
                    return n + half;
                }
            }
        }

        static synchronized String ofTheClass(int n) {
            double wide = n;
            return Thread.holdsLock(Shapes.class) + String.valueOf(wide);
        }

        synchronized void throwsAlways(int n) {
            throw new IllegalStateException("on purpose " + n);
        }
    }

    enum Constants {
        A,
        B;

        synchronized String next(int n) {
            return n == 0 ? B.name() : name();
        }
    }

    record Pair(long number, String name) {

        synchronized String text(int n) {
            return n == 0 ? number + name : "";
        }
    }
}
