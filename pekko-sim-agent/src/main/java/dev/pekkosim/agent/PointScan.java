// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import dev.pekkosim.agent.hook.Catalogue;
import dev.pekkosim.agent.hook.Place;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Enters the points and properties of one class into the {@link Catalogue}. Which constant is the
 * name or the message is found by data flow, through local variables and conditional expressions:
 * where one of several constants comes to a call, each is entered.
 */
final class PointScan {

    private static final String STRING = "java/lang/String";

    private final ClassNode type;
    private final String className;
    private final PointNames names;

    private PointScan(ClassNode type) {
        this.type = type;
        className = type.name.replace('/', '.');
        names = new PointNames(type.name);
    }

    /**
     * Scans a class file.
     *
     * @throws IllegalStateException if its code is not valid
     */
    static void scan(byte[] classFile) {
        ClassNode type = new ClassNode();
        new ClassReader(classFile).accept(type, ClassReader.SKIP_FRAMES);
        PointScan scan = new PointScan(type);
        for (MethodNode method : type.methods) {
            scan.scan(method);
        }
    }

    private void scan(MethodNode method) {
        Frame<SourceValue> @Nullable [] frames = null;
        int line = 0;
        for (int i = 0; i < method.instructions.size(); i++) {
            AbstractInsnNode node = method.instructions.get(i);
            if (node instanceof LineNumberNode number) {
                line = number.line;
            } else if (node instanceof InvokeDynamicInsnNode call) {
                references(method, line, call);
            } else if (node instanceof MethodInsnNode call
                    && PointTransformer.isOfInterest(call.owner)) {
                Site site = new Site(method.name, line, call.owner, call.name, call.desc);
                if (site.isUnnamed()) {
                    add(site, names.next(method.name, line));
                } else if (site.hasName()) {
                    frames = frames == null ? analyze(method) : frames;
                    call(site, frames[i]);
                }
            }
        }
    }

    private Frame<SourceValue>[] analyze(MethodNode method) {
        try {
            return new Analyzer<>(new Origins()).analyze(type.name, method);
        } catch (AnalyzerException e) {
            throw new IllegalStateException("invalid code in " + method.name, e);
        }
    }

    /** A null frame is that of code which cannot be reached. */
    private void call(Site site, @Nullable Frame<SourceValue> frame) {
        if (frame == null) {
            return;
        }
        Type[] arguments = Type.getArgumentTypes(site.descriptor);
        int fromTop = arguments.length - site.nameIndex();
        Set<String> constants = constants(frame.getStack(frame.getStackSize() - fromTop));
        if (constants.isEmpty()) {
            Catalogue.refuse(entry(site, ""));
        }
        for (String constant : constants) {
            add(site, constant);
        }
    }

    /** The constants that a value can be; empty if it can be something else, too. */
    private static Set<String> constants(SourceValue value) {
        Set<String> constants = new HashSet<>();
        for (AbstractInsnNode origin : value.insns) {
            if (!(origin instanceof LdcInsnNode load && load.cst instanceof String text)) {
                return Set.of();
            }
            constants.add(text);
        }
        return constants;
    }

    private void references(MethodNode method, int line, InvokeDynamicInsnNode call) {
        if (!call.bsm.getOwner().equals(CallSiteVisitor.LAMBDAS)) {
            return;
        }
        for (Object argument : call.bsmArgs) {
            if (argument instanceof Handle handle
                    && PointTransformer.isOfInterest(handle.getOwner())) {
                reference(new Site(
                        method.name, line, handle.getOwner(), handle.getName(), handle.getDesc()));
            }
        }
    }

    private void reference(Site site) {
        if (site.isUnnamed()) {
            add(site, names.next(site.method, site.line));
        } else if (site.hasName()) {
            Catalogue.refuse(entry(site, ""));
        }
    }

    private void add(Site site, String name) {
        if (name.isBlank()) {
            Catalogue.refuseBlank(entry(site, name));
        } else {
            Catalogue.add(entry(site, name));
        }
    }

    private Catalogue.Entry entry(Site site, String name) {
        return new Catalogue.Entry(
                site.owner.equals(PointTargets.BUGGIFY) ? Catalogue.BUGGIFY : Catalogue.PROPERTY,
                site.called,
                name,
                className,
                Place.method(site.method),
                type.sourceFile == null ? "" : type.sourceFile,
                site.line);
    }

    /**
     * A call, or a method reference.
     *
     * @param method the calling method
     * @param line in the source, 0 if it is not known
     * @param owner internal name of the class that is called
     * @param called the method that is
     * @param descriptor its descriptor
     */
    private record Site(String method, int line, String owner, String called, String descriptor) {

        boolean isUnnamed() {
            return PointTargets.isUnnamed(owner, called, descriptor);
        }

        boolean hasName() {
            return nameIndex() >= 0;
        }

        /** Which argument is the name or the message: the last that is a string. */
        int nameIndex() {
            Type[] arguments = Type.getArgumentTypes(descriptor);
            int index = arguments.length - 1;
            while (index >= 0
                    && !(arguments[index].getSort() == Type.OBJECT
                            && arguments[index].getInternalName().equals(STRING))) {
                index--;
            }
            return index;
        }
    }

    /** Traces a value to the instructions that made it, past those that only move it. */
    private static final class Origins extends SourceInterpreter {

        /** Stands for what a method gets. */
        private static final AbstractInsnNode OUTSIDE = new InsnNode(Opcodes.NOP);

        private Origins() {
            super(Opcodes.ASM9);
        }

        @Override
        public SourceValue newParameterValue(boolean isInstance, int local, Type type) {
            return new SourceValue(type.getSize(), OUTSIDE);
        }

        @Override
        public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
            return value;
        }

        @Override
        public SourceValue unaryOperation(AbstractInsnNode instruction, SourceValue value) {
            return instruction.getOpcode() == Opcodes.CHECKCAST
                    ? value
                    : super.unaryOperation(instruction, value);
        }
    }
}
