package ch.qos.logback;

import java.io.FileOutputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Path;

/** A logger that writes a file, or sends what is logged to another machine. */
public final class Appender {

    private Appender() {}

    public static Object append(Path file) throws IOException {
        try (FileOutputStream stream = new FileOutputStream(file.toFile(), true)) {
            stream.write('x');
        }
        return true;
    }

    public static Object send() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.isBound();
        }
    }
}
