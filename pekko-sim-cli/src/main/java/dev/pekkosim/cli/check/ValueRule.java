// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli.check;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the value of an option must be. */
public enum ValueRule {
    /** There is none. */
    NONE,
    /** Whatever it is; for options that only the command itself gives. */
    ANY,
    /** A whole number from 0. */
    COUNT {
        @Override
        Optional<String> problem(Vocabulary vocabulary, String option, String value) {
            return atLeast(0, option, value);
        }
    },
    /** A whole number from 1. */
    POSITIVE {
        @Override
        Optional<String> problem(Vocabulary vocabulary, String option, String value) {
            return atLeast(1, option, value);
        }
    },
    /** 64 bits. */
    SEED {
        @Override
        Optional<String> problem(Vocabulary vocabulary, String option, String value) {
            return isSeed(value)
                    ? Optional.empty()
                    : Optional.of("seed must be a 64-bit number, decimal or hexadecimal after 0x,"
                            + " but is '" + value + "'");
        }
    },
    /** A part of the seeds. */
    SHARD {
        @Override
        Optional<String> problem(Vocabulary vocabulary, String option, String value) {
            return isShard(value)
                    ? Optional.empty()
                    : Optional.of(option + " must be i/n with i from 1 to n, such as 2/8, but is '"
                            + value + "'");
        }
    },
    /** A length of time. */
    TIME {
        @Override
        Optional<String> problem(Vocabulary vocabulary, String option, String value) {
            return value.matches("0*[1-9]\\d{0,9} ?(ms|s|m|h|seconds?|minutes?|hours?)")
                    ? Optional.empty()
                    : Optional.of(option + " must be a length of time such as 90s or 5 minutes, but"
                            + " is '" + value + "'");
        }
    },
    /** The name of a chaos, or those of fault families. */
    CHAOS {
        @Override
        Optional<String> problem(Vocabulary vocabulary, String option, String value) {
            return vocabulary.chaosProblem(value);
        }
    },
    /** Ids of known finds. */
    FINDS {
        @Override
        Optional<String> problem(Vocabulary vocabulary, String option, String value) {
            return vocabulary.findsProblem(value);
        }
    },
    /** The name of a bug that the workload has. */
    BUG,
    /** A file that can be written. */
    FILE {
        @Override
        Optional<String> problem(Vocabulary vocabulary, String option, String value) {
            return fileProblem(option, value);
        }
    },
    /** The home of a JDK. */
    JAVA_HOME {
        @Override
        Optional<String> problem(Vocabulary vocabulary, String option, String value) {
            return JavaHome.problem(option, value);
        }
    };

    private static final Pattern SHARD_TEXT = Pattern.compile("([1-9]\\d{0,8})/([1-9]\\d{0,8})");

    /**
     * What is wrong with a value.
     *
     * @param vocabulary what there is to be named
     * @param option the option
     * @param value its value
     */
    Optional<String> problem(Vocabulary vocabulary, String option, String value) {
        return Optional.empty();
    }

    private static Optional<String> atLeast(int least, String option, String value) {
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return Optional.of(option + " must be a whole number of at least " + least
                    + ", but is '" + value + "'");
        }
        return number >= least
                ? Optional.empty()
                : Optional.of(option + " must be at least " + least + ", but is " + number);
    }

    private static boolean isShard(String value) {
        Matcher shard = SHARD_TEXT.matcher(value);
        return shard.matches()
                && Integer.parseInt(shard.group(1)) <= Integer.parseInt(shard.group(2));
    }

    private static boolean isSeed(String value) {
        try {
            if (value.startsWith("0x") || value.startsWith("0X")) {
                Long.parseUnsignedLong(value.substring(2), 16);
            } else if (value.startsWith("-")) {
                Long.parseLong(value);
            } else {
                Long.parseUnsignedLong(value);
            }
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Optional<String> fileProblem(String option, String value) {
        Path path;
        try {
            path = Path.of(value).toAbsolutePath();
        } catch (InvalidPathException e) {
            return Optional.of(option + " must name a file, but is '" + value + "'");
        }
        Path folder = path.getParent();
        if (value.isEmpty() || folder == null) {
            return Optional.of(option + " must name a file, but is '" + value + "'");
        }
        if (!Files.isDirectory(folder)) {
            return Optional.of(option + " names a file in folder " + folder
                    + ", which does not exist; create it");
        }
        if (Files.isDirectory(path)) {
            return Optional.of(option + " must name a file, but " + path + " is a folder");
        }
        if (!Files.isWritable(Files.exists(path) ? path : folder)) {
            return Optional.of(
                    option + " names " + path + ", which may not be written; choose another file");
        }
        return Optional.empty();
    }
}
