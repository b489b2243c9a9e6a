// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import org.jspecify.annotations.Nullable;

/**
 * A method of a known class in which a hook must be placed. If the place or the whole class is not
 * there, because a release of its library changed it, that is reported by
 * {@link SimAgent#missingHooks(ClassLoader)}.
 */
abstract class MethodTarget {

    private final @Nullable Treatment treatment;
    private final String jar;
    private final String owner;
    private final String method;
    private Release since = Release.FIRST;

    /**
     * Creates a target that is always applied.
     *
     * @param jar the artifact that holds the class, for the report
     * @param owner internal name of the class
     * @param method name of the method
     */
    MethodTarget(String jar, String owner, String method) {
        this(null, jar, owner, method);
    }

    /**
     * Creates a target.
     *
     * @param treatment what it belongs to, null if nothing can be simulated without it
     * @param jar the artifact that holds the class, for the report
     * @param owner internal name of the class
     * @param method name of the method
     */
    MethodTarget(@Nullable Treatment treatment, String jar, String owner, String method) {
        this.treatment = treatment;
        this.jar = jar;
        this.owner = owner;
        this.method = method;
    }

    /** Whether its treatment is not switched off. */
    final boolean isApplied() {
        return treatment == null || treatment.isApplied();
    }

    /** Internal name of the class with the hooks. */
    final String hooks() {
        return treatment == null ? CallSite.HOOKS : treatment.hooks();
    }

    /**
     * Says that the place came with a release of Pekko. It is not missed in earlier ones, which had
     * nothing there to simulate.
     *
     * @param major the first number of the release
     * @param minor the second
     * @return this target
     */
    final MethodTarget since(int major, int minor) {
        since = new Release(major, minor);
        return this;
    }

    /** Whether no run can be simulated without it. */
    boolean isRequired() {
        return true;
    }

    final Release since() {
        return since;
    }

    final boolean isExpectedIn(Release running) {
        return !running.isBefore(since);
    }

    final String jar() {
        return jar;
    }

    final String owner() {
        return owner;
    }

    final String method() {
        return method;
    }

    /** Whether the hook belongs into the method with this name and descriptor. */
    boolean matches(String name, String descriptor) {
        return method.equals(name);
    }

    /**
     * Makes the visitor that places the hook and then calls {@link RewrittenClass#found(Object)}
     * with this target.
     */
    abstract MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next);

    /** What is looked for in the method, to be read after "no". */
    abstract String expected();

    /** The sentence for a class in which the place was not found. */
    final String missing() {
        return place() + " has no " + expected() + ", so it is not simulated";
    }

    /** The sentence for a class that was not found. */
    final String missingClass() {
        return place() + " is not there, as the class does not exist, so it is not simulated";
    }

    private String place() {
        return owner.replace('/', '.') + "." + method + " in " + jar;
    }
}
