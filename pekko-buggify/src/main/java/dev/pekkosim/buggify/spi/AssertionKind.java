// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a property states. Each kind is one method name of {@code Property}, and has the words of
 * Antithesis' protocol 1.1.0 for it.
 *
 * @since 0.1.0
 */
public enum AssertionKind {
    /** True at every evaluation, of which there is at least one. */
    ALWAYS("always", Type.ALWAYS, "Always", true),
    /** True at every evaluation, if there is any. */
    ALWAYS_OR_UNREACHABLE("alwaysOrUnreachable", Type.ALWAYS, "AlwaysOrUnreachable", false),
    /** True at least once. */
    SOMETIMES("sometimes", Type.SOMETIMES, "Sometimes", true),
    /** True once in a while, which nobody waits for. */
    RARELY("rarely", Type.SOMETIMES, "Sometimes", false),
    /** Passed at least once. */
    REACHABLE("reachable", Type.REACHABILITY, "Reachable", true),
    /** Never passed. */
    UNREACHABLE("unreachable", Type.REACHABILITY, "Unreachable", false),

    /** Always with {@link Comparison#GREATER_THAN}. */
    ALWAYS_GREATER_THAN("alwaysGreaterThan", Type.ALWAYS, Comparison.GREATER_THAN),
    /** Always with {@link Comparison#GREATER_THAN_OR_EQUAL_TO}. */
    ALWAYS_GREATER_THAN_OR_EQUAL_TO(
            "alwaysGreaterThanOrEqualTo", Type.ALWAYS, Comparison.GREATER_THAN_OR_EQUAL_TO),
    /** Always with {@link Comparison#LESS_THAN}. */
    ALWAYS_LESS_THAN("alwaysLessThan", Type.ALWAYS, Comparison.LESS_THAN),
    /** Always with {@link Comparison#LESS_THAN_OR_EQUAL_TO}. */
    ALWAYS_LESS_THAN_OR_EQUAL_TO(
            "alwaysLessThanOrEqualTo", Type.ALWAYS, Comparison.LESS_THAN_OR_EQUAL_TO),
    /** Sometimes with {@link Comparison#GREATER_THAN}. */
    SOMETIMES_GREATER_THAN("sometimesGreaterThan", Type.SOMETIMES, Comparison.GREATER_THAN),
    /** Sometimes with {@link Comparison#GREATER_THAN_OR_EQUAL_TO}. */
    SOMETIMES_GREATER_THAN_OR_EQUAL_TO(
            "sometimesGreaterThanOrEqualTo", Type.SOMETIMES, Comparison.GREATER_THAN_OR_EQUAL_TO),
    /** Sometimes with {@link Comparison#LESS_THAN}. */
    SOMETIMES_LESS_THAN("sometimesLessThan", Type.SOMETIMES, Comparison.LESS_THAN),
    /** Sometimes with {@link Comparison#LESS_THAN_OR_EQUAL_TO}. */
    SOMETIMES_LESS_THAN_OR_EQUAL_TO(
            "sometimesLessThanOrEqualTo", Type.SOMETIMES, Comparison.LESS_THAN_OR_EQUAL_TO),

    /** Of several conditions, one or more are true at every evaluation. */
    ALWAYS_SOME("alwaysSome", Type.ALWAYS, "Always", true),
    /** Several conditions are true at once, at least once. */
    SOMETIMES_ALL("sometimesAll", Type.SOMETIMES, "Sometimes", true),
    /** Each value that is seen is an outcome of its own; the protocol knows it as one sometimes. */
    SOMETIMES_EACH("sometimesEach", Type.SOMETIMES, "Sometimes", true),
    /** True within a time of each evaluation; the protocol knows it as an always. */
    EVENTUALLY("eventually", Type.ALWAYS, "Always", true);

    private static final Map<String, AssertionKind> BY_METHOD =
            Arrays.stream(values()).collect(Collectors.toMap(k -> k.method, Function.identity()));

    private final String method;
    private final Type type;
    private final String displayType;
    private final boolean mustHit;
    private final @Nullable Comparison comparison;

    AssertionKind(String method, Type type, String displayType, boolean mustHit) {
        this.method = method;
        this.type = type;
        this.displayType = displayType;
        this.mustHit = mustHit;
        this.comparison = null;
    }

    AssertionKind(String method, Type type, Comparison comparison) {
        this.method = method;
        this.type = type;
        this.displayType = type == Type.ALWAYS ? "Always" : "Sometimes";
        this.mustHit = true;
        this.comparison = comparison;
    }

    /**
     * The kind that a method of {@code Property} states, if it states any.
     *
     * @param method its name, such as {@code alwaysOrUnreachable}
     */
    public static Optional<AssertionKind> ofMethod(String method) {
        return Optional.ofNullable(BY_METHOD.get(method));
    }

    /** The name of the methods of {@code Property} that state it. */
    public String method() {
        return method;
    }

    /** {@code always}, {@code sometimes} or {@code reachability}. */
    public String assertType() {
        return type.word;
    }

    /**
     * {@code Always}, {@code AlwaysOrUnreachable}, {@code Sometimes}, {@code Reachable} or
     * {@code Unreachable}.
     */
    public String displayType() {
        return displayType;
    }

    /** Whether a campaign in which it is never evaluated fails. */
    public boolean mustHit() {
        return mustHit;
    }

    /** Whether a single evaluation that is false is a failure. */
    public boolean failsWhenFalse() {
        return type == Type.ALWAYS || this == UNREACHABLE;
    }

    /** How the numeric kinds compare; empty for all others. */
    public Optional<Comparison> comparison() {
        return Optional.ofNullable(comparison);
    }

    private enum Type {
        ALWAYS("always"),
        SOMETIMES("sometimes"),
        REACHABILITY("reachability");

        private final String word;

        Type(String word) {
            this.word = word;
        }
    }
}
