// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What a jar's manifest says of its product, read when it was first asked for. A manifest that does
 * not say all of it is left out, since it tells nothing to who looks for versions.
 */
final class RememberedManifest extends URLStreamHandler {

    /** What is asked for, each with what is asked for if it is not there. */
    private static final String[][] ASKED = {
        {"Implementation-Title", "Bundle-Name"},
        {"Implementation-Version", "Bundle-Version"},
        {"Implementation-Vendor-Id", "Bundle-Vendor"},
    };

    private static final List<OfLoader> KNOWN = new ArrayList<>();

    private final byte[] content;

    /** Those that a class loader finds under a name. */
    private record OfLoader(
            WeakReference<ClassLoader> loader, String name, List<RememberedManifest> manifests) {}

    private RememberedManifest(byte[] content) {
        this.content = content;
    }

    /** Those that a class loader finds under a name. They are read once. */
    static Enumeration<URL> of(ClassLoader loader, String name) throws IOException {
        List<RememberedManifest> manifests = known(loader, name);
        if (manifests == null) {
            manifests = read(loader, name);
            synchronized (KNOWN) {
                KNOWN.removeIf(known -> known.loader.refersTo(null));
                KNOWN.add(new OfLoader(new WeakReference<>(loader), name, manifests));
            }
        }
        List<URL> urls = new ArrayList<>();
        for (RememberedManifest manifest : manifests) {
            urls.add(manifest.url());
        }
        return Collections.enumeration(urls);
    }

    private static @Nullable List<RememberedManifest> known(ClassLoader loader, String name) {
        synchronized (KNOWN) {
            for (OfLoader known : KNOWN) {
                if (known.loader.refersTo(loader) && known.name.equals(name)) {
                    return known.manifests;
                }
            }
            return null;
        }
    }

    private static List<RememberedManifest> read(ClassLoader loader, String name)
            throws IOException {
        List<RememberedManifest> complete = new ArrayList<>();
        for (URL url : Collections.list(loader.getResources(name))) {
            Manifest full;
            try (InputStream in = url.openStream()) {
                full = new Manifest(in);
            }
            RememberedManifest brief = brief(full.getMainAttributes());
            if (brief != null) {
                complete.add(brief);
            }
        }
        return complete;
    }

    private static @Nullable RememberedManifest brief(Attributes full) throws IOException {
        Manifest brief = new Manifest();
        Attributes attributes = brief.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0"); // without which none is written
        for (String[] names : ASKED) {
            String value = full.getValue(names[0]);
            String answer = value == null ? full.getValue(names[1]) : value;
            if (answer == null) {
                return null;
            }
            attributes.putValue(names[0], answer);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        brief.write(out);
        return new RememberedManifest(out.toByteArray());
    }

    /** A new address under which it is read without the file. */
    private URL url() {
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
