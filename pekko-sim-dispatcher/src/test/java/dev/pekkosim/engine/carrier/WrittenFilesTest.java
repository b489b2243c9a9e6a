package dev.pekkosim.engine.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.WrittenFile;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WrittenFilesTest {

    private final WrittenFiles files = new WrittenFiles();

    @Test
    void files_writtenTwice_areListedOnceAndSorted() {
        files.add(new WrittenFile("com.acme.B", "/1"));
        files.add(new WrittenFile("com.acme.A", "/2"));
        files.add(new WrittenFile("com.acme.A", "/1"));
        files.add(new WrittenFile("com.acme.B", "/1"));

        assertThat(files.list())
                .extracting(WrittenFile::toString)
                .containsExactly("com.acme.A -> /1", "com.acme.A -> /2", "com.acme.B -> /1");
    }

    @Test
    void files_pastTheLimit_areTheFirstInOrder() {
        for (int i = 2 * WrittenFiles.MAX; i > 0; i--) {
            files.add(new WrittenFile("com.acme.A", String.format(Locale.ROOT, "/%04d", i)));
        }

        assertThat(files.list()).hasSize(WrittenFiles.MAX);
        assertThat(files.list().get(0).path()).isEqualTo("/0001");
        assertThat(files.list().get(WrittenFiles.MAX - 1).path()).isEqualTo("/0100");
    }
}
