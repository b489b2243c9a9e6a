package dev.pekkosim.testkit.torture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Sources of interleavings: threads and what they wait for. */
@SuppressWarnings({"ThreadPriorityCheck", "WaitNotInLoop"}) // Each way to wait is tried once.
@SuppressForbidden("it sleeps in virtual time")
final class Work {

    private Work() {}

    // ---- threads

    static String threads(ActorContext<?> context) throws Exception {
        return racing() + pooled() + scheduled() + timed() + interrupted();
    }

    /** Four threads that write to one list and let each other run. */
    private static String racing() throws InterruptedException {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "racer-" + i;
            threads.add(new Thread(() -> race(order), name));
        }
        threads.add(new Racer(order));
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return order.toString();
    }

    private static void race(List<String> order) {
        for (int i = 0; i < 8; i++) {
            order.add(Thread.currentThread().getName() + i);
            Thread.yield();
        }
    }

    private static final class Racer extends Thread {

        private final List<String> order;

        Racer(List<String> order) {
            super("subclass");
            this.order = order;
        }

        @Override
        public void run() {
            race(order);
        }
    }

    private static String pooled() throws Exception {
        ExecutorService pool = Executors.newCachedThreadPool();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int number = i;
            tasks.add(() -> {
                Thread.sleep(number % 3);
                order.add(Thread.currentThread().getName());
                return number;
            });
        }
        pool.invokeAll(tasks);
        pool.shutdown();
        return order + " " + pool.awaitTermination(1, TimeUnit.MINUTES);
    }

    private static String scheduled() throws Exception {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(2);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(5);
        var ticks = pool.scheduleAtFixedRate(
                () -> {
                    order.add("tick " + System.nanoTime());
                    done.countDown();
                },
                10,
                10,
                TimeUnit.MILLISECONDS);
        done.await();
        ticks.cancel(false);
        pool.shutdownNow();
        return order.toString();
    }

    private static String timed() throws Exception {
        Timer timer = new Timer();
        CountDownLatch done = new CountDownLatch(3);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        done.countDown();
                    }
                },
                5,
                5);
        done.await();
        timer.cancel();
        return "timer " + System.nanoTime();
    }

    private static String interrupted() throws Exception {
        Thread sleeper = new Thread(() -> {
            try {
                Thread.sleep(1_000_000);
            } catch (InterruptedException e) {
                Thread.currentThread().setName("woken at " + System.nanoTime());
            }
        });
        sleeper.start();
        Thread.sleep(3);
        sleeper.interrupt();
        sleeper.join(1_000);
        return sleeper.getName() + sleeper.isAlive();
    }

    /** Only for a JDK that has them. */
    static String virtualThreads(ActorContext<?> context) throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        ExecutorService pool = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        for (int i = 0; i < 5; i++) {
            int number = i;
            pool.execute(() -> order.add("task " + number + " at " + System.nanoTime()));
        }
        pool.shutdown();
        boolean ended = pool.awaitTermination(1, TimeUnit.MINUTES);
        Thread alone = (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable)
                        () -> order.add("alone"));
        alone.join();
        return order + " " + ended;
    }

    // ---- monitors

    /** Two threads that take turns. */
    static String monitors(ActorContext<?> context) throws Exception {
        Turns turns = new Turns();
        Thread even = new Thread(() -> turns.take(0), "even");
        Thread odd = new Thread(() -> turns.take(1), "odd");
        even.start();
        odd.start();
        even.join();
        odd.join();
        return turns.order() + contended();
    }

    private static final class Turns {

        private final List<String> order = new ArrayList<>();
        private int next;

        synchronized void take(int mine) {
            for (int i = 0; i < 5; i++) {
                while (next % 2 != mine) {
                    try {
                        wait(50);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                order.add(Thread.currentThread().getName() + System.nanoTime());
                next++;
                notifyAll();
            }
        }

        synchronized List<String> order() {
            return order;
        }
    }

    /** Threads that wait inside a monitor that the others want. */
    private static String contended() throws InterruptedException {
        Object lock = new Object();
        List<String> order = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(
                    () -> {
                        synchronized (lock) {
                            order.add("in " + Thread.currentThread().getName());
                            try {
                                Thread.sleep(2);
                            } catch (InterruptedException e) {
                                order.add("interrupted");
                            }
                            order.add("out");
                        }
                    },
                    "contender-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return order.toString();
    }

    // ---- fork and join

    static String forkJoin(ActorContext<?> context) throws Exception {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        IntStream.range(0, 64).parallel().forEach(order::add);
        int sum = IntStream.range(0, 1_000).parallel().sum();
        ForkJoinPool pool = new ForkJoinPool(3);
        int fibonacci = pool.invoke(new Fibonacci(9, order));
        pool.shutdown();
        boolean ended = pool.awaitTermination(1, TimeUnit.MINUTES);
        int common = ForkJoinPool.commonPool().submit(() -> order.size()).get();
        String supplied = CompletableFuture.supplyAsync(() -> "supplied " + System.nanoTime())
                .thenApplyAsync(text -> text + System.nanoTime())
                .get();
        return order + " " + sum + " " + fibonacci + ended + common + supplied;
    }

    @SuppressWarnings("serial")
    private static final class Fibonacci extends RecursiveTask<Integer> {

        private final int n;
        private final List<Integer> order;

        Fibonacci(int n, List<Integer> order) {
            this.n = n;
            this.order = order;
        }

        @Override
        protected Integer compute() {
            order.add(n);
            if (n < 2) {
                return n;
            }
            Fibonacci left = new Fibonacci(n - 1, order);
            left.fork();
            return new Fibonacci(n - 2, order).compute() + left.join();
        }
    }

    // ---- delays

    /**
     * The delays are long, so that a timer of the machine wakes the step and does not come before
     * it.
     */
    static String delayedFutures(ActorContext<?> context) throws Exception {
        StringBuilder seen = new StringBuilder();
        try {
            new CompletableFuture<String>()
                    .orTimeout(300, TimeUnit.MILLISECONDS)
                    .get();
        } catch (java.util.concurrent.ExecutionException e) {
            seen.append(e.getCause() instanceof TimeoutException).append(System.nanoTime());
        }
        seen.append(new CompletableFuture<String>()
                        .completeOnTimeout("late", 200, TimeUnit.MILLISECONDS)
                        .get())
                .append(System.nanoTime());
        seen.append(CompletableFuture.supplyAsync(
                        System::nanoTime,
                        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS))
                .get());
        return seen.toString();
    }

    static String waiting(ActorContext<?> context) throws Exception {
        StringBuilder seen = new StringBuilder();
        Thread.sleep(12);
        seen.append(System.nanoTime());
        seen.append(new Semaphore(0).tryAcquire(7, TimeUnit.MILLISECONDS));
        seen.append(new LinkedBlockingQueue<String>().poll(7, TimeUnit.MILLISECONDS));
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            seen.append(lock.newCondition().awaitNanos(5_000));
        } finally {
            lock.unlock();
        }
        CountDownLatch latch = new CountDownLatch(1);
        context.getSystem()
                .scheduler()
                .scheduleOnce(
                        java.time.Duration.ofMillis(15),
                        latch::countDown,
                        context.getSystem().executionContext());
        latch.await();
        return seen.append(System.nanoTime()).toString();
    }
}
