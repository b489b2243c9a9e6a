// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every buggify point and every property in the classes that were loaded so far or looked through
 * on request, whether they were reached or not. It is one for the JVM, and what is in it stays.
 * Safe for use by many threads.
 */
public final class Catalogue {

    /** The class of points. */
    public static final String BUGGIFY = "Buggify";

    /** The class of properties. */
    public static final String PROPERTY = "Property";

    /** What is no property, so that its name is an identity of its own. */
    private static final String EVENT = "event";

    private static final TreeSet<Entry> ENTRIES = new TreeSet<>();

    /** What is refused, by where; the entry has no name. */
    private static final TreeMap<Entry, String> REFUSALS = new TreeMap<>();

    private Catalogue() {}

    /**
     * A call of a point or a property in a class file.
     *
     * @param type {@link #BUGGIFY} or {@link #PROPERTY}
     * @param kind the name of the method that is called
     * @param name the point's name or the property's message
     * @param className binary name of the calling class
     * @param method the calling method; for a lambda the one that it stands in
     * @param file the source file, empty if it is not known
     * @param line in the source file, 0 if it is not known
     */
    public record Entry(
            String type,
            String kind,
            String name,
            String className,
            String method,
            String file,
            int line)
            implements Comparable<Entry> {

        /** By class, line and name, and then by whatever else tells them apart. */
        @Override
        public int compareTo(Entry other) {
            int order = className.compareTo(other.className);
            if (order == 0) {
                order = Integer.compare(line, other.line);
            }
            if (order == 0) {
                order = name.compareTo(other.name);
            }
            if (order == 0) {
                order = type.compareTo(other.type);
            }
            if (order == 0) {
                order = kind.compareTo(other.kind);
            }
            if (order == 0) {
                order = method.compareTo(other.method);
            }
            return order == 0 ? file.compareTo(other.file) : order;
        }

        /** As {@code com.acme.Foo.flush (Foo.java:42)}. */
        public String place() {
            String where = className + "." + method;
            if (file.isEmpty()) {
                return where;
            }
            return where + " (" + file + (line > 0 ? ":" + line : "") + ")";
        }

        /** What has one identity: a point, a property or an event. */
        private String of() {
            return type.equals(BUGGIFY) ? "point" : kind.equals(EVENT) ? EVENT : "property";
        }

        /** What its identity is called. */
        private String identity() {
            return of().equals("property") ? "message" : "name";
        }
    }

    /** Adds a point or a property; one that is there already stays once. */
    public static void add(Entry entry) {
        synchronized (ENTRIES) {
            ENTRIES.add(entry);
        }
    }

    /**
     * Notes a point or a property whose name is not a constant.
     *
     * @param entry its name is empty
     */
    public static void refuse(Entry entry) {
        refuse(entry, "is built at run time; it must be a constant");
    }

    /**
     * Notes a point or a property whose name says nothing.
     *
     * @param entry its name is blank
     */
    public static void refuseBlank(Entry entry) {
        refuse(entry, "is blank; it must not be");
    }

    private static void refuse(Entry entry, String fault) {
        String sentence = "the " + entry.identity() + " of " + entry.type() + "." + entry.kind()
                + " in " + entry.place() + " " + fault + ", since it is the " + entry.of()
                + "'s identity";
        synchronized (ENTRIES) {
            REFUSALS.put(entry, sentence);
        }
    }

    /** All points and properties, by class, line and name. */
    public static List<Entry> entries() {
        synchronized (ENTRIES) {
            return new ArrayList<>(ENTRIES);
        }
    }

    /**
     * What makes a campaign's account of points and properties wrong, each as a sentence: names
     * that are built at run time, and names that stand for two kinds of thing.
     */
    public static List<String> refusals() {
        List<String> sentences;
        List<Entry> entries;
        synchronized (ENTRIES) {
            sentences = new ArrayList<>(REFUSALS.values());
            entries = new ArrayList<>(ENTRIES);
        }
        sentences.addAll(conflicts(entries));
        return sentences;
    }

    private static List<String> conflicts(List<Entry> entries) {
        List<String> conflicts = new ArrayList<>();
        for (Map<String, Entry> kinds : firstOfEachKind(entries).values()) {
            if (kinds.size() > 1) {
                conflicts.add(conflict(new ArrayList<>(kinds.values())));
            }
        }
        return conflicts;
    }

    private static Map<List<String>, Map<String, Entry>> firstOfEachKind(List<Entry> entries) {
        Map<List<String>, Map<String, Entry>> byIdentity = new LinkedHashMap<>();
        for (Entry entry : entries) {
            List<String> identity = List.of(entry.of(), entry.name());
            Map<String, Entry> kinds = byIdentity.get(identity);
            if (kinds == null) {
                kinds = new LinkedHashMap<>();
                byIdentity.put(identity, kinds);
            }
            kinds.putIfAbsent(entry.kind(), entry);
        }
        return byIdentity;
    }

    private static String conflict(List<Entry> kinds) {
        Entry first = kinds.get(0);
        StringBuilder sentence = new StringBuilder("the ")
                .append(first.identity())
                .append(" '")
                .append(first.name())
                .append("' must be of one kind, but is ");
        for (int i = 0; i < kinds.size(); i++) {
            Entry entry = kinds.get(i);
            sentence.append(i == 0 ? "" : i == kinds.size() - 1 ? " and " : ", ")
                    .append(entry.type())
                    .append('.')
                    .append(entry.kind())
                    .append(" in ")
                    .append(entry.place());
        }
        return sentence.toString();
    }
}
