package dev.pekkosim.sample;

/** A program of synchronized code, for a JVM of its own: hot, and then deeper than the stack. */
final class CompiledMain {

    private static int count;

    private int sum;

    private CompiledMain() {}

    synchronized int method(int n) {
        if (n < 0) {
            return -1;
        }
        sum += n;
        return sum;
    }

    static synchronized int ofTheClass(int n) {
        count += n;
        return count;
    }

    int block(int n) {
        synchronized (this) {
            sum += n;
            return sum;
        }
    }

    @SuppressWarnings("InfiniteRecursion") // That is what it is for.
    void deepBlock() {
        synchronized (this) {
            deepBlock();
            sum++;
        }
    }

    @SuppressWarnings("InfiniteRecursion") // That is what it is for.
    synchronized void deepMethod() {
        deepMethod();
        sum++;
    }

    /** Prints what is left of it. */
    public static void main(String[] arguments) {
        CompiledMain object = new CompiledMain();
        long total = 0;
        for (int i = 0; i < 300_000; i++) {
            total += object.method(i) + ofTheClass(i) + object.block(i);
        }
        for (int i = 0; i < 20; i++) {
            overflow(object::deepBlock);
            overflow(object::deepMethod);
        }
        System.out.println("held: " + Thread.holdsLock(object) + ", total: " + total);
    }

    private static void overflow(Runnable deep) {
        try {
            deep.run();
        } catch (StackOverflowError e) {
            count++;
        }
    }
}
