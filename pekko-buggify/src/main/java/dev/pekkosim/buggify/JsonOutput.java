package dev.pekkosim.buggify;

import dev.pekkosim.buggify.spi.Assertion;
import dev.pekkosim.buggify.spi.Details;
import dev.pekkosim.buggify.spi.JsonLines;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes what Antithesis reads; once it cannot, it says so and writes no more. */
final class JsonOutput implements PropertyOutput {

    private final JsonLines lines;
    private final String file;
    private final Logger logger;
    private final AtomicBoolean isOver = new AtomicBoolean();

    JsonOutput(JsonLines lines, String file, Logger logger) {
        this.lines = lines;
        this.file = file;
        this.logger = logger;
    }

    @Override
    public void evaluated(Assertion assertion) {
        write(() -> lines.evaluated(assertion));
    }

    @Override
    public void setupComplete(Details details) {
        write(() -> lines.setupComplete(details));
    }

    @Override
    public void event(String name, Details details) {
        write(() -> lines.event(name, details));
    }

    private void write(Runnable line) {
        if (isOver.get()) {
            return;
        }
        try {
            line.run();
        } catch (UncheckedIOException e) {
            if (isOver.compareAndSet(false, true)) {
                logger.log(
                        Level.WARNING,
                        "'" + file + "' cannot be written: no more properties are written to it",
                        e);
            }
        }
    }
}
