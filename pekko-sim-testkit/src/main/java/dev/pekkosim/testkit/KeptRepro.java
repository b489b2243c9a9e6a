// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.campaign.Option;
import dev.pekkosim.testkit.campaign.OptionSource;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A repro that is kept with the tests, in {@code src/test/resources/repros} or in a folder below.
 *
 * @param file its path from there
 * @param repro what is in it
 * @hidden
 */
@Internal
public record KeptRepro(String file, Repro repro) {

    private static final String FOLDER = "repros";

    private static final String ENDING = ".repro";

    /**
     * Those of a test, in the order of their names.
     *
     * @param loader sees the resources of the tests
     * @param test the test
     * @throws SimSetupException if one of them is no repro
     */
    public static List<KeptRepro> of(ClassLoader loader, String test) {
        List<KeptRepro> kept = new ArrayList<>();
        texts(loader).forEach((name, text) -> {
            if (Repro.testOf(text).map(test::equals).orElse(true)) {
                kept.add(new KeptRepro(name, Repro.parse(text, name)));
            }
        });
        return kept;
    }

    /**
     * The names of the tests of all of them, each with its file.
     *
     * @param loader sees the resources of the tests
     */
    public static List<KeptTest> tests(ClassLoader loader) {
        List<KeptTest> tests = new ArrayList<>();
        texts(loader)
                .forEach((name, text) ->
                        Repro.testOf(text).ifPresent(test -> tests.add(new KeptTest(name, test))));
        return tests;
    }

    /**
     * Those of a campaign that is no test.
     *
     * @param name its name
     */
    static List<KeptRepro> ofCampaign(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return of(loader == null ? ClassLoader.getSystemClassLoader() : loader, name);
    }

    /**
     * The campaign that its seed is a run of: with the chaos that it says.
     *
     * @param campaign the campaign as it is now, without a chaos that was set from outside
     */
    public Campaign campaign(Campaign campaign) {
        return repro.chaos()
                .map(chaos -> campaign.with(CampaignOptions.of(List.of(new OptionSource(
                        any -> file,
                        option ->
                                option == Option.CHAOS ? Optional.of(chaos) : Optional.empty())))))
                .orElse(campaign);
    }

    /** By their names; of two with one name the first on the class path, as of any resource. */
    private static SortedMap<String, String> texts(ClassLoader loader) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Path folder : folders(loader)) {
            for (Path file : files(folder)) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                texts.putIfAbsent(name, read(file, name));
            }
        }
        return texts;
    }

    /**
     * Which test a kept repro is of.
     *
     * @param file its path
     * @param test the test
     */
    public record KeptTest(String file, String test) {}

    /**
     * The one in a given file.
     *
     * @param file its path
     * @throws SimSetupException if there is no such file, or it is no repro
     */
    public static KeptRepro at(Path file) {
        String name = file.toString();
        if (!Files.isRegularFile(file)) {
            throw new SimSetupException("repro must be a file that is there, but "
                    + file.toAbsolutePath() + " is none");
        }
        return new KeptRepro(name, Repro.parse(read(file, name), name));
    }

    /** What is in a jar belongs to the tests of others. */
    private static List<Path> folders(ClassLoader loader) {
        try {
            return Collections.list(loader.getResources(FOLDER)).stream()
                    .filter(folder -> folder.getProtocol().equals("file"))
                    .map(URL::toString)
                    .map(URI::create)
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file, String name) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new SimSetupException(
                    "repro " + name + " cannot be read: it is no text; delete" + " it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a new one.
     *
     * @param folder where; made if it is not there
     * @param repro what is in it
     * @return its path
     */
    public static Path write(Path folder, Repro repro) {
        Path file = folder.resolve(SeedSequence.format(repro.seed()) + ENDING);
        try {
            Files.createDirectories(folder);
            Files.writeString(file, repro.text());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
