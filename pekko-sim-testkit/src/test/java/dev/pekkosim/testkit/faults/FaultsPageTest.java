package dev.pekkosim.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.spi.FaultFamily;
import dev.pekkosim.testkit.spi.RecurringFault;
import dev.pekkosim.testkit.spi.RecurringFault.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of families says of each how often it strikes and how long that lasts. */
class FaultsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/faults.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ((?:`[a-z-]+`(?:, )?)+) \\| ([^|]*)\\| ([^|]*)\\| [^|]+\\|$");

    @Test
    void families_areAllInTheTable_withTheirPaces() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        Stream.concat(Faults.all().stream(), Stream.of(Faults.crashes(), Faults.halves()))
                .forEach(family -> expected.put(family.name(), pace(family)));

        Map<String, String> told = new TreeMap<>();
        ROW.matcher(Files.readString(PAGE)).results().forEach(row -> {
            for (String name : row.group(1).replace("`", "").split(", ", -1)) {
                told.put(name, row.group(2).strip() + " | " + row.group(3).strip());
            }
        });

        assertThat(told).isEqualTo(expected);
    }

    private static String pace(FaultFamily family) {
        if (family instanceof Rolling rolling) {
            return described(rolling.pace()) + " per server";
        }
        return family instanceof RecurringFault recurring
                ? described(recurring.pace())
                : " | until heal";
    }

    private static String described(Pace pace) {
        return range(pace.quietFrom(), pace.quietTo()) + " | "
                + (pace.outageTo().isZero() ? "" : range(pace.outageFrom(), pace.outageTo()));
    }

    private static String range(Duration from, Duration to) {
        String lower = from.toMillis() < 100 ? from.toMillis() + " ms" : seconds(from);
        return lower + " to " + seconds(to) + " s";
    }

    private static String seconds(Duration time) {
        long tenths = time.toMillis() / 100;
        return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }
}
