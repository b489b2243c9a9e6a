package dev.pekkosim.agent.hook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** The content of a resource, read when it was first asked for. */
final class RememberedResource extends URLStreamHandler {

    private final byte[] content;

    private RememberedResource(byte[] content) {
        this.content = content;
    }

    /** Reads it. */
    static RememberedResource of(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return new RememberedResource(in.readAllBytes());
        }
    }

    /** A new address under which it is read without the file. */
    URL url() {
        try {
            return new URL("remembered", null, -1, "", this);
        } catch (MalformedURLException e) {
            throw new IllegalStateException("with a handler, every protocol is known", e);
        }
    }

    @Override
    protected URLConnection openConnection(URL url) {
        return new Connection(url);
    }

    private final class Connection extends URLConnection {

        Connection(URL url) {
            super(url);
        }

        @Override
        public void connect() {
            // there is nothing to connect to
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(content);
        }
    }
}
