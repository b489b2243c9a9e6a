package dev.pekkosim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What is published can be: its POMs have what Maven Central asks for, its jars their licences. */
class PublishedModulesTest {

    private static final String BOM = "pekko-sim-bom";
    private static final String SHADED = "dev/pekkosim/agent/shaded/";

    private static final Element PARENT = pom(".");

    @Test
    void pomOfEach_hasANameAndADescription() throws IOException {
        assertThat(published()).contains("pekko-sim-agent", "pekko-sim-junit", BOM);
        assertThat(published()).allSatisfy(module -> {
            assertThat(text(pom(module), "name")).isNotEmpty();
            assertThat(text(pom(module), "description")).isNotEmpty();
        });
    }

    /** The bill of materials has no parent, so all of it is written there again. */
    @Test
    void parentAndBom_haveTheSameOrigin() {
        for (String element : List.of("version", "url", "licenses", "developers", "scm")) {
            assertThat(text(PARENT, element)).as(element).isNotEmpty();
            assertThat(text(pom(BOM), element)).as(element).isEqualTo(text(PARENT, element));
        }
    }

    @Test
    void bom_hasEachArtifactThatIsPublished() throws IOException {
        Element management = child(child(pom(BOM), "dependencyManagement"), "dependencies");
        Set<String> named = new TreeSet<>();
        children(management).forEach(dependency -> {
            assertThat(text(dependency, "version")).isEqualTo("${project.version}");
            named.add(text(dependency, "artifactId"));
        });

        Set<String> artifacts = new TreeSet<>();
        published().stream()
                .filter(module -> !module.equals(BOM))
                .forEach(module -> artifacts.add(text(pom(module), "artifactId")));
        assertThat(named).isEqualTo(artifacts);
    }

    /** Its own module is packed after its tests. */
    @Test
    void jarOfEach_hasTheLicence() throws IOException {
        String licence = Files.readString(RepositoryFiles.ROOT.resolve("LICENSE"));
        for (String module : published()) {
            if (!module.equals(BOM) && !module.equals("pekko-sim-cli")) {
                try (ZipFile jar = new ZipFile(jar(module).toFile())) {
                    assertThat(text(jar, "META-INF/LICENSE")).as(module).isEqualTo(licence);
                    assertThat(text(jar, "META-INF/NOTICE"))
                            .as(module)
                            .contains("The pekko-sim authors");
                }
            }
        }
    }

    @Test
    void agent_hasTheLicencesOfWhatIsShadedIntoIt() throws IOException {
        try (ZipFile agent = new ZipFile(jar("pekko-sim-agent").toFile())) {
            Set<String> shaded = new TreeSet<>();
            agent.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(SHADED) && name.endsWith(".class"))
                    .forEach(name -> shaded.add(name.substring(SHADED.length()).split("/", -1)[0]));

            assertThat(shaded).containsExactly("asm", "bytebuddy");
            assertThat(text(agent, "META-INF/NOTICE")).contains("Rafael Winterhalter");
            assertThat(text(agent, "META-INF/licenses/ASM")).contains("INRIA, France Telecom");
        }
    }

    /** The modules that are deployed. */
    private static List<String> published() throws IOException {
        List<String> modules = new ArrayList<>();
        children(child(PARENT, "modules")).map(Node::getTextContent).forEach(module -> {
            if (!text(pom(module), "properties/maven.deploy.skip").equals("true")) {
                modules.add(module);
            }
        });
        return modules;
    }

    private static Path jar(String module) throws IOException {
        String name = text(pom(module), "artifactId") + "-" + text(PARENT, "version") + ".jar";
        return RepositoryFiles.ROOT.resolve(module).resolve("target").resolve(name);
    }

    private static String text(ZipFile jar, String entry) throws IOException {
        ZipEntry found = jar.getEntry(entry);
        assertThat(found).as("%s in %s", entry, jar.getName()).isNotNull();
        try (InputStream content = jar.getInputStream(found)) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }

    private static Element pom(String module) {
        Path file = RepositoryFiles.ROOT.resolve(module).resolve("pom.xml");
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    /** The text of an element, without space; empty if there is none. */
    private static String text(Element parent, String path) {
        Element element = parent;
        for (String name : path.split("/", -1)) {
            List<Element> named = children(element)
                    .filter(child -> child.getTagName().equals(name))
                    .toList();
            if (named.isEmpty()) {
                return "";
            }
            element = named.get(0);
        }
        return element.getTextContent().replaceAll("\\s+", " ").strip();
    }

    private static Element child(Element parent, String name) {
        return children(parent)
                .filter(child -> child.getTagName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(parent.getTagName() + " has no " + name));
    }

    private static Stream<Element> children(Element parent) {
        return IntStream.range(0, parent.getChildNodes().getLength())
                .mapToObj(parent.getChildNodes()::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
