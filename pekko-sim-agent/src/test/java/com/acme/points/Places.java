package com.acme.points;

import dev.pekkosim.buggify.Buggify;
import java.io.Serializable;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Points without a name wherever code can stand; a test asserts the lines. */
@SuppressWarnings("UnnecessaryLambda") // It is about lambdas.
public final class Places {

    private static final BooleanSupplier IN_STATIC = () -> Buggify.buggify(); // 15

    private final BooleanSupplier inConstructor = () -> Buggify.buggify(); // 17

    /** A lambda with a hash in its name. */
    public interface Kept extends BooleanSupplier, Serializable {}

    /** Code in an interface, which cannot have private methods of any kind. */
    public interface InInterface {

        /** Refers to a point. */
        static BooleanSupplier reference() {
            return Buggify::buggify; // 27
        }
    }

    /** Calls one directly. */
    public boolean direct() {
        return Buggify.buggify(); // 33
    }

    /** Calls two in one line. */
    public int twice() {
        return Buggify.knob(5, 1, 10) + Buggify.knob(50, 10, 100); // 38
    }

    /** A lambda in a lambda. */
    public Supplier<BooleanSupplier> nested() {
        return () -> () -> Buggify.buggify(); // 43
    }

    /** A serializable lambda, as Pekko's are. */
    public Kept kept() {
        return () -> Buggify.buggify(); // 48
    }

    /** A lambda in a static initialiser. */
    public static BooleanSupplier inStatic() {
        return IN_STATIC;
    }

    /** A lambda in a constructor. */
    public BooleanSupplier inConstructor() {
        return inConstructor;
    }

    /** A reference. */
    public BooleanSupplier reference() {
        return Buggify::buggify; // 63
    }

    /** Two references in one line. */
    public List<BooleanSupplier> references() {
        return List.of(Buggify::buggify, Buggify::rarely); // 68
    }

    /** A reference with an argument. */
    public Function<List<String>, String> choice() {
        return Buggify::choice; // 73
    }

    /** A point in an anonymous class. */
    public IntSupplier anonymous() {
        return new IntSupplier() {
            @Override
            public int getAsInt() {
                return Buggify.knob(5, 1, 10); // 81
            }
        };
    }
}
