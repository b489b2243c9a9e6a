// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Has {@code org.apache.pekko.util.ManifestInfo} read the manifests on the class path from memory
 * after the first time. Each actor system opens all jars for them, which takes a seventh of its
 * start.
 */
final class ManifestsHook extends MethodTarget {

    private static final String LOADER = "java/lang/ClassLoader";
    private static final String NAME_TO_URLS = "(Ljava/lang/String;)Ljava/util/Enumeration;";

    /** Creates the target. */
    ManifestsHook() {
        super("pekko-actor", "org/apache/pekko/util/ManifestInfo", "<init>");
    }

    /** Scala's compiler moves the {@code try} of a constructor into a method of its own. */
    @Override
    boolean matches(String name, String descriptor) {
        return true;
    }

    @Override
    String expected() {
        return "ClassLoader.getResources";
    }

    @Override
    boolean isRequired() {
        return false;
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String name, String descriptor, boolean isInterface) {
                if (!owner.equals(LOADER) || !name.equals("getResources")) {
                    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                    return;
                }
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        hooks(),
                        "manifests",
                        "(L" + LOADER + ";" + NAME_TO_URLS.substring(1),
                        false);
                rewritten.found(ManifestsHook.this);
            }
        };
    }
}
