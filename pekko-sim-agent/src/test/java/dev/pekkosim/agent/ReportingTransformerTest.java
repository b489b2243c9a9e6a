package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.ClassFileTransformer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportingTransformerTest {

    private static final byte[] NO_CLASS = {1, 2, 3};

    private final MissingHooks missing = new MissingHooks();

    /** The JVM would load it as it is, and say nothing. */
    @Test
    void classThatCannotBeRewritten_isToldAsAMissingHook() throws Exception {
        ClassLoader loader = getClass().getClassLoader();
        assertTold(new AppTransformer(missing), loader, "com/acme/Account");
        assertTold(new PointTransformer(missing), loader, PointTargets.BUGGIFY);
        assertTold(new InitialiserTransformer(missing), null, "java/text/Broken");
        assertTold(new JdkTransformer(missing), null, "java/lang/Thread");
    }

    private void assertTold(
            ClassFileTransformer transformer, @Nullable ClassLoader loader, String name)
            throws Exception {
        assertThat(transformer.transform(loader, name, null, null, NO_CLASS)).isNull();
        assertThat(missing.list(Release.FIRST))
                .last()
                .asString()
                .startsWith(name.replace('/', '.') + " could not be rewritten: ");
    }
}
