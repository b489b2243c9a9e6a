package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogConfiguratorTest {

    @ParameterizedTest
    @CsvSource({
        "DEBUG, DEBUG",
        "debug, DEBUG",
        "INFO, INFO",
        "WARNING, WARN",
        "ERROR, ERROR",
        "OFF, OFF",
        "loud, WARN"
    })
    void level_isThatOfPekko(String pekko, String expected) {
        assertThat(LogConfigurator.level(pekko)).isEqualTo(Level.toLevel(expected));
    }

    @Test
    void level_unlessItIsSet_isThatOfWarnings() {
        assertThat(LogConfigurator.level(null)).isEqualTo(Level.WARN);
    }
}
