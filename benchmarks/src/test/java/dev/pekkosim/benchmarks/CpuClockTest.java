package dev.pekkosim.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuClockTest {

    /** As Linux writes it; the 14th and 15th field are the CPU time, the 22nd is the start. */
    private static String stat(String name, long user, long system, long start) {
        return "42 (" + name + ") S 1 2 3 4 5 6 7 8 9 10 " + user + " " + system + " 0 0 20 0 30 0 "
                + start + " 1234 5678 0\n";
    }

    @TempDir
    private Path threads;

    private void write(String id, String stat) throws IOException {
        Files.createDirectories(threads.resolve(id));
        Files.writeString(threads.resolve(id).resolve("stat"), stat);
    }

    @Test
    void stat_hasNameTimeAndStart() {
        assertThat(ThreadStat.parse(stat("C2 CompilerThre", 7, 5, 99)))
                .isEqualTo(new ThreadStat("C2 CompilerThre", 12, 99));
    }

    @Test
    void stat_ofAThreadWithBracketsInItsName_isRead() {
        assertThat(ThreadStat.parse(stat("a) b (c", 1, 2, 3)))
                .isEqualTo(new ThreadStat("a) b (c", 3, 3));
    }

    @Test
    void stat_thatIsNone_isRefused() {
        assertThatThrownBy(() -> ThreadStat.parse("42 (java) S 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no thread's stat: '42 (java) S 1'");
    }

    @ParameterizedTest
    @CsvSource({
        "C1 CompilerThre, JIT",
        "C2 CompilerThre, JIT",
        "VM Thread, VM",
        "VM Periodic Tas, VM",
        "GC Thread#0, VM",
        "G1 Conc#0, VM",
        "ZWorkerYoung#0, VM",
        "Signal Dispatch, VM",
        "Monitor Deflati, VM",
        "java, APP",
        "pekko-sim-carri, APP",
        "Zookeeper, APP",
        "C3PO, APP"
    })
    void kindOfAThread_isKnownByItsName(String name, ThreadKind kind) {
        assertThat(ThreadKind.of(name)).isEqualTo(kind);
    }

    @Test
    void times_areSplitByThread() throws IOException {
        write("1", stat("java", 500, 0, 1));
        write("2", stat("C1 CompilerThre", 10, 2, 1));
        write("3", stat("C2 CompilerThre", 20, 3, 1));
        write("4", stat("VM Thread", 4, 1, 1));

        CpuTimes times = new CpuClock.ByThread(threads, () -> 6_000_000_000L).now();

        assertThat(times).isEqualTo(new CpuTimes(6_000_000_000L, 350_000_000, 50_000_000));
        assertThat(times.app()).isEqualTo(5_600_000_000L);
    }

    @Test
    void timeOfACompilerThreadThatHasEnded_staysCounted() throws IOException {
        CpuClock clock = new CpuClock.ByThread(threads, () -> 1_000_000_000L);
        write("2", stat("C2 CompilerThre", 20, 0, 1));
        clock.now();
        write("2", stat("C2 CompilerThre", 1, 0, 5)); // another one with the same id

        assertThat(clock.now().jit()).isEqualTo(210_000_000);
    }

    @Test
    void folderOfAThreadThatEndsMeanwhile_isPassedOver() throws IOException {
        Files.createDirectories(threads.resolve("7"));
        write("2", stat("VM Thread", 1, 0, 1));

        assertThat(new CpuClock.ByThread(threads, () -> 0).now().vm()).isEqualTo(10_000_000);
    }

    @Test
    void withoutThreads_theBeansTell() {
        CpuClock clock = new CpuClock.ByBeans(() -> 5, null, List.of());

        assertThat(clock.now()).isEqualTo(new CpuTimes(5, 0, 0));
        assertThat(clock.source()).contains("beans");
    }

    @Test
    void differences_andSums() {
        CpuTimes later = new CpuTimes(100, 30, 20);
        CpuTimes earlier = new CpuTimes(40, 10, 5);

        assertThat(later.minus(earlier)).isEqualTo(new CpuTimes(60, 20, 15));
        assertThat(later.minus(earlier).app()).isEqualTo(25);
        assertThat(earlier.plus(later.minus(earlier))).isEqualTo(later);
    }

    @Test
    void thisJvm_usesTime() {
        long start = CpuClock.THIS_JVM.now().process();
        while (CpuClock.THIS_JVM.now().process() == start) {
            Thread.onSpinWait();
        }
        CpuTimes now = CpuClock.THIS_JVM.now();
        assertThat(now.app()).isPositive();
        assertThat(now.jit()).isNotNegative();
        assertThat(now.vm()).isNotNegative();
    }
}
