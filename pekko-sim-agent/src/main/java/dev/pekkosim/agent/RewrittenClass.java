package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.List;

/** What is known, while a class is being rewritten, about that class and what was done to it. */
final class RewrittenClass {

    private final String name;
    private final boolean isInterface;
    private final ExtraMethods extraMethods = new ExtraMethods();
    private final List<Object> found = new ArrayList<>();
    private boolean changed;

    RewrittenClass(String name, boolean isInterface) {
        this.name = name;
        this.isInterface = isInterface;
    }

    /** The internal name. */
    String name() {
        return name;
    }

    boolean isInterface() {
        return isInterface;
    }

    ExtraMethods extraMethods() {
        return extraMethods;
    }

    /** Notes that at least one instruction was rewritten. */
    void changed() {
        changed = true;
    }

    /** Notes that what a row of a table looks for was found and rewritten. */
    void found(Object row) {
        changed = true;
        found.add(row);
    }

    boolean isChanged() {
        return changed;
    }

    boolean isFound(Object row) {
        return found.contains(row);
    }
}
