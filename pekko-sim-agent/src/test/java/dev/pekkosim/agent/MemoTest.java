// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.agent.hook.SimHooks;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.apache.pekko.cluster.ClusterSettings;
import org.apache.pekko.cluster.JoinConfigCompatChecker$;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** What runs compute once, for speed only, of one configuration or one text. */
class MemoTest {

    @Test
    void keysOfConfiguration_onCarrier_areRememberedPerConfiguration() {
        Config config = ConfigFactory.load();
        Config other = config.withoutPath("pekko.cluster.seed-nodes");
        ClusterSettings settings = new ClusterSettings(config, "memo");

        Object seen = FakeCarrier.run(() -> List.of(
                        keys(config, settings), keys(config, settings), keys(other, settings)))
                .value();

        List<?> lists = (List<?>) seen;
        assertThat(lists.get(1)).isSameAs(lists.get(0));
        assertThat(lists.get(2)).isNotEqualTo(lists.get(0));
        assertThat(keys(config, settings)).isEqualTo(lists.get(0)).isNotSameAs(lists.get(0));
    }

    @Test
    void partOfConfiguration_onCarrier_isRememberedPerConfigurationAndKeys() {
        Config config = ConfigFactory.parseString("a = 1, b = 2, c = 3");
        Config other = ConfigFactory.parseString("a = 4, b = 5, c = 6");
        FakeCarrier.run(() -> {
            Config part = part(config, "a", "b");

            assertThat(part).isEqualTo(ConfigFactory.parseString("a = 1, b = 2"));
            assertThat(part(config, "a", "b")).isSameAs(part);
            assertThat(part(config, "c")).isEqualTo(ConfigFactory.parseString("c = 3"));
            assertThat(part(other, "a", "b")).isEqualTo(ConfigFactory.parseString("a = 4, b = 5"));
            return null;
        });
        assertThat(part(config, "a")).isNotSameAs(part(config, "a"));
    }

    @Test
    void configurationWithoutAPath_onCarrier_isRememberedPerPath() {
        Config config = ConfigFactory.parseString("a = 1, b = 2");
        FakeCarrier.run(() -> {
            Config withoutA = config.withoutPath("a");
            assertThat(withoutA.root().keySet()).containsExactly("b");
            assertThat(config.withoutPath("a")).isSameAs(withoutA);
            assertThat(config.withoutPath("b").root().keySet()).containsExactly("a");
            return null;
        });
        assertThat(config.withoutPath("a")).isNotSameAs(config.withoutPath("a"));
    }

    /** More than one configuration remembers: the oldest are computed anew, and are the same. */
    @Test
    void configurationWithoutManyPaths_onCarrier_isRightForEach() {
        Config config = ConfigFactory.parseString("a { b = 1, c = 2 }");
        FakeCarrier.run(() -> {
            for (int turn = 0; turn < 2; turn++) {
                for (int i = 0; i < 40; i++) {
                    assertThat(config.withoutPath("x" + i)).isEqualTo(config);
                    assertThat(config.withoutPath("a.b"))
                            .isEqualTo(ConfigFactory.parseString("a.c = 2"));
                }
            }
            return null;
        });
    }

    @Test
    void configuration_foundValidOnCarrier_isNotCheckedAgain() {
        Config config = ConfigFactory.parseString("part.a = 1, part.b = 2");
        Config reference = ConfigFactory.parseString("part.a = 0");
        Config wider = ConfigFactory.parseString("part.c = 0");
        FakeCarrier.run(() -> {
            config.checkValid(reference, "part");
            config.checkValid(reference, "part");
            assertThat(SimHooks.isChecked(config, reference, new String[] {"part"}))
                    .isTrue();
            assertThat(SimHooks.isChecked(config, reference, new String[] {"other"}))
                    .isFalse();
            assertThat(SimHooks.isChecked(config, wider, new String[] {"part"})).isFalse();
            assertThat(SimHooks.isChecked(config, null, new String[] {"part"})).isFalse();
            assertThatThrownBy(() -> config.checkValid(wider, "part"))
                    .isInstanceOf(ConfigException.ValidationFailed.class);
            assertThatThrownBy(() -> config.checkValid(wider, "part"))
                    .isInstanceOf(ConfigException.ValidationFailed.class);
            return null;
        });
        assertThat(SimHooks.isChecked(config, reference, new String[] {"part"})).isFalse();
    }

    @Test
    void path_onCarrier_isParsedOnce() {
        FakeCarrier.run(() -> {
            Object path = path(Config.class.getClassLoader(), "a.\"b.c\"");

            assertThat(path).hasToString("Path(a.\"b.c\")");
            assertThat(path(Config.class.getClassLoader(), "a.\"b.c\"")).isSameAs(path);
            assertThat(path(Config.class.getClassLoader(), "a.b.c")).isNotEqualTo(path);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> path(Config.class.getClassLoader(), "a..b"))
                        .isInstanceOf(ConfigException.BadPath.class);
            }
            return null;
        });
        assertThat(path(Config.class.getClassLoader(), "a.\"b.c\""))
                .isNotSameAs(path(Config.class.getClassLoader(), "a.\"b.c\""));
    }

    @Test
    void merge_onCarrier_isRememberedPerFallback() {
        Config config = ConfigFactory.parseString("a = 1");
        Config fallback = ConfigFactory.parseString("a = 2, b = 3");
        Config other = ConfigFactory.parseString("a = 2, b = 4");
        FakeCarrier.run(() -> {
            Config merged = config.withFallback(fallback);

            assertThat(merged).isEqualTo(ConfigFactory.parseString("a = 1, b = 3"));
            assertThat(config.withFallback(fallback)).isSameAs(merged);
            assertThat(config.withFallback(other))
                    .isEqualTo(ConfigFactory.parseString("a = 1, b = 4"));
            assertThat(fallback.withFallback(config)).isEqualTo(fallback);
            assertThat(config.withFallback(fallback.root())).isEqualTo(merged).isNotSameAs(merged);
            return null;
        });
        assertThat(config.withFallback(fallback)).isNotSameAs(config.withFallback(fallback));
    }

    @Test
    void partMergedWithItself_isItself() {
        Config config = ConfigFactory.parseString("a { b = 1 }, c = [2]");

        assertThat(config.withFallback(config)).isSameAs(config);
    }

    /** What is not resolved remembers what it was merged with. */
    @Test
    void partWithSubstitutions_mergedWithItself_isNotItself() {
        Config config = ConfigFactory.parseString("a = ${?b}, b = 1");

        assertThat(config.withFallback(config)).isNotSameAs(config);
    }

    @Test
    void configuration_ofWhichSomethingIsRemembered_canBeCollected() {
        WeakReference<Config> config = remembered();

        for (int i = 0; i < 20 && config.get() != null; i++) {
            System.gc();
        }

        assertThat(config.get()).isNull();
    }

    private static WeakReference<Config> remembered() {
        Config config = ConfigFactory.parseString("a = 1, b = 2");
        FakeCarrier.run(() -> {
            config.checkValid(config, "a");
            Config part = config.withoutPath("c");
            return List.of(part, part(config, "a"), part(part, "a"));
        });
        return new WeakReference<>(config);
    }

    @Test
    void classLoader_inWhichPathsAreRemembered_hasItsOwnAndCanBeCollected() throws Exception {
        WeakReference<ClassLoader> loader = ofItsOwn();

        for (int i = 0; i < 20 && loader.get() != null; i++) {
            System.gc();
        }

        assertThat(loader.get()).isNull();
    }

    private static WeakReference<ClassLoader> ofItsOwn() throws Exception {
        URL jar = Config.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader())) {
            Object type = FakeCarrier.run(() -> {
                        Object path = path(loader, "a.b");
                        assertThat(path(loader, "a.b")).isSameAs(path);
                        path(Config.class.getClassLoader(), "a.b");
                        return path.getClass();
                    })
                    .value();
            assertThat(((Class<?>) type).getClassLoader()).isSameAs(loader);
            return new WeakReference<>(loader);
        }
    }

    private static Object keys(Config config, ClusterSettings settings) {
        return JoinConfigCompatChecker$.MODULE$.removeSensitiveKeys(config, settings);
    }

    private static Config part(Config config, String... keys) {
        Seq<String> all = CollectionConverters.asScala(List.of(keys)).toSeq();
        return JoinConfigCompatChecker$.MODULE$.filterWithKeys(all, config);
    }

    private static Object path(ClassLoader loader, String text) {
        try {
            Method parse = Class.forName("com.typesafe.config.impl.Path", true, loader)
                    .getDeclaredMethod("newPath", String.class);
            parse.setAccessible(true);
            return parse.invoke(null, text);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
