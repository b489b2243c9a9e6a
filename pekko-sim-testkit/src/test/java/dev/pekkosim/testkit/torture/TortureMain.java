package dev.pekkosim.testkit.torture;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.Determinism;
import dev.pekkosim.testkit.RunResult;
import java.util.Map;

/**
 * Executes seeds of {@link Torture} in a JVM of its own and prints a line {@code hash <seed> <hash>
 * <result>} for each, and one {@code answer <seed> <source> <answer>} for each answer, the answer
 * as a number unless {@code -Dtorture.whole=true} is set.
 */
final class TortureMain {

    private TortureMain() {}

    /**
     * Runs.
     *
     * @param arguments {@code run}, {@code twice} or {@code verify}; the first seed; the last seed,
     *     which may be the smaller one; changes of the configuration
     */
    public static void main(String[] arguments) {
        int code = 0;
        try {
            execute(arguments);
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            code = 1;
        }
        System.exit(code); // where a treatment is left out, threads of the machine may be left
    }

    private static void execute(String[] arguments) {
        Torture torture = new Torture();
        Campaign campaign = torture.campaign(arguments[3]);
        long seed = Long.parseLong(arguments[1]);
        long last = Long.parseLong(arguments[2]);
        long step = seed <= last ? 1 : -1;
        while (true) {
            if (arguments[0].equals("verify")) {
                verify(campaign, seed);
            } else {
                if (arguments[0].equals("twice")) {
                    print(campaign.execute(seed, null), torture.answers());
                }
                print(campaign.execute(seed, null), torture.answers());
            }
            if (seed == last) {
                return;
            }
            seed += step;
        }
    }

    private static void print(RunResult result, Map<String, String> answers) {
        Failure failure = result.failure();
        String outcome = failure == null ? "passed" : failure.property() + ": " + failure.message();
        System.out.println("hash " + result.seed() + " " + Long.toHexString(result.hash()) + " "
                + outcome.replace('\n', ' '));
        answers.forEach((source, answer) -> System.out.println("answer " + result.seed() + " "
                + source + " "
                + (Boolean.getBoolean("torture.whole") ? answer : answer.hashCode())));
    }

    /** Prints what the verification says, on one line. */
    private static void verify(Campaign campaign, long seed) {
        String report = "the same";
        try {
            Determinism.verify(campaign, seed);
        } catch (AssertionError e) {
            report = String.valueOf(e.getMessage()).replace('\n', '|');
        }
        System.out.println("verified " + seed + " " + report);
    }
}
