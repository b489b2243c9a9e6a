// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/**
 * The bank: an application of sharded, event sourced accounts, as a team might run it. It knows
 * nothing of the simulation. Nodes of role {@value #SERVER_ROLE} host accounts; all others only
 * reach them.
 *
 * @since 0.1.0
 */
public final class BankApp {

    /** The role of the nodes that host accounts. */
    public static final String SERVER_ROLE = "server";

    private BankApp() {}

    /** The guardian of the bank as it should be. */
    public static Behavior<Void> guardian() {
        return guardian(BankBug.NONE);
    }

    /**
     * The guardian of a bank with a planted bug.
     *
     * @param bug the bug
     */
    public static Behavior<Void> guardian(BankBug bug) {
        return Behaviors.setup(context -> {
            startAccounts(context.getSystem(), bug);
            return Behaviors.empty();
        });
    }

    /** The bank's configuration, {@code bank.conf}, with everybody's defaults. */
    public static Config config() {
        ClassLoader loader = BankApp.class.getClassLoader();
        return ConfigFactory.parseResources(loader, "bank.conf")
                .withFallback(ConfigFactory.defaultReference(loader))
                .resolve();
    }

    /** Starts the shards, or a proxy to them. Doing it again does nothing. */
    static void startAccounts(ActorSystem<?> system, BankBug bug) {
        ClusterSharding sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(
                        Account.TYPE_KEY,
                        entity -> Account.create(
                                entity.getEntityId(), id -> account(system, id), bug))
                .withRole(SERVER_ROLE));
    }

    /** The account of an id, wherever it lives. */
    static RecipientRef<AccountCommand> account(ActorSystem<?> system, String accountId) {
        return ClusterSharding.get(system).entityRefFor(Account.TYPE_KEY, accountId);
    }
}
