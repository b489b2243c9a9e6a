package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.pekkosim.testkit.cluster.SimSetupException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a team writes into {@code junit-platform.properties}. */
class JUnitFileTest {

    /** Sees a file of this text. */
    private static ClassLoader loader(String text) {
        return new ClassLoader(null) {
            @Override
            public @Nullable InputStream getResourceAsStream(String name) {
                return name.equals("junit-platform.properties")
                        ? new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))
                        : null;
            }
        };
    }

    @Test
    void misspeltOption_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> JUnitFile.requireOptions(loader("""
                        junit.jupiter.execution.parallel.enabled = true
                        pekko.sim.seads = 500
                        """)))
                .withMessage("there is no option pekko.sim.seads (junit-platform.properties);"
                        + " did you mean pekko.sim.seeds");
    }

    @Test
    void options_areTaken() {
        assertThatNoException()
                .isThrownBy(() -> JUnitFile.requireOptions(loader("pekko.sim.seeds = 500")));
        assertThatNoException()
                .isThrownBy(() -> JUnitFile.requireOptions(new ClassLoader(null) {}));
    }
}
