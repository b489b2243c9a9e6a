// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that takes results once, at the end.
 *
 * @param path where it is
 */
record ResultFile(Path path) {

    /**
     * Writes all of it. One that was there before stays until the new one is whole.
     *
     * @param text what it is to contain
     */
    void write(String text) throws IOException {
        Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path part = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        if ((Files.exists(file) && !Files.isRegularFile(file))
                || !Files.isWritable(part.getParent())) {
            Files.writeString(file, text); // a device, a pipe, or in a folder that takes no other
            return;
        }
        try {
            writeThrough(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Otherwise the new name could outlive a loss of power, and what it names not. */
    private static void writeThrough(Path part, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
