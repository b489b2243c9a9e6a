// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Lets a part of a configuration that is merged with itself be the result at once, as it would be
 * in the end. Each actor system merges its configuration with the reference that this was made of,
 * and most parts of the two are the same objects.
 *
 * <p>Only a part that is resolved: one with substitutions in it remembers what it was merged with.
 */
final class SelfMergeHook extends OverloadTarget {

    private static final String CONFIG = "com/typesafe/config/impl/";
    private static final String STATUS = "L" + CONFIG + "ResolveStatus;";

    /** Creates the target. */
    SelfMergeHook() {
        super(
                null,
                "config",
                CONFIG + "SimpleConfigObject",
                "mergedWithObject",
                "(L" + CONFIG + "AbstractConfigObject;)L" + CONFIG + "SimpleConfigObject;");
    }

    @Override
    boolean isRequired() {
        return false;
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitCode() {
                super.visitCode();
                Label original = new Label();
                visitVarInsn(Opcodes.ALOAD, 0);
                visitVarInsn(Opcodes.ALOAD, 1);
                visitJumpInsn(Opcodes.IF_ACMPNE, original);
                visitVarInsn(Opcodes.ALOAD, 0);
                visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, owner(), "resolveStatus", "()" + STATUS, false);
                visitFieldInsn(Opcodes.GETSTATIC, CONFIG + "ResolveStatus", "RESOLVED", STATUS);
                visitJumpInsn(Opcodes.IF_ACMPNE, original);
                visitVarInsn(Opcodes.ALOAD, 0);
                visitInsn(Opcodes.ARETURN);
                visitLabel(original);
                visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                visitInsn(Opcodes.NOP); // keeps this frame apart from one that may follow
                rewritten.found(SelfMergeHook.this);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(Math.max(maxStack, 2), maxLocals);
            }
        };
    }
}
