// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.SimRandom;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/** A body that calls a test method with what belongs to the run. */
final class MethodCall implements Body {

    private static final Set<Class<?>> OF_A_RUN =
            Set.of(SimCluster.class, SimNode.class, Seed.class, SimRandom.class);

    private final Method method;
    private final @Nullable Object instance;
    private final List<@Nullable Object> arguments;
    private final ExtensionContext context;
    private final AtomicReference<@Nullable TestAbortedException> aborted = new AtomicReference<>();
    private volatile Runnable onBegin = () -> {};

    /**
     * Prepares it.
     *
     * @param invocation has the arguments that do not belong to the run
     * @param context of the invocation
     */
    MethodCall(ReflectiveInvocationContext<Method> invocation, ExtensionContext context) {
        this.context = context;
        this.method = invocation.getExecutable();
        this.instance = invocation.getTarget().orElse(null);
        this.arguments = invocation.getArguments();
    }

    /** Whether a parameter belongs to the run. */
    static boolean belongsToRun(Parameter parameter) {
        return OF_A_RUN.contains(parameter.getType());
    }

    /**
     * Sets what is done in each run before the method is called.
     *
     * @param action does it, and changes nothing of the run
     */
    void onBegin(Runnable action) {
        onBegin = action;
    }

    /** Attaches a file to the test; where that cannot be, it is where it is all the same. */
    void publish(Path file) {
        try {
            context.publishFile(
                    String.valueOf(file.getFileName()),
                    MediaType.TEXT_PLAIN_UTF_8,
                    attached -> Files.copy(file, attached, StandardCopyOption.REPLACE_EXISTING));
        } catch (JUnitException e) {
            System.out.println("pekko-sim: " + file + " is not attached: " + e.getMessage());
        } catch (LinkageError e) { // which must not hide why the run failed
            System.out.println("pekko-sim: " + file + " is not attached: JUnit Jupiter must be 5.14"
                    + " or newer for that, but lacks " + e.getMessage());
        }
    }

    @Override
    public void run(SimCluster cluster) {
        onBegin.run();
        Parameter[] parameters = method.getParameters();
        @Nullable Object[] all = new Object[parameters.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = belongsToRun(parameters[i])
                    ? argument(parameters[i], cluster)
                    : arguments.get(i);
        }
        try {
            ReflectionSupport.invokeMethod(method, instance, all);
        } catch (TestAbortedException e) {
            aborted.set(e); // which is no failure of the run
        }
    }

    private Object argument(Parameter parameter, SimCluster cluster) {
        Class<?> type = parameter.getType();
        if (type == SimNode.class) {
            return node(parameter, cluster);
        }
        if (type == Seed.class) {
            return new Seed(cluster.seed());
        }
        return type == SimRandom.class ? cluster.random() : cluster;
    }

    private SimNode node(Parameter parameter, SimCluster cluster) {
        NodeNamed named = parameter.getAnnotation(NodeNamed.class);
        if (named != null) {
            return cluster.node(named.value());
        }
        List<SimNode> servers = cluster.servers();
        if (servers.size() != 1) {
            throw new SimSetupException("a parameter of type SimNode must have @NodeNamed unless"
                    + " there is one server node, but there are "
                    + servers.stream().map(SimNode::name).collect(Collectors.joining(", ")));
        }
        return servers.get(0);
    }

    /** Throws what the method threw to say that it is not for here and now. */
    void rethrowAbortion() {
        TestAbortedException thrown = aborted.get();
        if (thrown != null) {
            throw thrown;
        }
    }
}
