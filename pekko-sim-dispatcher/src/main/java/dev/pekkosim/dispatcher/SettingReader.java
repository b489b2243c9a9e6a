// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.Internal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of one section. What is wrong with one is an {@link IllegalArgumentException}
 * that names its key, the rule and its value.
 *
 * @hidden
 */
@Internal
public final class SettingReader {

    private final Config config;
    private final String section;

    /**
     * Creates a reader.
     *
     * @param config has the references of all modules in it
     * @param section its path; empty for the whole configuration
     */
    public SettingReader(Config config, String section) {
        this.config = config;
        this.section = section;
    }

    /**
     * A reader of a section in this one.
     *
     * @param name a path
     */
    public SettingReader below(String name) {
        return new SettingReader(config, path(name));
    }

    /** Whether a setting is there. */
    public boolean has(String key) {
        return config.hasPath(path(key));
    }

    /**
     * A whole number.
     *
     * @param key the setting
     * @param least the smallest that it may be
     */
    public int count(String key, int least) {
        return (int) whole(key, least, Integer.MAX_VALUE);
    }

    /**
     * A whole number that may be large.
     *
     * @param key the setting
     * @param least the smallest that it may be
     */
    public long largeCount(String key, long least) {
        return whole(key, least, Long.MAX_VALUE);
    }

    private long whole(String key, long least, long most) {
        String rule = "must be a whole number of at least " + least
                + (most == Long.MAX_VALUE ? "" : " and at most " + most);
        Number number = read(key, rule, config::getNumber);
        long whole = number.longValue();
        // A number of 64 bits is no double, but then it is no fraction either.
        boolean isFraction = number instanceof Double && number.doubleValue() != whole;
        require(!isFraction && whole >= least && whole <= most, key, rule);
        return whole;
    }

    /**
     * A number of bytes.
     *
     * @param key the setting
     * @param least the smallest that it may be
     */
    public int bytes(String key, int least) {
        return (int) bytes(key, least, Integer.MAX_VALUE);
    }

    /**
     * A number of bytes that may be large.
     *
     * @param key the setting
     * @param least the smallest that it may be
     */
    public long largeBytes(String key, long least) {
        return bytes(key, least, Long.MAX_VALUE);
    }

    private long bytes(String key, long least, long most) {
        String rule = "must be a size of at least " + least
                + (most == Long.MAX_VALUE ? "" : " and at most " + most)
                + " bytes, such as 256 KiB";
        long bytes = read(key, rule, config::getBytes);
        require(bytes >= least && bytes <= most, key, rule);
        return bytes;
    }

    /** A duration that may be 0. */
    public Duration duration(String key) {
        String rule = "must be a duration that is not negative, such as 10 s";
        Duration duration = read(key, rule, config::getDuration);
        require(!duration.isNegative(), key, rule);
        return duration;
    }

    /** A duration that is not 0. */
    public Duration positiveDuration(String key) {
        String rule = "must be a duration longer than 0, such as 10 s";
        Duration duration = read(key, rule, config::getDuration);
        require(!duration.isNegative() && !duration.isZero(), key, rule);
        return duration;
    }

    /** Milliseconds; 0 for none. */
    public long millis(String key) {
        Duration duration = duration(key);
        require(
                duration.isZero() || duration.toMillis() > 0,
                key,
                "must be a duration of at least 1 ms, or 0");
        return duration.toMillis();
    }

    /**
     * Requires that one duration is not longer than another.
     *
     * @param lower the setting of the one
     * @param upper the setting of the other
     */
    public void requireOrder(String lower, String upper) {
        require(
                duration(lower).compareTo(duration(upper)) <= 0,
                lower,
                "must not be longer than " + path(upper) + ", which is " + value(upper));
    }

    /** Whether something is on. */
    public boolean flag(String key) {
        return read(key, "must be on or off", config::getBoolean);
    }

    /** A probability. */
    public Ratio ratio(String key) {
        String rule = "must be a ratio between 0 and 1, such as 1/4";
        String text = read(key, rule, config::getString);
        try {
            return Ratio.of(text);
        } catch (IllegalArgumentException e) {
            throw wrong(key, rule, e);
        }
    }

    /**
     * One of several names.
     *
     * @param key the setting
     * @param names which it may be
     */
    public String oneOf(String key, List<String> names) {
        String rule = "must be one of " + String.join(", ", names);
        String name = read(key, rule, config::getString);
        require(names.contains(name), key, rule);
        return name;
    }

    /** A list of texts. */
    public List<String> texts(String key) {
        return read(key, "must be a list of texts, such as [com.acme]", config::getStringList);
    }

    // ---- what is wrong

    private <T> T read(String key, String rule, Function<String, T> reader) {
        try {
            return reader.apply(path(key));
        } catch (ConfigException e) {
            throw wrong(key, rule, e);
        }
    }

    /**
     * Requires that a rule is kept.
     *
     * @param isKept whether it is
     * @param key the setting
     * @param rule what it must be, beginning with "must"
     */
    public void require(boolean isKept, String key, String rule) {
        if (!isKept) {
            throw wrong(key, rule, null);
        }
    }

    private IllegalArgumentException wrong(String key, String rule, @Nullable Exception cause) {
        return new IllegalArgumentException(
                path(key) + " " + rule + ", but is " + value(key), cause);
    }

    private String value(String key) {
        String path = path(key);
        if (!config.hasPathOrNull(path)) {
            return "missing";
        }
        if (config.getIsNull(path)) {
            return "null";
        }
        Object value = config.getValue(path);
        if (value instanceof ConfigObject) {
            return "a section";
        }
        if (value instanceof ConfigList list) {
            return String.valueOf(list.unwrapped());
        }
        return "'" + config.getValue(path).unwrapped() + "'";
    }

    private String path(String key) {
        return section.isEmpty() ? key : section + "." + key;
    }
}
