// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What an option is, and where that was set.
 *
 * @param option the option
 * @param text as it was written
 * @param source where; empty if it is the default
 * @hidden
 */
@Internal
public record GivenOption(Option option, String text, String source) {

    /** Without blanks around the text. */
    public GivenOption {
        text = text.strip();
    }

    /** Whether nobody set it. */
    public boolean isDefault() {
        return source.isEmpty();
    }

    /**
     * As a number.
     *
     * @param least the smallest one that it may be
     * @throws SimSetupException if it is no such number
     */
    public int count(int least) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw mustBe("a whole number");
        }
        throw mustBe("at least " + least);
    }

    /**
     * As a switch.
     *
     * @throws SimSetupException if it is neither {@code on} nor {@code off}
     */
    public boolean flag() {
        return switch (text) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw mustBe("on or off");
        };
    }

    /**
     * As a positive length of time.
     *
     * @throws SimSetupException if it is none
     */
    public Duration duration() {
        try {
            Duration duration = ConfigValueFactory.fromAnyRef(text).atKey("it").getDuration("it");
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (ConfigException e) {
            throw mustBe("a length of time such as 90s or 5 minutes");
        }
        throw mustBe("longer than nothing");
    }

    /**
     * As a part of the seeds.
     *
     * @throws SimSetupException if it is none
     */
    public Shard shard() {
        return Shard.parse(text).orElseThrow(() -> mustBe(Shard.RULE));
    }

    /** As names with commas between them. */
    public List<String> names() {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * As a path.
     *
     * @param what of which it is
     * @throws SimSetupException if it is none
     */
    public Path path(String what) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw mustBe("the path of a " + what);
        }
        throw mustBe("the path of a " + what);
    }

    /** The complaint that it is not what it must be. */
    public SimSetupException mustBe(String rule) {
        String but = text.isEmpty() ? "empty" : text;
        return new SimSetupException(
                option.label() + " must be " + rule + ", but is " + but + where());
    }

    /** Where it was set, in brackets; nothing if it is the default. */
    public String where() {
        return isDefault() ? "" : " (" + source + ")";
    }

    /** Such as {@code seeds 100 (system property pekko.sim.seeds)}. */
    @Override
    public String toString() {
        return option.label() + " " + text + where();
    }
}
