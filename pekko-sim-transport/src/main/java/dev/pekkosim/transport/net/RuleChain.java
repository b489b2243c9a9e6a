// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.run.Engine;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of a network in the order of their installation. */
final class RuleChain {

    private final Engine engine;
    private final Runnable whenUninstalled;
    private List<InstalledRule> rules = List.of();
    private long installed;

    /**
     * @param engine the engine of the run
     * @param whenUninstalled called when a rule is gone, so that what it held must be judged again
     */
    RuleChain(Engine engine, Runnable whenUninstalled) {
        this.engine = engine;
        this.whenUninstalled = whenUninstalled;
    }

    List<InstalledRule> rules() {
        return rules;
    }

    boolean contains(InstalledRule rule) {
        return rules.contains(rule);
    }

    InstalledRule install(String name, NetworkRule rule) {
        InstalledRule added = new InstalledRule(this, name, rule, installed++);
        engine.event(ConnectionLabels.of(name, "install"), new NetworkEvent.Install(name));
        rules = Stream.concat(rules.stream(), Stream.of(added)).toList();
        return added;
    }

    void uninstall(InstalledRule rule) {
        if (contains(rule)) {
            rules = rules.stream().filter(other -> other != rule).toList();
            engine.event(
                    ConnectionLabels.of(rule.name(), "uninstall"),
                    new NetworkEvent.Uninstall(rule.name()));
            whenUninstalled.run();
        }
    }

    /**
     * Asks the rules about a packet, and does what they say.
     *
     * @return whether the packet may leave; if not, it must wait, or its connection was reset or
     *     refused
     */
    boolean letsPass(Connection connection, Packet packet) {
        if (rules.isEmpty() || !packet.isJudged()) {
            return true;
        }
        Verdict.Kind decided = judge(connection, packet);
        switch (decided) {
            case RESET -> connection.reset();
            case REFUSE -> connection.refuse();
            case PASS, DELAY, HOLD -> {}
        }
        return decided == Verdict.Kind.PASS;
    }

    /**
     * Asks all rules about a packet, or only those behind the one that held it.
     *
     * @return a pass, with the delays noted on the packet, or what the first rule says that does
     *     not let it pass
     */
    private Verdict.Kind judge(Connection connection, Packet packet) {
        InstalledRule holder = packet.holder();
        if (holder != null && contains(holder)) {
            return Verdict.Kind.HOLD;
        }
        Passage passage = Passage.of(connection, packet);
        for (InstalledRule rule : rules) {
            if (holder == null || rule.number() > holder.number()) {
                Verdict.Kind decided = apply(rule, passage, packet);
                if (decided != Verdict.Kind.PASS) {
                    return decided;
                }
            }
        }
        return Verdict.Kind.PASS;
    }

    private Verdict.Kind apply(InstalledRule rule, Passage passage, Packet packet) {
        Verdict verdict = ask(rule, passage);
        if (verdict == null || !contains(rule) || verdict.kind() == Verdict.Kind.PASS) {
            return Verdict.Kind.PASS;
        }
        long label = ConnectionLabels.of(
                rule.name(),
                verdict.kind().name(),
                passage.connection(),
                passage.bytes(),
                verdict.delayNanos());
        engine.event(label, new NetworkEvent.Judge(rule.name(), passage, verdict));
        switch (verdict.kind()) {
            case DELAY -> packet.delay(verdict.delayNanos());
            case HOLD -> packet.holder(rule);
            case PASS, RESET, REFUSE -> {}
        }
        return verdict.kind() == Verdict.Kind.DELAY ? Verdict.Kind.PASS : verdict.kind();
    }

    /**
     * What a rule says, or null if it is gone, or fails. The latter fails the run, since streams
     * would hide it.
     */
    private @Nullable Verdict ask(InstalledRule rule, Passage passage) {
        if (!contains(rule)) {
            return null;
        }
        try {
            Verdict verdict = rule.rule().judge(passage);
            if (verdict.kind() == Verdict.Kind.REFUSE && passage.kind() != Passage.Kind.CONNECT) {
                throw new IllegalStateException(
                        rule + " must refuse only attempts to connect, but refused " + passage);
            }
            return verdict;
        } catch (RuntimeException e) {
            engine.fail(
                    Failure.Kind.EXCEPTION,
                    "no exception leaves a network rule",
                    rule + " threw " + e,
                    e);
            return null;
        }
    }
}
