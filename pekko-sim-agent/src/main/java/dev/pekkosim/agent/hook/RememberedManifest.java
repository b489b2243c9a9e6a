// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.jar.Manifest;

/** The main attributes of a jar's manifest, read when they were first asked for. */
final class RememberedManifest extends URLStreamHandler {

    /** Longer than any name or version. What is longer lists packages, and takes long to parse. */
    private static final int LONGEST_VALUE = 200;

    private final byte[] content;

    private RememberedManifest(byte[] content) {
        this.content = content;
    }

    /** Reads it. */
    static RememberedManifest of(URL url) throws IOException {
        Manifest brief = new Manifest();
        try (InputStream in = url.openStream()) {
            brief.getMainAttributes().putAll(new Manifest(in).getMainAttributes());
        }
        brief.getMainAttributes()
                .values()
                .removeIf(value -> value.toString().length() > LONGEST_VALUE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        brief.write(out);
        return new RememberedManifest(out.toByteArray());
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
