// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.io.File;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for the world outside a run. A {@link SimThread} that reaches for what cannot be
 * simulated is refused, with a sentence that says what to do; one that writes a file may do so, and
 * the run tells of it.
 */
public final class OutsideHooks {

    private static final String LOCALHOST = "localhost";
    private static final String INSTEAD_OF_IO =
            "replace the actor or stream that uses IO(Udp), IO(Dns) or a client of Pekko HTTP in the"
                    + " test by one that answers in virtual time, or move it out of the run";

    /**
     * Beginnings of the names of classes that are no part of a run though it calls them, such as
     * loggers.
     */
    private static volatile String[] machinery = {};

    private OutsideHooks() {}

    /**
     * Sets which classes are no part of a run though it calls them, such as loggers.
     *
     * @param prefixes beginnings of their names, with dots
     */
    public static void prepare(String[] prefixes) {
        machinery = prefixes;
    }

    /** A port can be bound in a run, but nobody connects to it. */
    private static final String INSTEAD_OF_CONNECTING =
            "drive a server of the run by calling its routes or its handler as a function, on its"
                    + " node by SimCluster.runOn, and replace a client of the world outside by an"
                    + " actor or a stream that answers in virtual time";

    // ---- sockets

    /** Begins {@code Socket.connect}. */
    public static void connect(Socket socket, @Nullable SocketAddress target, int timeoutMillis) {
        if (isSimulated()) {
            refuse(" to ", target);
        }
    }

    /** Begins {@code SocketChannel.connect}. */
    public static void connect(Object channel, @Nullable SocketAddress target) {
        if (isSimulated()) {
            refuse(" to ", target);
        }
    }

    /** Begins {@code ServerSocket.bind}. */
    public static void bind(ServerSocket socket, @Nullable SocketAddress own, int backlog) {
        if (isSimulated()) {
            refuse(" on ", own);
        }
    }

    /** Begins {@code SocketChannel.open}. */
    public static void open(@Nullable SocketAddress target) {
        if (isSimulated()) {
            refuse(" to ", target);
        }
    }

    /** Begins whatever else makes or uses a socket or a channel of one. */
    public static void socket() {
        if (isSimulated()) {
            refuse("", null);
        }
    }

    /**
     * Begins {@code InetAddress.isReachable}. A machine always reaches itself, as health checks ask
     * it to.
     *
     * @return whether it does, so that the original must return at once
     */
    public static boolean isReachable(
            InetAddress address, @Nullable NetworkInterface through, int hops, int millis) {
        if (!isSimulated()) {
            return false;
        }
        if (address.isLoopbackAddress()) {
            return true;
        }
        String host = SimHooks.hostAt(address.getAddress());
        if (host != null && host.equals(SimHooks.thisHost())) {
            return true;
        }
        OutsideCall call = OutsideCall.current();
        refuse(call, " of " + address.getHostAddress(), instead(call));
        return false;
    }

    private static void refuse(String preposition, @Nullable SocketAddress address) {
        OutsideCall call = OutsideCall.current();
        String detail = address == null ? "" : preposition + text(address);
        refuse(call, detail, instead(call));
    }

    /** No name is looked up for it. */
    private static String text(SocketAddress address) {
        return address instanceof InetSocketAddress known
                ? known.getHostString() + ":" + known.getPort()
                : address.toString();
    }

    // ---- names

    /**
     * Begins {@code InetAddress.getAllByName0}, which gets all names that are no literal addresses.
     *
     * @return the addresses, or null if the JVM shall look them up
     */
    public static InetAddress @Nullable [] lookUp(String host) throws UnknownHostException {
        if (!isSimulated()) {
            return null;
        }
        if (host.equalsIgnoreCase(LOCALHOST)) {
            byte[] loopback = {127, 0, 0, 1};
            return new InetAddress[] {InetAddress.getByAddress(host, loopback)};
        }
        byte[] known = SimHooks.addressOf(host);
        if (known != null) {
            return new InetAddress[] {InetAddress.getByAddress(host, known)};
        }
        refuseName(host);
        return null;
    }

    /**
     * Begins {@code InetAddress.getLocalHost}.
     *
     * @return the node's host, or null if the JVM shall look it up
     */
    public static @Nullable InetAddress lookUpThisHost() throws UnknownHostException {
        if (!isSimulated()) {
            return null;
        }
        String host = SimHooks.thisHost();
        byte[] address = host == null ? null : SimHooks.addressOf(host);
        if (address == null) {
            refuseName("the machine's own name");
            return null;
        }
        return InetAddress.getByAddress(host, address);
    }

    /**
     * Begins {@code InetAddress.getHostFromNameService}.
     *
     * @return the name, or null if the JVM shall look it up
     */
    public static @Nullable String lookUpName(InetAddress address) {
        if (!isSimulated()) {
            return null;
        }
        if (address.isLoopbackAddress()) {
            return LOCALHOST;
        }
        String known = SimHooks.hostAt(address.getAddress());
        if (known != null) {
            return known;
        }
        refuseName("the name of " + address.getHostAddress());
        return null;
    }

    /** Throws, unless the call is none of the run's. */
    private static void refuseName(String subject) {
        OutsideCall call = OutsideCall.current();
        String instead = call.owner().startsWith("java.net.Inet")
                ? "give it a literal address such as 127.0.0.1 in the test, or move it out of the run"
                : instead(call);
        refuse(call, " to look up " + subject, instead);
    }

    // ---- processes

    /** Begins {@code ProcessBuilder.start}. */
    public static void process(ProcessBuilder builder) {
        if (isSimulated()) {
            OutsideCall call = OutsideCall.current();
            String program = builder.command().isEmpty()
                    ? ""
                    : " to run " + builder.command().get(0);
            refuse(call, program, instead(call));
        }
    }

    // ---- the end of the JVM

    /**
     * Begins {@code Runtime.exit} and {@code Runtime.halt}, which end the node's JVM and not the
     * machine's.
     */
    public static void exits(Runtime runtime, int status) {
        if (Thread.currentThread() instanceof SimThread t) {
            OutsideCall call = OutsideCall.current();
            String method = call.method();
            t.exits(method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1) + "("
                    + status + ")");
        }
    }

    // ---- refusing

    private static String instead(OutsideCall call) {
        return call.isOfPekko()
                ? INSTEAD_OF_IO
                : "replace it in the test by an actor or a stub that answers in virtual time, or"
                        + " move it out of the run";
    }

    private static void refuse(OutsideCall call, String detail, String instead) {
        String caller = call.caller();
        if (caller != null && OutsideCall.beginsWithOneOf(caller, machinery)) {
            return;
        }
        refuse(
                call,
                (caller == null ? "the JDK, in a thread of its own," : caller) + " calls "
                        + call.method() + detail + ", which a simulated run cannot do: " + instead);
    }

    private static void refuse(OutsideCall call, String sentence) {
        UnsupportedOperationException refusal =
                new UnsupportedOperationException(place(call) + sentence);
        ((SimThread) Thread.currentThread()).refused(refusal);
        throw refusal;
    }

    /** The line of the application, else the actor that asks for what this step does. */
    private static String place(OutsideCall call) {
        String line = call.line();
        String place = line == null ? SimHooks.asker() : line;
        return place == null ? "" : place + ": ";
    }

    /** Who asks for what Pekko offers: the application, if it does so itself. */
    private static String asker(OutsideCall call) {
        String application = call.application();
        String asker = application == null ? call.caller() : application;
        return asker == null ? "the run" : asker;
    }

    // ---- Pekko

    /**
     * In the constructor of the extension behind {@code IO(Tcp)}: the class of the actor that binds
     * and connects.
     */
    public static Class<?> tcpManager(Class<?> pekkos) {
        return isSimulated() ? SimHooks.tcpManager(pekkos) : pekkos;
    }

    /** Begins the start of a stream that connects by {@code IO(Tcp)}. */
    public static void connects(Object stage, Object attributes) {
        if (isSimulated()) {
            OutsideCall call = OutsideCall.current();
            refuse(
                    call,
                    asker(call) + " connects by IO(Tcp), which a simulated run cannot do: "
                            + INSTEAD_OF_CONNECTING);
        }
    }

    /**
     * Refuses what an actor asks of {@code IO(Tcp)}.
     *
     * @param peer whom it is to connect to
     */
    public static void connects(String peer) {
        OutsideCall call = OutsideCall.current();
        refuse(
                call,
                "IO(Tcp) connects to " + peer + ", which a simulated run cannot do: "
                        + INSTEAD_OF_CONNECTING);
    }

    /** Begins the constructor of the extension behind {@code IO(Udp)}. */
    public static void udp() {
        refuseIo("IO(Udp)");
    }

    /** Begins the constructor of the extension behind {@code IO(UdpConnected)}. */
    public static void udpConnected() {
        refuseIo("IO(UdpConnected)");
    }

    /** Its sockets are opened by its own actors, where nobody knows who asked. */
    private static void refuseIo(String extension) {
        if (isSimulated()) {
            OutsideCall call = OutsideCall.current();
            refuse(
                    call,
                    asker(call) + " uses " + extension + ", which a simulated run cannot do: "
                            + INSTEAD_OF_IO);
        }
    }

    /** Begins {@code RemoteActorRefProvider.init}. */
    public static void remoting(Object provider, Object system) {
        if (isSimulated() && !SimHooks.isOfNode(system)) {
            OutsideCall call = OutsideCall.current();
            refuse(
                    call,
                    asker(call) + " starts the actor system '" + SimHooks.nameOf(system)
                            + "' with remoting, which only the nodes of a run have: let the testkit"
                            + " start it as a node of its own, or set pekko.actor.provider = local"
                            + " for it");
        }
    }

    /** Begins {@code ManualTime.apply} and {@code ManualTime.get}. */
    public static void manualTime(Object companion, Object system) {
        if (isSimulated() && SimHooks.isOfNode(system)) {
            OutsideCall call = OutsideCall.current();
            refuse(
                    call,
                    asker(call) + " asks for the ManualTime of a node, whose time is the run's:"
                            + " leave it out and wait, by SimCluster.sleep in the body of the run"
                            + " or by expectNoMessage of a probe; virtual time passes at once");
        }
    }

    // ---- files

    /** Begins {@code FileOutputStream.open}. */
    public static void writes(FileOutputStream stream, @Nullable String name, boolean append) {
        if (isSimulated() && name != null) {
            report(new File(name));
        }
    }

    /** Begins {@code RandomAccessFile.open}; the mode has bit 1 if it writes. */
    public static void writes(RandomAccessFile file, @Nullable String name, int mode) {
        if ((mode & 2) != 0 && isSimulated() && name != null) {
            report(new File(name));
        }
    }

    /** Begins what creates or deletes a file. */
    public static void writes(File file) {
        if (isSimulated()) {
            report(file);
        }
    }

    /** Begins {@code File.renameTo}. */
    public static void moves(File file, @Nullable File target) {
        if (isSimulated() && target != null) {
            report(file);
            report(target);
        }
    }

    /** Begins what creates, writes or deletes a file. */
    public static void writes(@Nullable Path path) {
        if (isSimulated() && path != null) {
            report(path);
        }
    }

    /** Begins what opens a file; the options say whether it writes. */
    public static void opens(@Nullable Path path, @Nullable Set<?> options) {
        if (isSimulated() && path != null && options != null && isWriting(options)) {
            report(path);
        }
    }

    /**
     * Compares by identity: a look into the set would ask for hash codes, which belong to the run.
     */
    private static boolean isWriting(Set<?> options) {
        for (Object option : options) {
            if (option == StandardOpenOption.WRITE
                    || option == StandardOpenOption.APPEND
                    || option == StandardOpenOption.DELETE_ON_CLOSE) {
                return true;
            }
        }
        return false;
    }

    /** Begins {@code Files.copy}. */
    public static void copies(@Nullable Path path, @Nullable Path target) {
        writes(target);
    }

    /** Begins {@code Files.move}. */
    public static void moves(@Nullable Path path, @Nullable Path target) {
        writes(path);
        writes(target);
    }

    private static void report(Path path) {
        boolean isOnDisk = path.getFileSystem().provider().getScheme().equals("file");
        if (isOnDisk) {
            report(path.toFile());
        }
    }

    private static void report(File file) {
        String path = file.getAbsolutePath();
        if (path.startsWith("/dev/")) {
            return; // no later run sees what is written there
        }
        OutsideCall call = OutsideCall.current();
        String caller = call.caller();
        if (caller != null && !OutsideCall.beginsWithOneOf(caller, machinery)) {
            ((SimThread) Thread.currentThread()).wroteFile(caller, path);
        }
    }

    private static boolean isSimulated() {
        return Thread.currentThread() instanceof SimThread;
    }
}
