package dev.pekkosim.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page of the docs, with samples of XML that are tried.
 *
 * @param file where it is
 */
record Page(Path file) {

    private static final Pattern XML = Pattern.compile("(?ms)^```xml\\n(.*?)^```$");

    /** The only sample in which a text is. */
    String sample(String text) throws IOException {
        List<String> samples = XML.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .filter(sample -> sample.contains(text))
                .toList();
        assertThat(samples).as(text).hasSize(1);
        return samples.get(0);
    }
}
