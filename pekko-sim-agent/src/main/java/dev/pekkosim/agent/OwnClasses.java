// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads the classes with which the agent rewrites, before it rewrites anything. Another agent that
 * is asked about one of them as it is loaded, such as JaCoCo's, may itself load a class, of which
 * this agent is asked then: it would load the same class of its own within the first load of it,
 * which the JVM refuses.
 */
final class OwnClasses {

    private static final String ENDING = ".class";
    private static final String OWN = "dev/pekkosim/agent/";
    private static final String SHADED = OWN + "shaded/";

    private OwnClasses() {}

    /**
     * Loads them.
     *
     * @param source the agent's jar or directory of classes; with a directory, what is shaded into
     *     the jar is in other places, and left alone
     */
    static void load(File source) throws IOException {
        for (String name : names(source)) {
            if (name.endsWith(ENDING) && rewrites(name)) {
                load(name.substring(0, name.length() - ENDING.length()).replace('/', '.'));
            }
        }
    }

    private static List<String> names(File source) throws IOException {
        List<String> names = new ArrayList<>();
        if (source.isDirectory()) {
            for (String name : Objects.requireNonNull(new File(source, OWN).list())) {
                names.add(OWN + name);
            }
            return names;
        }
        try (JarFile jar = new JarFile(source, false)) {
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                names.add(all.nextElement().getName());
            }
        }
        return names;
    }

    /** Hooks are the boot loader's, and what attaches has done so. */
    private static boolean rewrites(String name) {
        return name.startsWith(SHADED)
                ? name.contains("/asm/")
                : name.startsWith(OWN) && name.indexOf('/', OWN.length()) < 0;
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, OwnClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the agent's jar lacks " + name, e);
        }
    }
}
