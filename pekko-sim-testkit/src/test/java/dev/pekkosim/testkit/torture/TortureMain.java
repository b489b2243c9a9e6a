package dev.pekkosim.testkit.torture;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.RunResult;
import java.util.Map;

/**
 * Executes seeds of {@link Torture} in a JVM of its own and prints a line {@code hash <seed> <hash> <result>} for each, and one
 * {@code answer <seed> <source> <number>} for each answer.
 */
final class TortureMain {

    private TortureMain() {}

    /**
     * Runs.
     *
     * @param arguments the first seed, how many, and changes of the configuration
     */
    public static void main(String[] arguments) {
        Torture torture = new Torture();
        Campaign campaign = torture.campaign(arguments[2]);
        long first = Long.parseLong(arguments[0]);
        for (long seed = first; seed < first + Integer.parseInt(arguments[1]); seed++) {
            RunResult result = campaign.execute(seed, null);
            String failed = result.failure() == null
                    ? "passed"
                    : result.failure().property() + ": " + result.failure().message();
            System.out.println("hash " + seed + " " + Long.toHexString(result.hash()) + " "
                    + failed.replace('\n', ' '));
            if (result.failure() != null
                    && result.failure().cause() != null
                    && Boolean.getBoolean("torture.whole")) {
                result.failure().cause().printStackTrace();
            }
            for (Map.Entry<String, String> answer : torture.answers().entrySet()) {
                boolean isWhole = Boolean.getBoolean("torture.whole");
                System.out.println("answer " + seed + " " + answer.getKey() + " "
                        + (isWhole ? answer.getValue() : answer.getValue().hashCode()));
            }
        }
    }
}
