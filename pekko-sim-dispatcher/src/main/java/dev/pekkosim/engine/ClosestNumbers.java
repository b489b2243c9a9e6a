package dev.pekkosim.engine;

/**
 * The two numbers of a comparison that came closest to failing or, for a sometimes, to holding.
 *
 * @param left the left number
 * @param right the right number
 * @param nearness how close they came; of one property more is closer
 */
public record ClosestNumbers(Number left, Number right, double nearness) {

    /** These or the others, whichever are closer; these if both are as close. */
    public ClosestNumbers orCloser(ClosestNumbers others) {
        return others.nearness > nearness ? others : this;
    }

    /** Both numbers, such as {@code 99 and 100}. */
    @Override
    public String toString() {
        return left + " and " + right;
    }
}
