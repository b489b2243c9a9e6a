package dev.pekkosim.testkit.campaign;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads tests as a build tool does in its own JVM, whose class path has nothing of them. */
public final class BuildToolJvm {

    private BuildToolJvm() {}

    /** Calls what {@code -Dtests.main} names, of {@code -Dtests.class.path}. */
    public static void main(String[] arguments) throws Exception {
        List<URL> tests = new ArrayList<>();
        for (String entry : System.getProperty("tests.class.path").split(File.pathSeparator, -1)) {
            tests.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(tests.toArray(new URL[0]), ClassLoader.getSystemClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            loader.loadClass(System.getProperty("tests.main"))
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        }
    }
}
