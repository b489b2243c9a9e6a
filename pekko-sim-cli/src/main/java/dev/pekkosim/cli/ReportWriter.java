// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.text.Losses;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * Writes as long as it can. Why it could not the first time is remembered, not thrown; then nothing
 * is written any more.
 */
final class ReportWriter extends Writer {

    private final Writer target;
    private Optional<String> loss = Optional.empty();

    ReportWriter(Writer target) {
        this.target = target;
    }

    /** Why nothing is written any more; empty while it is. */
    Optional<String> loss() {
        synchronized (lock) {
            return loss;
        }
    }

    @Override
    public void write(char[] text, int from, int length) {
        attempt(() -> target.write(text, from, length));
    }

    @Override
    public void flush() {
        attempt(target::flush);
    }

    @Override
    public void close() {
        attempt(target::close);
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(Attempt attempt) {
        synchronized (lock) {
            if (loss.isPresent()) {
                return;
            }
            try {
                attempt.run();
            } catch (IOException e) {
                loss = Optional.of(Losses.reason(e));
            }
        }
    }
}
