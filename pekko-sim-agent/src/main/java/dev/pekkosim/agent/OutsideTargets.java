// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * The table of the places where the JDK leaves the JVM. They lie as deep as the JDK's own clients,
 * drivers and reflection go, and as high as the address can still be named. A socket that was
 * opened outside a run is refused when it is used within one.
 */
final class OutsideTargets {

    private static final Treatment T = Treatment.OUTSIDE;
    private static final String NET = "java/net/";
    private static final String CHANNELS = "java/nio/channels/";
    private static final String SUN = "sun/nio/ch/";
    private static final String PATH = "Ljava/nio/file/Path;";

    private final List<MethodTarget> targets = new ArrayList<>();

    private OutsideTargets() {}

    static List<MethodTarget> all() {
        OutsideTargets table = new OutsideTargets();
        table.addresses();
        table.sockets();
        table.names();
        table.processes();
        table.files();
        return table.targets;
    }

    private void addresses() {
        String address = "L" + NET + "SocketAddress;";
        targets.add(
                BodyHook.before(T, NET + "Socket", "connect", "(" + address + "I)V", "connect"));
        targets.add(
                BodyHook.before(T, NET + "ServerSocket", "bind", "(" + address + "I)V", "bind"));
        targets.add(BodyHook.beforeStatic(
                T,
                CHANNELS + "SocketChannel",
                "open",
                "(" + address + ")L" + CHANNELS + "SocketChannel;",
                "open"));
        // Further down, one that was opened outside the run would stay in the middle of it.
        String channel = SUN + "SocketChannelImpl";
        targets.add(BodyHook.before(T, channel, "connect", "(" + address + "*", "connect"));
        targets.add(BodyHook.before(T, channel, "blockingConnect", "(" + address + "*", "connect"));
    }

    /** All overloads, without their arguments. */
    private void sockets() {
        socket(SUN + "Net", "socket", "serverSocket", "connect");
        socket(SUN + "UnixDomainSockets", "socket");
        socket(SUN + "SocketDispatcher", "read", "readv", "write", "writev");
        socket(SUN + "DatagramDispatcher", "read", "readv", "write", "writev");
        socket(SUN + "DatagramChannelImpl", "send", "receive");
        socket(SUN + "ServerSocketChannelImpl", "accept", "blockingAccept");
        socket(NET + "ServerSocket", "accept");
        targets.add(BodyHook.of(
                T,
                NET + "InetAddress",
                "isReachable",
                "(L" + NET + "NetworkInterface;II)Z",
                "isReachable"));
        // Both wait for the machine, and begin to before there is a socket.
        socket(CHANNELS + "spi/AbstractSelector", "<init>");
        socket(CHANNELS + "spi/AsynchronousChannelProvider", "provider");
    }

    private void socket(String owner, String... methods) {
        for (String method : methods) {
            targets.add(BodyHook.beforeStatic(T, owner, method, "(*", "socket"));
        }
    }

    private void names() {
        String owner = NET + "InetAddress";
        String address = "L" + owner + ";";
        targets.add(BodyHook.ofStatic(
                T, owner, "getAllByName0", "(Ljava/lang/String;*)[" + address, "lookUp"));
        targets.add(BodyHook.ofStatic(T, owner, "getLocalHost", "()" + address, "lookUpThisHost"));
        targets.add(BodyHook.ofStatic(
                T,
                owner,
                "getHostFromNameService",
                "(" + address + "*)Ljava/lang/String;",
                "lookUpName"));
    }

    private void processes() {
        String owner = "java/lang/ProcessBuilder";
        targets.add(BodyHook.before(T, owner, "start", "(*", "process"));
        // All ways to end the JVM lead here, also System.exit and those by reflection.
        for (String method : List.of("exit", "halt")) {
            targets.add(BodyHook.before(T, "java/lang/Runtime", method, "(I)V", "exits"));
        }
    }

    private void files() {
        String file = "java/io/File";
        targets.add(BodyHook.before(
                T, "java/io/FileOutputStream", "open", "(Ljava/lang/String;Z)V", "writes"));
        targets.add(BodyHook.before(
                T, "java/io/RandomAccessFile", "open", "(Ljava/lang/String;I)V", "writes"));
        for (String method : List.of("createNewFile", "mkdir", "delete")) {
            targets.add(BodyHook.before(T, file, method, "()Z", "writes"));
        }
        targets.add(BodyHook.before(T, file, "renameTo", "(L" + file + ";)Z", "moves"));

        String files = "java/nio/file/Files";
        for (String method : List.of(
                "newOutputStream",
                "createDirectory",
                "createLink",
                "createSymbolicLink",
                "delete",
                "deleteIfExists")) {
            targets.add(BodyHook.beforeStatic(T, files, method, "(" + PATH + "*", "writes"));
        }
        targets.add(BodyHook.beforeStatic(T, files, "copy", "(" + PATH + PATH + "*", "copies"));
        targets.add(BodyHook.beforeStatic(T, files, "move", "(" + PATH + PATH + "*", "moves"));
        String opening = "(" + PATH + "Ljava/util/Set;*";
        targets.add(BodyHook.beforeStatic(T, files, "newByteChannel", opening, "opens"));
        targets.add(BodyHook.beforeStatic(T, CHANNELS + "FileChannel", "open", opening, "opens"));
        targets.add(BodyHook.beforeStatic(
                T, CHANNELS + "AsynchronousFileChannel", "open", opening, "opens"));
    }
}
