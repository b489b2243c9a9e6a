// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Writes what Antithesis reads: JSON, one object per line, in the protocol 1.1.0 of its SDKs. Each
 * line is one write and one flush, so that a reader of the file sees whole lines, even of several
 * processes.
 *
 * <p>The rules are those of Antithesis' SDK for Java 1.4.4. A declared property is always written.
 * Of the evaluations of one message the first that is true and the first that is false are.
 * Guidance of a numeric property is written unless {@code left - right} is worse than the best so
 * far; that of several conditions every time.
 *
 * <p>Three kinds are not the SDK's. <i>rarely</i> is a sometimes that needs not be hit, whose
 * evaluations are written only when true: Antithesis fails one that was hit and never true.
 * <i>sometimesEach</i> is a sometimes, with guidance of type {@code json} for each value that is
 * new. <i>eventually</i> is an always.
 *
 * <p>At most {@value #MAX_MESSAGES} messages are known, and {@value #MAX_OUTCOMES} values of each:
 * who makes messages up as he goes gets one line that says so, and no more.
 *
 * <p>Thread-safe. Every method throws {@link UncheckedIOException} if the stream fails.
 *
 * @since 0.1.0
 */
public final class JsonLines implements AutoCloseable {

    /** How many messages are known at most. */
    public static final int MAX_MESSAGES = 10_000;

    /** How many values of one sometimesEach are known at most. */
    public static final int MAX_OUTCOMES = 1_000;

    private static final String PROTOCOL = "1.1.0";

    private static final Map<String, JsonLines> FILES = new ConcurrentHashMap<>();

    private final OutputStream out;
    private final Map<String, Track> tracks = new ConcurrentHashMap<>();
    private final AtomicBoolean isFull = new AtomicBoolean();

    /**
     * Writes the first line.
     *
     * @param out where to; closed with this
     */
    public JsonLines(OutputStream out) {
        this.out = out;
        Map<String, @Nullable Object> language = new LinkedHashMap<>();
        language.put("name", "Java");
        language.put("version", System.getProperty("java.version", "unknown"));
        Map<String, @Nullable Object> sdk = new LinkedHashMap<>();
        sdk.put("language", language);
        sdk.put("sdk_version", version());
        sdk.put("protocol_version", PROTOCOL);
        write("antithesis_sdk", sdk);
    }

    /**
     * The writer to the end of a file, of which there is one in a JVM: the properties of production
     * and those of simulated runs are told to it alike.
     *
     * @param file its path
     * @throws UncheckedIOException if it cannot be written
     */
    public static JsonLines appendingTo(String file) {
        return FILES.computeIfAbsent(file, path -> {
            try {
                return new JsonLines(new FileOutputStream(path, true));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String version() {
        @Nullable String version = JsonLines.class.getPackage().getImplementationVersion();
        return "pekko-buggify " + (version == null ? "unknown" : version);
    }

    /**
     * Tells that the system under test is ready.
     *
     * @param details what to say with it
     */
    public void setupComplete(Details details) {
        Map<String, @Nullable Object> setup = new LinkedHashMap<>();
        setup.put("status", "complete");
        setup.put("details", details.toMap());
        write("antithesis_setup", setup);
    }

    /**
     * Tells an event.
     *
     * @param name its name; {@code anonymous} if it is blank
     * @param details what to say with it
     */
    public void event(String name, Details details) {
        write(name.isBlank() ? "anonymous" : name, details.toMap());
    }

    /**
     * Tells that there is a property, whether it will be evaluated or not.
     *
     * @param kind what it states
     * @param message its identity
     * @param location where it is
     */
    public void declared(AssertionKind kind, String message, SourceLocation location) {
        writeAssertion(kind, false, message, location, false, Map.of());
    }

    /**
     * Tells that a property was evaluated; most often there is nothing to write.
     *
     * @param assertion the evaluation
     */
    public void evaluated(Assertion assertion) {
        Optional<Track> known = track(assertion.message());
        if (known.isEmpty()) {
            return;
        }
        Track track = known.get();
        if (isToldWhen(assertion) && track.isFirst(assertion.condition())) {
            SourceLocation location = assertion.location().get();
            track.locate(location);
            writeAssertion(
                    assertion.kind(),
                    assertion.condition(),
                    assertion.message(),
                    location,
                    true,
                    numbersAsDoubles(assertion));
        }
        Evidence evidence = assertion.evidence();
        if (evidence != null) {
            guide(assertion, evidence, track);
        }
    }

    private static boolean isToldWhen(Assertion assertion) {
        return assertion.condition() || assertion.kind() != AssertionKind.RARELY;
    }

    private Optional<Track> track(String message) {
        Track track = tracks.get(message);
        if (track != null) {
            return Optional.of(track);
        }
        if (tracks.size() < MAX_MESSAGES) {
            return Optional.of(tracks.computeIfAbsent(message, unused -> new Track()));
        }
        if (isFull.compareAndSet(false, true)) {
            event(
                    "too many messages",
                    Details.of("limit", MAX_MESSAGES, "first left out", message));
        }
        return Optional.empty();
    }

    private void guide(Assertion assertion, Evidence evidence, Track track) {
        if (evidence instanceof Evidence.Numbers numbers) {
            boolean maximize =
                    assertion.kind().comparison().map(Comparison::isMaximized).orElse(false);
            double gap = numbers.left().doubleValue() - numbers.right().doubleValue();
            if (track.isNotWorse(gap, maximize)) {
                writeGuidance("numeric", assertion, track, maximize, doubles(numbers));
            }
        } else if (evidence instanceof Evidence.Conditions) {
            boolean maximize = assertion.kind() == AssertionKind.SOMETIMES_ALL;
            writeGuidance("boolean", assertion, track, maximize, evidence.toMap());
        } else if (track.isNew(JsonText.of(evidence.toMap()))) {
            writeGuidance("json", assertion, track, true, evidence.toMap());
        }
    }

    private static Map<String, @Nullable Object> numbersAsDoubles(Assertion assertion) {
        if (assertion.evidence() instanceof Evidence.Numbers numbers) {
            Map<String, @Nullable Object> all =
                    new LinkedHashMap<>(assertion.details().toMap());
            all.putAll(doubles(numbers));
            return all;
        }
        return assertion.allDetails();
    }

    private static Map<String, @Nullable Object> doubles(Evidence.Numbers numbers) {
        double left = numbers.left().doubleValue();
        double right = numbers.right().doubleValue();
        return new Evidence.Numbers(left, right).toMap();
    }

    private void writeAssertion(
            AssertionKind kind,
            boolean condition,
            String message,
            SourceLocation location,
            boolean isHit,
            Map<String, @Nullable Object> details) {
        Map<String, @Nullable Object> assertion = new LinkedHashMap<>();
        assertion.put("assert_type", kind.assertType());
        assertion.put("display_type", kind.displayType());
        assertion.put("condition", condition);
        assertion.put("message", message);
        assertion.put("location", json(location));
        assertion.put("hit", isHit);
        assertion.put("must_hit", kind.mustHit());
        assertion.put("id", message);
        assertion.put("details", details);
        write("antithesis_assert", assertion);
    }

    private void writeGuidance(
            String type,
            Assertion assertion,
            Track track,
            boolean maximize,
            Map<String, @Nullable Object> data) {
        Map<String, @Nullable Object> guidance = new LinkedHashMap<>();
        guidance.put("guidance_type", type);
        guidance.put("id", assertion.message());
        guidance.put("message", assertion.message());
        guidance.put("location", json(track.location().orElseGet(assertion.location())));
        guidance.put("maximize", maximize);
        guidance.put("guidance_data", data);
        guidance.put("hit", true);
        write("antithesis_guidance", guidance);
    }

    private static Map<String, @Nullable Object> json(SourceLocation location) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("class", location.className());
        json.put("function", location.function());
        json.put("file", location.file());
        json.put("begin_line", location.line());
        json.put("begin_column", 0);
        return json;
    }

    private void write(String key, Map<String, @Nullable Object> value) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put(key, value);
        byte[] bytes = (JsonText.of(line) + "\n").getBytes(StandardCharsets.UTF_8);
        // One write at a time; nothing of an application is called in here.
        synchronized (out) {
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Closes the stream. */
    @Override
    public void close() {
        synchronized (out) {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
