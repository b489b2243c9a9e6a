// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Looks through class files for points and properties without loading a class: those of
 * {@code java.class.path}, of class loaders that tell their URLs, and of all places where a class
 * loader finds one of the packages.
 */
final class ClassPathScan {

    private static final String CLASS = ".class";

    /**
     * Beginnings of files that are not read when all packages are asked for: they state nothing,
     * and are many.
     */
    private static final List<String> STATING_NOTHING =
            List.of("org/apache/pekko/", "scala/", "META-INF/");

    /** Internal names of packages, each with a slash at its end; an empty one is for all. */
    private final List<String> packages;

    private final Set<File> roots = new LinkedHashSet<>();
    private int count;

    private ClassPathScan(List<String> packages) {
        this.packages = packages;
    }

    /**
     * Enters the points and properties of whole packages into the catalogue.
     *
     * @param loader sees the classes
     * @param packages names, with dots; packages within them count, too; none for all but those of
     *     Pekko and of Scala
     * @return how many class files there are
     */
    static int scan(ClassLoader loader, String... packages) {
        List<String> prefixes = new ArrayList<>();
        for (String name : packages) {
            prefixes.add(name.isEmpty() ? "" : name.replace('.', '/') + "/");
        }
        if (prefixes.isEmpty()) {
            prefixes.add("");
        }
        ClassPathScan scan = new ClassPathScan(prefixes);
        try {
            scan.addRoots(loader);
            for (File root : scan.roots) {
                scan.read(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be read", e);
        }
        return scan.count;
    }

    // ---- roots

    private void addRoots(ClassLoader loader) throws IOException {
        for (String entry :
                System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            addRoot(new File(entry));
        }
        for (ClassLoader l = loader; l != null; l = l.getParent()) {
            if (l instanceof URLClassLoader known) {
                for (URL url : known.getURLs()) {
                    addRoot(file(url.toString()));
                }
            }
        }
        for (String prefix : packages) {
            for (URL url : Collections.list(loader.getResources(prefix))) {
                addRoot(root(url.toString(), prefix));
            }
        }
    }

    /**
     * What holds a package: {@code file:/classes/com/acme/}, or
     * {@code jar:file:/app.jar!/com/acme/}.
     */
    private static @Nullable File root(String url, String prefix) {
        if (url.startsWith("jar:")) {
            int end = url.indexOf("!/");
            return end < 0 ? null : file(url.substring("jar:".length(), end));
        }
        String whole = url.endsWith("/") ? url : url + "/";
        return whole.endsWith(prefix)
                ? file(whole.substring(0, whole.length() - prefix.length()))
                : null;
    }

    private static @Nullable File file(String url) {
        if (!url.startsWith("file:")) {
            return null;
        }
        try {
            return new File(new URI(url));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null; // a URL that no class loader of the JDK makes
        }
    }

    private void addRoot(@Nullable File file) throws IOException {
        if (file == null || !file.exists()) {
            return;
        }
        File root = file.getCanonicalFile();
        if (roots.add(root) && root.isFile()) {
            addRootsNamedBy(root);
        }
    }

    /** Those of the manifest: a class path that is too long for a command line is put there. */
    private void addRootsNamedBy(File jar) throws IOException {
        try (JarFile opened = new JarFile(jar, false)) {
            Manifest manifest = opened.getManifest();
            String named = manifest == null
                    ? null
                    : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (named == null) {
                return;
            }
            for (String url : named.strip().split("\\s+", -1)) {
                addRoot(file(jar.toURI().resolve(url).toString()));
            }
        }
    }

    // ---- class files

    private void read(File root) throws IOException {
        if (root.isDirectory()) {
            for (String prefix : packages) {
                readDirectory(root.toPath(), root.toPath().resolve(prefix));
            }
        } else {
            readJar(root);
        }
    }

    private void readDirectory(Path root, Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walked = Files.walk(directory)) {
            files = walked.sorted().toList();
        }
        for (Path file : files) {
            String name = root.relativize(file).toString().replace(File.separatorChar, '/');
            if (isWanted(name)) {
                scan(root.toFile(), name, Files.readAllBytes(file));
            }
        }
    }

    private void readJar(File jar) throws IOException {
        try (JarFile opened = new JarFile(jar, false)) {
            for (ZipEntry entry : Collections.list(opened.entries())) {
                if (isWanted(entry.getName())) {
                    try (InputStream in = opened.getInputStream(entry)) {
                        scan(jar, entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
    }

    private boolean isWanted(String file) {
        if (!file.endsWith(CLASS)) {
            return false;
        }
        for (String prefix : packages) {
            if (prefix.isEmpty() ? !isBelow(STATING_NOTHING, file) : file.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBelow(List<String> prefixes, String file) {
        for (String prefix : prefixes) {
            if (file.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private void scan(File root, String file, byte[] classFile) {
        count++;
        try {
            if (!AppTransformer.isSkipped(file) && ClassScan.of(classFile).mentionsPoints()) {
                PointScan.scan(classFile);
            }
        } catch (RuntimeException e) {
            throw new IllegalStateException(file + " in " + root + " is not a valid class file", e);
        }
    }
}
