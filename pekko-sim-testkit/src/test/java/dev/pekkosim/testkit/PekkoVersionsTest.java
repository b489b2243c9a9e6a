package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.testkit.cluster.SimSetupException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import org.apache.pekko.Version;
import org.junit.jupiter.api.Test;

class PekkoVersionsTest {

    @Test
    void campaign_withAPekkoThatLacksAHook_isRefused() throws Exception {
        String hidden = "org.apache.pekko.cluster.ddata.OneVersionVector";
        Class<?> testkit = new Isolated(hidden).loadClass(SimClusterTestKit.class.getName());
        var campaign = testkit.getMethod("campaign", String.class);

        assertThatThrownBy(() -> campaign.invoke(null, "refused"))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasToString(SimSetupException.class.getName() + ": Pekko " + Version.current()
                        + " lacks what the simulator hooks into: " + hidden
                        + ".increment in pekko-distributed-data is not there, as the class does"
                        + " not exist, so it is not simulated; use a version that is tested,"
                        + " 1.0.3, 1.1.5, 1.2.1, 1.6.0 or 1.7.0");
    }

    @Test
    void campaign_withoutSharding_isRefused() throws Exception {
        String hidden = "org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding";
        Class<?> testkit = new Isolated(hidden).loadClass(SimClusterTestKit.class.getName());
        var campaign = testkit.getMethod("campaign", String.class);

        assertThatThrownBy(() -> campaign.invoke(null, "refused"))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasToString(SimSetupException.class.getName()
                        + ": pekko-cluster-sharding-typed is not on the class path, and a run looks"
                        + " into it even if the application has no shards; add version "
                        + Version.current() + " of it in test scope");
    }

    @Test
    void campaign_withAllHooks_isMade() throws Exception {
        Class<?> testkit = new Isolated("none").loadClass(SimClusterTestKit.class.getName());

        assertThat(testkit.getMethod("campaign", String.class).invoke(null, "made"))
                .isNotNull();
    }

    /** Has a testkit of its own, which does not see one class of Pekko. */
    private static final class Isolated extends ClassLoader {

        private static final String TESTKIT = SimClusterTestKit.class.getPackageName() + ".";

        private final String hidden;

        private Isolated(String hidden) {
            super(PekkoVersionsTest.class.getClassLoader());
            this.hidden = hidden;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(hidden)) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith(TESTKIT)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
