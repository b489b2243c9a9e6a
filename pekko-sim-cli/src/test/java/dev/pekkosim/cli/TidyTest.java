package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the formatter leaves to people: how wide lines are, how long methods. */
class TidyTest {

    private static final int JAVA_COLUMNS = 100;
    private static final int PAGE_COLUMNS = 120;
    private static final int METHOD_LINES = 70;

    private static final Pattern FOR_USERS = Pattern.compile(
            "(pekko-(buggify|sim-dispatcher|sim-transport|sim-persistence|sim-testkit|sim-junit)|workloads)"
                    + "/src/main/java/.*");

    private static final String TEXT_BLOCK = "\"\"\"";

    /** How far the members of a class are indented, and those of a class within by twice that. */
    private static final int MEMBER = 4;

    @Test
    void linesOfJava_areWithinTheirColumns_butForTexts() {
        List<String> wide = new ArrayList<>();
        for (Path file : RepositoryFiles.endingWith(".java")) {
            wide.addAll(wideLines(file, RepositoryFiles.read(file)));
        }
        assertThat(wide).isEmpty();
    }

    @Test
    void wideLine_isFound_butForTexts() {
        String wide = "x".repeat(JAVA_COLUMNS + 1);
        Path file = RepositoryFiles.ROOT.resolve("A.java");

        assertThat(wideLines(file, wide + "\n\"" + wide + "\"\n// " + wide))
                .containsExactly("A.java:1", "A.java:3");
        assertThat(wideLines(file, "\"\"\"\n" + wide + "\n\"\"\";\n" + wide))
                .containsExactly("A.java:4");
    }

    private static List<String> wideLines(Path file, String text) {
        List<String> wide = new ArrayList<>();
        boolean inTextBlock = false;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.length() > JAVA_COLUMNS
                    && !inTextBlock
                    && !line.contains("\"")
                    && !line.startsWith("import ")) {
                wide.add(RepositoryFiles.place(file, number));
            }
            inTextBlock ^= line.split(TEXT_BLOCK, -1).length % 2 == 0;
        }
        return wide;
    }

    @Test
    void methods_areShort() {
        List<String> tooLong = new ArrayList<>();
        for (Path file : RepositoryFiles.endingWith(".java")) {
            tooLong.addAll(longMethods(file, RepositoryFiles.read(file)));
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void longMethod_isFound() {
        Path file = RepositoryFiles.ROOT.resolve("A.java");
        String body = "        x();\n".repeat(METHOD_LINES);

        assertThat(longMethods(file, "class A {\n    void a() {\n" + body + "    }\n}\n"))
                .containsExactly("A.java:2");
        assertThat(longMethods(file, "class A {\n    class B {\n" + body + "    }\n}\n"))
                .isEmpty();
    }

    private static List<String> longMethods(Path file, String text) {
        List<String> tooLong = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int indent = indent(lines[i]);
            if ((indent == MEMBER || indent == 2 * MEMBER) && !isType(lines[i])) {
                int last = i + 1;
                while (last < lines.length && indent(lines[last]) > indent) {
                    last++;
                }
                if (last < lines.length
                        && lines[last].equals(" ".repeat(indent) + "}")
                        && last - i > METHOD_LINES) {
                    tooLong.add(RepositoryFiles.place(file, i + 1));
                }
            }
        }
        return tooLong;
    }

    /** That of an empty line is without end: it ends nothing. */
    private static int indent(String line) {
        String text = line.stripLeading();
        return text.isEmpty() ? Integer.MAX_VALUE : line.length() - text.length();
    }

    private static boolean isType(String line) {
        return line.matches(" *([a-z-]+ )*(class|interface|enum|record|@interface) .*")
                || line.contains(" new ");
    }

    /** What is public and not marked as internal is for users, in the modules that they name. */
    @Test
    void typesForUsers_saySinceWhen() {
        List<String> silent = new ArrayList<>();
        for (Path file : RepositoryFiles.endingWith(".java")) {
            String text = RepositoryFiles.read(file);
            if (FOR_USERS.matcher(RepositoryFiles.place(file, 1)).matches()
                    && text.contains("\npublic ")
                    && !text.contains("\n@Internal")
                    && !text.contains("\n * @since 0.")) {
                silent.add(RepositoryFiles.place(file, 1));
            }
        }
        assertThat(silent).isEmpty();
    }

    /** A table's row, a link and a sample cannot be broken. */
    @Test
    void linesOfPages_areWithinTheirColumns_butForTablesLinksAndSamples() {
        List<String> wide = new ArrayList<>();
        for (Path page : RepositoryFiles.endingWith(".md")) {
            boolean inSample = false;
            int number = 0;
            for (String line : RepositoryFiles.read(page).split("\n", -1)) {
                number++;
                inSample ^= line.strip().startsWith("```");
                if (line.length() > PAGE_COLUMNS
                        && !inSample
                        && !line.startsWith("|")
                        && !line.contains("](")) {
                    wide.add(RepositoryFiles.place(page, number));
                }
            }
        }
        assertThat(wide).isEmpty();
    }
}
