package dev.pekkosim.buggify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.buggify.spi.Assertion;
import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.buggify.spi.Details;
import dev.pekkosim.buggify.spi.Evaluation;
import dev.pekkosim.buggify.spi.Evidence;
import dev.pekkosim.buggify.spi.SourceLocation;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogOutputTest {

    private static final SourceLocation HERE =
            new SourceLocation("com.acme.Bank", "debit", "Bank.java", 42);

    private final RecordingLogger logger = new RecordingLogger();
    private final LogOutput log = new LogOutput(logger);
    private final AtomicInteger located = new AtomicInteger();

    @Test
    void failure_isAWarningWithItsPlaceAndDetails() {
        Details details = Details.of("account", "a-1", "owner", null);
        log.evaluated(assertion(AssertionKind.ALWAYS, false, "no debt", null, details));
        assertThat(logger.lines())
                .containsExactly("WARNING property failed: no debt,"
                        + " at com.acme.Bank.debit(Bank.java:42), account = a-1, owner = null");
    }

    @Test
    void comparison_thatFails_tellsItsExactNumbers() {
        Evidence numbers = new Evidence.Numbers(Long.MAX_VALUE, Long.MAX_VALUE - 1);
        log.evaluated(
                assertion(AssertionKind.ALWAYS_LESS_THAN, false, "bounded", numbers, Details.NONE));
        assertThat(logger.lines().get(0))
                .endsWith("left = 9223372036854775807, right = 9223372036854775806");
    }

    @Test
    void failure_again_isToldAtPowersOfTen() {
        for (int i = 0; i < 1_234; i++) {
            log.evaluated(assertion(AssertionKind.UNREACHABLE, false, "here"));
        }
        assertThat(logger.lines())
                .extracting(line -> line.substring(0, line.indexOf(", at ")))
                .containsExactly(
                        "WARNING property failed: here",
                        "WARNING property failed 10 times: here",
                        "WARNING property failed 100 times: here",
                        "WARNING property failed 1000 times: here");
        assertThat(located).as("stacks that were walked").hasValue(4);
    }

    @Test
    void sometimes_isToldOnceAndOnlyWhenMet() {
        log.evaluated(assertion(AssertionKind.SOMETIMES, false, "retried"));
        log.evaluated(assertion(AssertionKind.SOMETIMES, true, "retried"));
        log.evaluated(assertion(AssertionKind.SOMETIMES, true, "retried"));
        log.evaluated(assertion(AssertionKind.REACHABLE, true, "reached"));
        assertThat(logger.lines())
                .containsExactly(
                        "DEBUG property met: retried, at com.acme.Bank.debit(Bank.java:42)",
                        "DEBUG property met: reached, at com.acme.Bank.debit(Bank.java:42)");
    }

    @Test
    void always_thatHolds_isNoNews() {
        log.evaluated(assertion(AssertionKind.ALWAYS, true, "no debt"));
        assertThat(logger.lines()).isEmpty();
    }

    @Test
    void event_isToldWithItsDetails() {
        log.event("elected", Details.of("node", 2));
        assertThat(logger.lines()).containsExactly("DEBUG event elected: node = 2");
    }

    private Assertion assertion(AssertionKind kind, boolean condition, String message) {
        return assertion(kind, condition, message, null, Details.NONE);
    }

    private Assertion assertion(
            AssertionKind kind,
            boolean condition,
            String message,
            @Nullable Evidence evidence,
            Details details) {
        Evaluation evaluation = new Evaluation(kind, condition, evidence);
        return new Assertion(evaluation, message, details, () -> {
            located.incrementAndGet();
            return HERE;
        });
    }
}
