package dev.pekkosim.workloads.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import org.junit.jupiter.api.Test;

class BankOptionsTest {

    @Test
    void accounts_mustBeTwoForATransfer() {
        assertThatThrownBy(() -> BankWorkload.with(options -> options.accounts(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("accounts must be at least 2, but is 1");
    }

    @Test
    void config_isThatOfAClusterOfServers() {
        Config config = BankApp.config();
        assertThat(config.getString("pekko.actor.provider")).isEqualTo("cluster");
        assertThat(config.getStringList("pekko.cluster.roles"))
                .containsExactly(BankApp.SERVER_ROLE);
        assertThat(config.getString("pekko.cluster.split-brain-resolver.keep-majority.role"))
                .isEqualTo(BankApp.SERVER_ROLE);
        assertThat(config.getObject("pekko.actor.serialization-bindings"))
                .containsKey(BankSerializable.class.getName());
        assertThat(config.getConfig("pekko.sim.cluster-journal").hasPath("class"))
                .isTrue();
    }
}
