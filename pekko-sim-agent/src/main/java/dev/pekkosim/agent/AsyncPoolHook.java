package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Passes the pool on which {@code CompletableFuture} runs its {@code *Async} methods without an executor through the
 * simulator. Pekko's futures use it for every callback that Java code registers on them.
 */
final class AsyncPoolHook extends MethodTarget {

    static final String COMPLETABLE_FUTURE = "java/util/concurrent/CompletableFuture";

    private static final String POOL = "ASYNC_POOL";

    private final String descriptor;

    private AsyncPoolHook(String method, String descriptor) {
        super("java.base", COMPLETABLE_FUTURE, method);
        this.descriptor = descriptor;
    }

    /** One target for each method that reads the pool. */
    static MethodTarget[] all() {
        String future = ")Ljava/util/concurrent/CompletableFuture;";
        return new MethodTarget[] {
            new AsyncPoolHook("defaultExecutor", "()Ljava/util/concurrent/Executor;"),
            new AsyncPoolHook("supplyAsync", "(Ljava/util/function/Supplier;" + future),
            new AsyncPoolHook("runAsync", "(Ljava/lang/Runnable;" + future),
        };
    }

    @Override
    boolean matches(String name, String descriptor) {
        return super.matches(name, descriptor) && this.descriptor.equals(descriptor);
    }

    @Override
    String expected() {
        return "reading of the field " + POOL;
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                super.visitFieldInsn(opcode, owner, name, descriptor);
                if (opcode == Opcodes.GETSTATIC && name.equals(POOL)) {
                    visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            CallSite.HOOKS,
                            "asyncPool",
                            "(Ljava/util/concurrent/Executor;)Ljava/util/concurrent/Executor;",
                            false);
                    rewritten.found(AsyncPoolHook.this);
                }
            }
        };
    }
}
