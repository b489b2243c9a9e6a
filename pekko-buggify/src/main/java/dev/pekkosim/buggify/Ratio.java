// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify;

/**
 * A probability as a ratio of whole numbers, since no decision of a run may rest on floating point.
 *
 * <p>Keep one that is not a constant of this class in a {@code static final} field, so that nothing
 * is made per call.
 *
 * @param numerator favourable cases, 0 to {@code denominator}
 * @param denominator all cases, positive
 * @since 0.1.0
 */
public record Ratio(int numerator, int denominator) {

    /** Never. */
    public static final Ratio NEVER = new Ratio(0, 1);

    /** Once in a hundred calls. */
    public static final Ratio ONE_PERCENT = new Ratio(1, 100);

    /** Once in ten calls. */
    public static final Ratio TENTH = new Ratio(1, 10);

    /** Once in four calls, which is how often an active point fires unless told otherwise. */
    public static final Ratio QUARTER = new Ratio(1, 4);

    /** Every other call. */
    public static final Ratio HALF = new Ratio(1, 2);

    /** At every call. */
    public static final Ratio ALWAYS = new Ratio(1, 1);

    /** Checks the bounds. */
    public Ratio {
        if (denominator <= 0 || numerator < 0 || numerator > denominator) {
            throw new IllegalArgumentException(
                    "ratio must be between 0/1 and 1/1, but is " + numerator + "/" + denominator);
        }
    }

    /**
     * A ratio.
     *
     * @param numerator favourable cases, 0 to {@code denominator}
     * @param denominator all cases, positive
     */
    public static Ratio of(int numerator, int denominator) {
        return new Ratio(numerator, denominator);
    }

    /**
     * Reads a ratio, such as {@link #toString()} writes it.
     *
     * @param text two whole numbers and a slash between them, such as {@code 1/4}; or {@code 0} or
     *     {@code 1}
     * @throws IllegalArgumentException if it is something else, or not between 0 and 1
     */
    public static Ratio of(String text) {
        if (text == null) {
            throw malformed("null");
        }
        if (text.equals("0")) {
            return NEVER;
        }
        if (text.equals("1")) {
            return ALWAYS;
        }
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw malformed(quoted(text));
        }
        try {
            return new Ratio(
                    Integer.parseInt(text, 0, slash, 10),
                    Integer.parseInt(text, slash + 1, text.length(), 10));
        } catch (NumberFormatException e) {
            IllegalArgumentException malformed = malformed(quoted(text));
            malformed.initCause(e);
            throw malformed;
        }
    }

    private static IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException(
                "ratio must be two whole numbers such as 1/4, but is " + what);
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
