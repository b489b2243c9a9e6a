package dev.pekkosim.buggify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That production pays nothing rests on the JIT, which inlines what is small. */
class EntryMethodsTest {

    /**
     * HotSpot's {@code -XX:MaxInlineSize}: up to it a method is inlined however seldom it is
     * called.
     */
    private static final int MAX_INLINE_SIZE = 35;

    private static final Pattern METHOD = Pattern.compile("  public static .*;");
    private static final Pattern INSTRUCTION = Pattern.compile("^ +(\\d+): (\\w+).*");

    @ParameterizedTest
    @ValueSource(classes = {Buggify.class, Property.class})
    void entryMethods_areSmallEnoughToBeInlined(Class<?> entry) throws URISyntaxException {
        Map<String, Integer> sizes = sizes(entry);
        assertThat(sizes).hasSizeGreaterThan(10);
        sizes.forEach((method, size) -> assertThat(size)
                .as(
                        "bytes of %s.%s: above %d HotSpot inlines only what is hot, and production pays"
                                + " for a call",
                        entry.getSimpleName(), method.trim(), MAX_INLINE_SIZE)
                .isBetween(1, MAX_INLINE_SIZE));
    }

    /**
     * The bytes of code of each public static method: up to its last instruction, which is a
     * return.
     */
    private static Map<String, Integer> sizes(Class<?> entry) throws URISyntaxException {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        String method = "";
        for (String line : disassembled(entry).lines().toList()) {
            Matcher instruction = INSTRUCTION.matcher(line);
            if (line.startsWith("  ") && !line.startsWith("   ")) {
                method = METHOD.matcher(line).matches() ? line : "";
            } else if (!method.isEmpty() && instruction.matches()) {
                sizes.put(method, Integer.parseInt(instruction.group(1)) + 1);
            }
        }
        return sizes;
    }

    private static String disassembled(Class<?> entry) throws URISyntaxException {
        Path classes = Path.of(
                entry.getProtectionDomain().getCodeSource().getLocation().toURI());
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int code = ToolProvider.findFirst("javap")
                .orElseThrow()
                .run(out, out, "-c", "-cp", classes.toString(), entry.getName());
        assertThat(code).as(text.toString()).isZero();
        return text.toString();
    }
}
