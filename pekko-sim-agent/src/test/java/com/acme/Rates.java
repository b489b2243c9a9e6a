package com.acme;

import com.driver.Wire;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A class of an application that reaches for what is outside a run in every way. */
@SuppressWarnings("AddressSelection") // All ways to reach an address are wanted here.
public final class Rates {

    /** The name of a host that does not exist. */
    public static final String HOST = "rates.example.invalid";

    private Rates() {}

    /** What it does; the result is for the tests off a carrier. */
    @FunctionalInterface
    public interface Call {
        /** Does it. */
        Object run() throws IOException;
    }

    // ---- sockets

    public static Object connect(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return socket.isConnected();
        }
    }

    public static Object connectToHost() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(InetSocketAddress.createUnresolved(HOST, 443));
            return socket.isConnected();
        }
    }

    public static Object newSocket() throws IOException {
        try (Socket socket = new Socket(HOST, 443)) {
            return socket.isConnected();
        }
    }

    public static Object bind() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.isBound();
        }
    }

    public static Object newServerSocket() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.isBound();
        }
    }

    public static Object datagramSocket() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.isBound();
        }
    }

    public static Object openChannel() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            return channel.isOpen();
        }
    }

    public static Object connectChannel(int port) throws IOException {
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return channel.isConnected();
        }
    }

    public static Object serverChannel() throws IOException {
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            return channel.isOpen();
        }
    }

    public static Object datagramChannel() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            return channel.isOpen();
        }
    }

    public static Object unixChannel() throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.isOpen();
        }
    }

    public static Object asynchronousChannel() throws IOException {
        try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
            return channel.isOpen();
        }
    }

    public static Object asynchronousServerChannel() throws IOException {
        try (AsynchronousServerSocketChannel channel = AsynchronousServerSocketChannel.open()) {
            return channel.isOpen();
        }
    }

    public static Object selector() throws IOException {
        try (Selector selector = Selector.open()) {
            return selector.isOpen();
        }
    }

    public static Object selectorOfProvider() throws IOException {
        try (Selector selector = SelectorProvider.provider().openSelector()) {
            return selector.isOpen();
        }
    }

    public static Object httpClient() {
        return HttpClient.newHttpClient().version() != null;
    }

    public static Object url() throws IOException {
        try (InputStream page = URI.create("http://" + HOST + "/").toURL().openStream()) {
            return page.read();
        }
    }

    public static Object byReflection() throws IOException {
        try {
            return SocketChannel.class.getMethod("open").invoke(null) != null;
        } catch (ReflectiveOperationException e) {
            if (e.getCause() instanceof UnsupportedOperationException refusal) {
                throw refusal;
            }
            throw new IOException(e);
        }
    }

    public static Object channelGroup() throws IOException {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            AsynchronousChannelGroup group = AsynchronousChannelGroup.withThreadPool(pool);
            group.shutdownNow();
            return group.isShutdown();
        } finally {
            pool.shutdown();
        }
    }

    public static Object read(Socket opened) throws IOException {
        return opened.getInputStream().read();
    }

    public static Object write(GatheringByteChannel opened) throws IOException {
        return opened.write(ByteBuffer.allocate(1));
    }

    public static Object writeTwo(GatheringByteChannel opened) throws IOException {
        return opened.write(new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocate(1)});
    }

    public static Object read(ScatteringByteChannel opened) throws IOException {
        return opened.read(ByteBuffer.allocate(1));
    }

    public static Object readTwo(ScatteringByteChannel opened) throws IOException {
        return opened.read(new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocate(1)});
    }

    public static Object connect(SocketChannel opened, SocketAddress target) throws IOException {
        return opened.connect(target);
    }

    public static Object connect(Socket opened, SocketAddress target) throws IOException {
        opened.connect(target);
        return opened.isConnected();
    }

    public static Object connect(DatagramChannel opened, SocketAddress target) throws IOException {
        return opened.connect(target).isConnected();
    }

    public static Object send(DatagramChannel opened) throws IOException {
        return opened.send(ByteBuffer.allocate(1), opened.getLocalAddress());
    }

    public static Object receive(DatagramChannel opened) throws IOException {
        return opened.receive(ByteBuffer.allocate(1)) != null;
    }

    public static Object send(DatagramSocket opened) throws IOException {
        opened.send(new DatagramPacket(new byte[1], 1, opened.getLocalSocketAddress()));
        return true;
    }

    public static Object receive(DatagramSocket opened) throws IOException {
        opened.receive(new DatagramPacket(new byte[1], 1));
        return true;
    }

    public static Object accept(ServerSocket opened) throws IOException {
        try (Socket socket = opened.accept()) {
            return socket.isConnected();
        }
    }

    public static Object accept(ServerSocketChannel opened) throws IOException {
        try (SocketChannel channel = opened.accept()) {
            return channel.isConnected();
        }
    }

    public static Object byLibrary() throws IOException {
        return Wire.open();
    }

    public static Object isReachable() throws IOException {
        return InetAddress.getByAddress(new byte[] {0, 0, 0, 0}).isReachable(1_000);
    }

    public static Object isItselfReachable() throws IOException {
        return InetAddress.getLoopbackAddress().isReachable(1_000);
    }

    // ---- names

    public static Object byName(String name) throws IOException {
        return InetAddress.getByName(name).getHostAddress();
    }

    public static Object allByName(String name) throws IOException {
        return InetAddress.getAllByName(name).length;
    }

    public static Object address(String name) {
        return new InetSocketAddress(name, 443).isUnresolved();
    }

    public static Object localHost() throws IOException {
        return InetAddress.getLocalHost() != null;
    }

    public static Object nameOf(int last) throws IOException {
        byte[] address = {(byte) 127, 0, 0, (byte) last};
        if (last != 1) {
            address[0] = (byte) 192;
            address[2] = 2;
        }
        return InetAddress.getByAddress(address).getHostName();
    }

    // ---- processes

    public static Object process() throws IOException {
        return waitFor(new ProcessBuilder("true").start());
    }

    public static Object exec() throws IOException {
        return waitFor(Runtime.getRuntime().exec(new String[] {"true"}));
    }

    public static Object pipeline() throws IOException {
        return waitFor(ProcessBuilder.startPipeline(List.of(new ProcessBuilder("true")))
                .get(0));
    }

    private static boolean waitFor(Process process) throws IOException {
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    // ---- files

    public static Object readEverything(Path file) throws IOException {
        try (InputStream stream = new FileInputStream(file.toFile());
                RandomAccessFile random = new RandomAccessFile(file.toFile(), "r");
                FileChannel channel = FileChannel.open(file)) {
            return Files.readString(file) + stream.read() + random.read() + channel.size();
        }
    }

    public static Object stream(Path file) throws IOException {
        try (OutputStream stream = new FileOutputStream(file.toFile())) {
            stream.write(1);
        }
        return true;
    }

    public static Object random(Path file) throws IOException {
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.write(1);
        }
        return true;
    }

    public static Object writeString(Path file) throws IOException {
        return Files.writeString(file, "1");
    }

    public static Object append(Path file) throws IOException {
        return Files.writeString(file, "1", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public static Object channel(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return channel.write(ByteBuffer.allocate(1));
        }
    }

    public static Object asynchronousFile(Path file) throws IOException {
        try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return channel.isOpen();
        }
    }

    public static Object createFile(Path file) throws IOException {
        return Files.createFile(file);
    }

    public static Object createDirectory(Path file) throws IOException {
        return Files.createDirectory(file);
    }

    public static Object deleteIfExists(Path file) throws IOException {
        return Files.deleteIfExists(file);
    }

    public static Object mkdir(Path file) {
        return file.toFile().mkdir();
    }

    public static Object createNewFile(Path file) throws IOException {
        return file.toFile().createNewFile();
    }

    public static Object delete(Path file) {
        return file.toFile().delete();
    }

    public static Object deleteKnown(Path file) throws IOException {
        Files.delete(file);
        return true;
    }

    public static Object link(Path file, Path target) throws IOException {
        return Files.createLink(target, file);
    }

    public static Object symbolicLink(Path file, Path target) throws IOException {
        return Files.createSymbolicLink(target, file);
    }

    public static Object move(Path file, Path target) throws IOException {
        return Files.move(file, target);
    }

    public static Object rename(Path file, Path target) {
        return file.toFile().renameTo(target.toFile());
    }

    public static Object copy(Path file, Path target) throws IOException {
        return Files.copy(file, target);
    }

    /** To a device, where no later run sees it. */
    public static Object toNowhere() throws IOException {
        try (OutputStream stream = new FileOutputStream(new File("/dev/null"))) {
            stream.write(1);
        }
        return true;
    }
}
