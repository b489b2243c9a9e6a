package dev.pekkosim.engine;

/**
 * A probability as a ratio of whole numbers, since no decision may rest on floating point.
 *
 * @param numerator favourable cases, 0 to {@code denominator}
 * @param denominator all cases, positive
 */
public record Ratio(int numerator, int denominator) {

    /** Checks the bounds. */
    public Ratio {
        if (denominator <= 0 || numerator < 0 || numerator > denominator) {
            throw new IllegalArgumentException(
                    "ratio must be between 0 and 1, but is " + numerator + "/" + denominator);
        }
    }

    /**
     * A ratio.
     *
     * @param numerator favourable cases
     * @param denominator all cases
     */
    public static Ratio of(int numerator, int denominator) {
        return new Ratio(numerator, denominator);
    }

    /**
     * Reads a ratio.
     *
     * @param text such as {@code 1/4}, or {@code 0} and {@code 1}
     */
    public static Ratio parse(String text) {
        int slash = text.indexOf('/');
        try {
            return slash < 0
                    ? new Ratio(Integer.parseInt(text.strip()), 1)
                    : new Ratio(
                            Integer.parseInt(text.substring(0, slash).strip()),
                            Integer.parseInt(text.substring(slash + 1).strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("ratio must be like 1/4, but is '" + text + "'", e);
        }
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
