// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the seeds of a campaign, which several JVMs share: of 3 shards the second has the seeds
 * with index 1, 4, 7 and so on, so that each has nearly as many, and all together have each seed
 * once.
 *
 * @param number which part, from 1
 * @param count how many parts there are
 * @hidden
 */
@Internal
public record Shard(int number, int count) {

    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,8})/([1-9]\\d{0,8})");

    /** Checks the numbers. */
    public Shard {
        if (number < 1 || number > count) {
            throw new SimSetupException(
                    "shard must be " + RULE + ", but is " + number + "/" + count);
        }
    }

    /** What the text of one must be. */
    public static final String RULE = "i/n with i from 1 to n, such as 2/8";

    /**
     * Reads one.
     *
     * @param text such as {@code 2/8}
     * @return empty if it is none
     */
    public static Optional<Shard> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        int count = Integer.parseInt(matcher.group(2));
        return number > count ? Optional.empty() : Optional.of(new Shard(number, count));
    }

    /**
     * How many seeds it has.
     *
     * @param seeds how many the campaign has
     */
    public int size(int seeds) {
        return (int) Math.max(0, ((long) seeds - number + count) / count);
    }

    /**
     * Which seed of the campaign one of its own is.
     *
     * @param index from 0, within the shard
     * @return the index within the campaign
     */
    public long indexOf(long index) {
        return index * count + number - 1;
    }

    /** Such as {@code 2/8}. */
    @Override
    public String toString() {
        return number + "/" + count;
    }
}
