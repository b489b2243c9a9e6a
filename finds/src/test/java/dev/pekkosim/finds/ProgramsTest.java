package dev.pekkosim.finds;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class ProgramsTest {

    @Test
    void everyProgram_saysWhatItIs() {
        assertThat(Programs.ALL).allSatisfy(program -> {
            About about = program.about();
            assertThat(about.id()).matches("PEKKO-\\d+");
            assertThat(about.title()).isNotBlank();
            assertThat(about.trigger()).isNotBlank();
            assertThat(about.control()).isNotBlank();
            assertThat(about.telling()).isNotEmpty();
        });
    }

    /** A misspelt setting would be ignored, and the program show something else. */
    @Test
    void everySetting_isOneOfPekko() {
        assertThat(Programs.ALL)
                .allSatisfy(program -> assertThat(
                                ConfigFactory.parseString(program.about().settings())
                                        .entrySet())
                        .allMatch(
                                entry -> ConfigFactory.defaultReference().hasPath(entry.getKey())));
    }
}
