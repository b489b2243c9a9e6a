package dev.pekkosim.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.divergence.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.Version;

/**
 * What replays a failure, as a small text file that can be kept with the code: the seed, what was
 * set from outside, the versions, and a fingerprint of the run, by which a later execution knows
 * whether it still is the same.
 *
 * @param test which test failed
 * @param seed the seed
 * @param chaos the chaos, if it was set from outside
 * @param property what was violated
 * @param versions of what the run was made of, such as {@code Pekko 1.7.0, Java 17}
 * @param fingerprint of the run
 * @hidden
 */
@Internal
public record Repro(
        String test,
        long seed,
        Optional<String> chaos,
        String property,
        String versions,
        Fingerprint fingerprint) {

    private static final int FORMAT = 1;

    /**
     * Executes a failed run once more, for its fingerprint.
     *
     * @param test which test failed
     * @param chaos the chaos, if it was set from outside
     * @param campaign the campaign
     * @param failed the run
     * @return empty if there is no run to replay: the set-up is wrong, or the second execution is
     *     another run, which no file would replay either
     */
    public static Optional<Repro> of(
            String test, Optional<String> chaos, Campaign campaign, RunResult failed) {
        Failure failure = Objects.requireNonNull(failed.failure());
        if (failure.kind() == Failure.Kind.SETUP) {
            return Optional.empty();
        }
        Fingerprint fingerprint = new Fingerprint();
        RunResult again = campaign.execute(failed.seed(), fingerprint);
        if (again.hash() != failed.hash()) {
            return Optional.empty();
        }
        fingerprint.end(again.hash());
        return Optional.of(new Repro(
                test, failed.seed(), chaos, failure.property(), ofThisJvm(), fingerprint));
    }

    /** What runs are made of in this JVM. */
    private static String ofThisJvm() {
        return "Pekko " + Version.current() + ", Java " + Runtime.version().feature();
    }

    /**
     * Says what has changed since it was written.
     *
     * @param campaign the campaign as it is now
     * @return one sentence; empty if its seed is the same run as ever
     */
    public Optional<String> change(Campaign campaign) {
        Fingerprint now = new Fingerprint();
        now.end(campaign.execute(seed, now).hash());
        return fingerprint
                .parting(now)
                .map(where -> "its seed is another run than when it was written: they part " + where
                        + (versions.equals(ofThisJvm())
                                ? ""
                                : "; it was written with " + versions + ", and this is "
                                        + ofThisJvm()));
    }

    /** The text of the file. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("# What replays a failure. In src/test/resources/repros it is run first.");
        lines.add("format = " + FORMAT);
        lines.add("test = " + ConfigUtil.quoteString(test));
        lines.add("seed = " + ConfigUtil.quoteString(SeedSequence.format(seed)));
        chaos.ifPresent(name -> lines.add("chaos = " + ConfigUtil.quoteString(name)));
        lines.add("property = " + ConfigUtil.quoteString(property));
        lines.add("versions = " + ConfigUtil.quoteString(versions));
        lines.add("fingerprint = ["
                + fingerprint.texts().stream()
                        .map(ConfigUtil::quoteString)
                        .collect(Collectors.joining(",\n    "))
                + "]");
        return String.join("\n", lines) + "\n";
    }

    /**
     * Reads a file.
     *
     * @param text what is in it
     * @param name its name, for complaints
     * @throws SimSetupException if it is no repro, or one that this version does not know
     */
    public static Repro parse(String text, String name) {
        try {
            Config config = ConfigFactory.parseString(text);
            int format = config.getInt("format");
            if (format != FORMAT) {
                throw new SimSetupException("repro " + name + " must be of format " + FORMAT
                        + ", but is of format " + format
                        + "; delete it, or use the version of pekko-sim that wrote it");
            }
            return new Repro(
                    config.getString("test"),
                    SeedSequence.parse(config.getString("seed")),
                    config.hasPath("chaos")
                            ? Optional.of(config.getString("chaos"))
                            : Optional.empty(),
                    config.getString("property"),
                    config.getString("versions"),
                    Fingerprint.of(config.getStringList("fingerprint")));
        } catch (ConfigException | NumberFormatException e) {
            throw new SimSetupException(
                    "repro " + name + " cannot be read: " + e.getMessage() + "; delete it");
        }
    }
}
