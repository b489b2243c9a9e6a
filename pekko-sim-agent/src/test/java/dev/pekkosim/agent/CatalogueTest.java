package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.points.Conflicts;
import com.acme.points.EveryPoint;
import com.acme.points.EveryProperty;
import com.acme.points.Messages;
import com.acme.points.Places;
import com.acme.points.Unloaded;
import dev.pekkosim.agent.hook.Catalogue;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the catalogue knows of classes that the agent saw. */
class CatalogueTest {

    /** Loads and so enters a class; its entries as {@code line type.kind name}. */
    private static List<String> entries(Class<?> type) {
        return Catalogue.entries().stream()
                .filter(entry -> entry.className().equals(type.getName()))
                .peek(entry -> assertThat(entry.file()).isEqualTo(type.getSimpleName() + ".java"))
                .map(entry -> entry.method() + ":" + entry.line() + " " + entry.type() + "."
                        + entry.kind() + " " + entry.name())
                .toList();
    }

    private static List<String> refusals(Class<?> type) throws ClassNotFoundException {
        Class.forName(type.getName());
        return Catalogue.refusals().stream()
                .filter(sentence -> sentence.contains(" in " + type.getName() + "."))
                .toList();
    }

    // ---- entries

    @Test
    void points_ofAllKinds_areEntered() {
        assertThat(EveryPoint.named()).isNotEmpty();

        String unnamed = EveryPoint.class.getName() + ".unnamed:";
        assertThat(entries(EveryPoint.class))
                .containsExactly(
                        "named:18 Buggify.buggify fires",
                        "named:19 Buggify.buggify fires seldom",
                        "named:20 Buggify.rarely fires rarely",
                        "named:21 Buggify.knob int",
                        "named:22 Buggify.knob long",
                        "named:23 Buggify.delay delay",
                        "named:24 Buggify.choice choice",
                        "unnamed:29 Buggify.buggify " + unnamed + "29",
                        "unnamed:30 Buggify.buggify " + unnamed + "30",
                        "unnamed:31 Buggify.rarely " + unnamed + "31",
                        "unnamed:32 Buggify.knob " + unnamed + "32",
                        "unnamed:33 Buggify.knob " + unnamed + "33",
                        "unnamed:34 Buggify.delay " + unnamed + "34",
                        "unnamed:35 Buggify.choice " + unnamed + "35");
    }

    @Test
    void properties_ofAllKinds_areEntered() {
        EveryProperty.plain();
        EveryProperty.detailed("key");
        String[] kinds = {
            "always",
            "alwaysOrUnreachable",
            "sometimes",
            "rarely",
            "reachable",
            "unreachable",
            "alwaysGreaterThan",
            "alwaysGreaterThan",
            "alwaysGreaterThanOrEqualTo",
            "alwaysGreaterThanOrEqualTo",
            "alwaysLessThan",
            "alwaysLessThan",
            "alwaysLessThanOrEqualTo",
            "alwaysLessThanOrEqualTo",
            "sometimesGreaterThan",
            "sometimesGreaterThan",
            "sometimesGreaterThanOrEqualTo",
            "sometimesGreaterThanOrEqualTo",
            "sometimesLessThan",
            "sometimesLessThan",
            "sometimesLessThanOrEqualTo",
            "sometimesLessThanOrEqualTo",
            "alwaysSome",
            "sometimesAll",
            "sometimesEach",
            "eventually",
            "event",
        };
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            expected.add("plain:" + (17 + i) + " Property." + kinds[i] + " " + kinds[i]);
        }
        for (int i = 0; i < kinds.length; i++) {
            expected.add("detailed:" + (49 + i) + " Property." + kinds[i] + " " + kinds[i]);
        }

        assertThat(entries(EveryProperty.class)).containsExactlyElementsOf(expected);
        assertThat(expected).hasSize(2 * (PointTargets.in(PointTargets.PROPERTY).size() / 2 - 1));
    }

    /**
     * The names in the catalogue are those that a run is asked with, which PointNamesTest asserts.
     */
    @Test
    void points_withoutName_haveTheNamesOfTheirCalls() throws Exception {
        Class.forName(Places.class.getName());

        assertThat(Catalogue.entries().stream()
                        .filter(entry -> entry.className().startsWith(Places.class.getName()))
                        .map(entry ->
                                entry.kind() + " " + entry.name().replaceAll(".*points.", "")))
                .contains(
                        "buggify Places.direct:33",
                        "buggify Places.nested:43",
                        "buggify Places.kept:48",
                        "buggify Places.<clinit>:15",
                        "buggify Places.<init>:17",
                        "knob Places.twice:38",
                        "knob Places.twice:38#2",
                        "buggify Places.reference:63",
                        "buggify Places.references:68",
                        "rarely Places.references:68#2",
                        "choice Places.choice:73");
        assertThat(refusals(Places.class)).isEmpty();
    }

    @Test
    void message_thatIsAConstant_isFoundHoweverItComes() {
        Messages.known(true, 2);

        assertThat(entries(Messages.class))
                .containsExactly(
                        "known:18 Property.always folded here",
                        "known:19 Property.always folded constant",
                        "known:20 Property.sometimes one way",
                        "known:20 Property.sometimes the other",
                        "known:22 Property.sometimes local",
                        "known:29 Property.sometimes first",
                        "known:29 Property.sometimes second",
                        "known:29 Property.sometimes third",
                        "known:31 Property.reachable cast",
                        "known:33 Property.sometimes local");
    }

    @Test
    void class_loadedTwice_isEnteredOnce() {
        assertThat(EveryPoint.named()).isNotEmpty();
        List<Catalogue.Entry> before = Catalogue.entries();

        PointScan.scan(Rewriting.classFile(EveryPoint.class));

        assertThat(Catalogue.entries()).isEqualTo(before);
    }

    @Test
    void entries_whateverTheOrderOfLoading_areSorted() {
        assertThat(EveryPoint.named()).isNotEmpty();

        assertThat(Catalogue.entries()).isSorted().hasSizeGreaterThan(7);
    }

    // ---- refusals

    @Test
    void message_builtAtRunTime_isRefused() throws Exception {
        String place = "com.acme.points.Messages.unknown (Messages.java:";
        String property = ") is built at run time; it must be a constant, since it is the"
                + " property's identity";
        String point = ") is built at run time; it must be a constant, since it is the point's"
                + " identity";

        assertThat(refusals(Messages.class))
                .containsExactly(
                        "the message of Property.always in " + place + "39" + property,
                        "the message of Property.always in " + place + "40" + property,
                        "the message of Property.sometimes in " + place + "41" + property,
                        "the message of Property.sometimes in " + place + "42" + property,
                        "the name of Buggify.buggify in " + place + "43" + point,
                        "the name of Buggify.knob in " + place + "44" + point,
                        "the name of Property.event in " + place + "45) is built at run time; it"
                                + " must be a constant, since it is the event's identity",
                        "the message of Property.reachable in " + place + "46" + property,
                        "the message of Property.reachable in " + place + "50" + property,
                        "the message of Property.reachable in " + place + "53) is blank; it must"
                                + " not be, since it is the property's identity");
    }

    @Test
    void message_ofTwoKinds_isRefused() throws Exception {
        String place = " in com.acme.points.Conflicts.";

        assertThat(refusals(Conflicts.class))
                .containsExactly(
                        "the message 'conflict' must be of one kind, but is Property.always" + place
                                + "state (Conflicts.java:13), Property.sometimes" + place
                                + "state (Conflicts.java:14) and Property.unreachable" + place
                                + "state (Conflicts.java:15)",
                        "the name 'a point' must be of one kind, but is Buggify.buggify" + place
                                + "fires (Conflicts.java:24) and Buggify.rarely" + place
                                + "fires (Conflicts.java:24)");
    }

    @Test
    void class_withoutDebugInformation_isEnteredWithoutPlace() {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_SUPER, "com/acme/Bare", null, "java/lang/Object", null);
        MethodVisitor code = type.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
        code.visitCode();
        code.visitMethodInsn(Opcodes.INVOKESTATIC, PointTargets.BUGGIFY, "rarely", "()Z", false);
        code.visitInsn(Opcodes.POP);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                PointTargets.PROPERTY,
                "reachable",
                "(Ljava/lang/String;)V",
                false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(1, 0);
        code.visitEnd();
        type.visitEnd();

        PointScan.scan(type.toByteArray());

        assertThat(Catalogue.entries())
                .contains(new Catalogue.Entry(
                        "Buggify", "rarely", "com.acme.Bare.run", "com.acme.Bare", "run", "", 0));
        assertThat(Catalogue.refusals())
                .contains("the message of Property.reachable in com.acme.Bare.run is built at run"
                        + " time; it must be a constant, since it is the property's identity");
    }

    // ---- cost

    @Test
    void class_withoutMention_isNotLookedThrough() {
        assertThat(ClassScan.of(Rewriting.classFile(CatalogueTest.class)).mentionsPoints())
                .isFalse();
        assertThat(ClassScan.of(Rewriting.classFile(EveryPoint.class)).mentionsPoints())
                .isTrue();
        assertThat(ClassScan.of(Rewriting.classFile(EveryProperty.class)).mentionsPoints())
                .isTrue();
    }

    // ---- class path

    @Test
    void classPath_onRequest_isReadWithoutLoading() {
        int count = SimAgent.catalogue(CatalogueTest.class.getClassLoader(), "com.acme.points");

        assertThat(count).isGreaterThanOrEqualTo(7);
        assertThat(entries(Unloaded.class))
                .containsExactly("state:16 Property.reachable never loaded");
        assertThat(Unloaded.Loaded.unloaded).isFalse();
    }

    @Test
    void withoutPackage_allButPekkoAndScalaIsRead(@TempDir Path folder) throws Exception {
        String[] types = {"com/inall/One", "org/apache/pekko/inall/One", "scala/inall/One"};
        URL[] jars = new URL[types.length];
        for (int i = 0; i < jars.length; i++) {
            jars[i] = jar(folder, i + ".jar", "", types[i]).toURI().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(jars, null)) {
            assertThat(SimAgent.catalogue(loader)).isGreaterThan(100);
        }

        assertThat(Catalogue.entries())
                .extracting(Catalogue.Entry::className)
                .contains("com.inall.One", Unloaded.class.getName())
                .doesNotContain("org.apache.pekko.inall.One", "scala.inall.One");
        assertThat(Unloaded.Loaded.unloaded).isFalse();
    }

    @Test
    void package_thatIsNotThere_hasNoClassFile() {
        assertThat(SimAgent.catalogue(CatalogueTest.class.getClassLoader(), "com.acme.point"))
                .isZero();
    }

    @Test
    void jar_ofALoader_isRead(@TempDir Path folder) throws Exception {
        File jar = jar(folder, "app.jar", "", "com/inajar/One");
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toURI().toURL()}, null)) {
            assertThat(SimAgent.catalogue(loader, "com.inajar")).isEqualTo(1);
        }

        assertThat(Catalogue.entries())
                .extracting(Catalogue.Entry::className)
                .contains("com.inajar.One");
    }

    /** As build tools do where a class path is too long for the command line. */
    @Test
    void jar_namedInAManifest_isRead(@TempDir Path folder) throws Exception {
        jar(folder, "in a manifest.jar", "", "com/inamanifest/One");
        File boot = jar(folder, "boot.jar", "in%20a%20manifest.jar absent.jar", "com/other/One");
        try (URLClassLoader loader = new URLClassLoader(new URL[] {boot.toURI().toURL()}, null)) {
            assertThat(SimAgent.catalogue(loader, "com.inamanifest")).isEqualTo(1);
        }

        assertThat(Catalogue.entries())
                .extracting(Catalogue.Entry::className)
                .contains("com.inamanifest.One")
                .doesNotContain("com.other.One");
    }

    @Test
    void classFile_thatIsBroken_isNamed(@TempDir Path folder) throws Exception {
        File jar = jar(folder, "app.jar", "", "com/broken/Cut");
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toURI().toURL()}, null)) {
            assertThatThrownBy(() -> SimAgent.catalogue(loader, "com.broken"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("com/broken/Cut.class in " + jar + " is not a valid class file");
        }
    }

    private static File jar(Path folder, String name, String classPath, String internalName)
            throws IOException {
        File jar = folder.toRealPath().resolve(name).toFile();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!classPath.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        try (OutputStream file = new FileOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new ZipEntry(internalName + ".class"));
            byte[] classFile = reaching(internalName);
            out.write(classFile, 0, classFile.length - (internalName.endsWith("Cut") ? 40 : 0));
            out.closeEntry();
        }
        return jar;
    }

    /** A class with one property. */
    private static byte[] reaching(String internalName) {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_SUPER, internalName, null, "java/lang/Object", null);
        MethodVisitor code = type.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
        code.visitCode();
        code.visitLdcInsn("reached in " + internalName);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                PointTargets.PROPERTY,
                "reachable",
                "(Ljava/lang/String;)V",
                false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(1, 0);
        code.visitEnd();
        type.visitEnd();
        return type.toByteArray();
    }
}
