// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

/**
 * A rule that is at work in a network.
 *
 * @since 0.1.0
 */
public final class InstalledRule {

    private final RuleChain chain;
    private final String name;
    private final NetworkRule rule;
    private final long number;

    InstalledRule(RuleChain chain, String name, NetworkRule rule, long number) {
        this.chain = chain;
        this.name = name;
        this.rule = rule;
        this.number = number;
    }

    /** The name under which the trace knows it. */
    public String name() {
        return name;
    }

    /**
     * Takes the rule out: it is asked no more, and what it held goes on, in order, to the rules
     * behind it. Doing it again does nothing.
     */
    public void uninstall() {
        chain.uninstall(this);
    }

    /** Whether it is at work. */
    public boolean isInstalled() {
        return chain.contains(this);
    }

    NetworkRule rule() {
        return rule;
    }

    /** Which installation of the run it was, from 0. */
    long number() {
        return number;
    }

    @Override
    public String toString() {
        return "rule " + name;
    }
}
