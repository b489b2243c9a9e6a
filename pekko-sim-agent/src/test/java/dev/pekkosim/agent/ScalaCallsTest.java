package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.agent.hook.Catalogue;
import dev.pekkosim.buggify.Buggify;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points and properties as a team calls them that writes Scala. */
class ScalaCallsTest {

    private static final String ORDERS = "com.acme.points.ScalaOrders";

    @TempDir
    private static Path folder;

    private static URLClassLoader compiled;

    /**
     * With the library and Scala's own alone on the class path, as what the library needs at most.
     */
    @BeforeAll
    static void compile() throws IOException, URISyntaxException {
        Path source = Path.of(resource("/com/acme/points/ScalaOrders.scala").toURI());
        boolean isCompiled = new scala.tools.nsc.MainClass().process(new String[] {
            "-Werror",
            "-d",
            folder.toString(),
            "-classpath",
            home(Buggify.class) + File.pathSeparator + home(scala.Option.class),
            source.toString()
        });
        assertThat(isCompiled).isTrue();
        assertThat(Files.exists(folder.resolve(ORDERS.replace('.', '/') + ".class")))
                .isTrue();
        compiled = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, ScalaCallsTest.class.getClassLoader());
    }

    @AfterAll
    static void close() throws IOException {
        compiled.close();
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(ScalaCallsTest.class.getResource(name));
    }

    private static Path home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static Method method(String name, Class<?>... types)
            throws ReflectiveOperationException {
        return compiled.loadClass(ORDERS).getMethod(name, types);
    }

    @Test
    void compiler_isOfTheReleaseThatPekkoBrings() {
        assertThat(scala.tools.nsc.Properties.versionNumberString())
                .isEqualTo(scala.util.Properties.versionNumberString());
    }

    @Test
    void points_inScala_askTheRun_andOutsideAreConstants() throws ReflectiveOperationException {
        Method points = method("points");

        assertThat(points.invoke(null)).isEqualTo("100 PT0S a false false false false");

        FakeCarrier.Outcome inRun = FakeCarrier.runWithPoints(() -> points.invoke(null));
        assertThat(inRun.value()).isEqualTo("200 PT0.000000007S b true true true true");
        assertThat(inRun.asked())
                .containsExactly(
                        "knob scala.most 100 1 200",
                        "delay scala.late 5000000000",
                        "choice scala.way 2",
                        "fires scala.usual",
                        "fires scala.seldom 1/100",
                        "firesRarely scala.rare",
                        "fires com.acme.points.ScalaOrders$.points:19");
    }

    @Test
    void properties_inScala_tellTheRun_andOutsideNobody() throws ReflectiveOperationException {
        Method properties = method("properties", int.class, double.class);

        assertThat(properties.invoke(null, 7, 0.75)).isNull();

        List<String> asked = FakeCarrier.runWithPoints(() -> properties.invoke(null, 7, 0.75))
                .asked();
        assertThat(asked)
                .element(1)
                .asString()
                .startsWith("state sometimes true scala sometimes [double, ")
                .contains("ScalaOrders$$$Lambda");
        assertThat(asked.stream().filter(told -> !told.contains("Lambda")))
                .containsExactly(
                        "state always true scala always [orders, 7, open, true]",
                        "compareLongs alwaysLessThan 7 100 scala less [orders, 7]",
                        "compareDoubles sometimesGreaterThan 0.75 0.5 scala greater null",
                        "over sometimesAll {any=true} scala all [orders, 7]",
                        "each 1 scala each null",
                        "eventually 1000000000 true scala eventually null",
                        "event scala event [orders, 7]");
    }

    @Test
    void messages_inScala_areInTheCatalogue() throws ReflectiveOperationException {
        method("points").invoke(null);

        assertThat(Catalogue.entries().stream()
                        .filter(entry -> entry.file().equals("ScalaOrders.scala"))
                        .map(entry -> entry.kind() + " " + entry.name()))
                .hasSize(15)
                .contains("knob scala.most", "always scala always", "eventually scala eventually");
        assertThat(Catalogue.refusals()).noneMatch(refusal -> refusal.contains("ScalaOrders"));
    }
}
