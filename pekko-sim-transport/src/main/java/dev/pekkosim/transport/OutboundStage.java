// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport;

import dev.pekkosim.transport.net.CloseReason;
import dev.pekkosim.transport.net.Connection;
import dev.pekkosim.transport.net.Sender;
import java.net.ConnectException;
import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.StreamTcpException;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at an outbound connection: opens it at the first frame, sends while its window has
 * room, and ends with it. It stands for the lazy TCP flow of {@code ArteryTcpTransport} and ends in
 * the same ways and with the same exceptions, on which {@code Association} decides.
 */
final class OutboundStage extends GraphStage<FlowShape<byte[], Object>> {

    private static final String CONNECT_TIMER = "connect";

    private final Inlet<byte[]> in = Inlet.create("SimOutbound.in");
    private final Outlet<Object> out = Outlet.create("SimOutbound.out");
    private final FlowShape<byte[], Object> shape = FlowShape.of(in, out);
    private final String peer;
    private final Duration connectTimeout;
    private final Function<Sender, Connection> connect;

    /**
     * @param peer host and port, for messages
     * @param connectTimeout how long an attempt to connect may take
     * @param connect begins to connect; called at the first frame
     */
    OutboundStage(String peer, Duration connectTimeout, Function<Sender, Connection> connect) {
        this.peer = peer;
        this.connectTimeout = connectTimeout;
        this.connect = connect;
    }

    @Override
    public FlowShape<byte[], Object> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes inheritedAttributes) {
        return new Logic();
    }

    private final class Logic extends TimerGraphStageLogic implements Sender {

        private final AsyncCallback<Runnable> arrival = createAsyncCallback(Runnable::run);
        private byte @Nullable [] first;
        private @Nullable Connection connection;
        private boolean connected;

        Logic() {
            super(shape);
            setHandler(in, new AbstractInHandler() {
                @Override
                public void onPush() {
                    frame(grab(in));
                }

                @Override
                public void onUpstreamFinish() {
                    if (first == null) {
                        completeStage();
                    }
                }

                @Override
                public void onUpstreamFailure(Throwable cause) {
                    abort();
                    failStage(
                            connected
                                    ? new StreamTcpException("The connection has been aborted")
                                    : cause);
                }
            });
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    // nothing ever comes back
                }
            });
        }

        @Override
        public void preStart() {
            pull(in);
        }

        private void frame(byte[] frame) {
            Connection open = connection;
            if (open == null) {
                first = frame;
                scheduleOnce(CONNECT_TIMER, connectTimeout);
                connection = connect.apply(this);
            } else if (open.isOpen()) {
                open.send(frame);
                pullIfWritable(open);
            }
        }

        private void pullIfWritable(Connection open) {
            if (open.isOpen() && open.isWritable() && !isClosed(in) && !hasBeenPulled(in)) {
                pull(in);
            }
        }

        private void connected(Connection open, byte[] frame) {
            connected = true;
            cancelTimer(CONNECT_TIMER);
            first = null;
            open.send(frame);
            if (isClosed(in)) {
                completeStage();
            } else {
                pullIfWritable(open);
            }
        }

        private void closed(CloseReason reason) {
            connection = null;
            if (connected && reason == CloseReason.CLOSED) {
                completeStage();
            } else {
                failStage(
                        switch (reason) {
                            case REFUSED -> connectFailed("Connection refused");
                            case CLOSED, RESET -> broken("Connection reset by peer");
                            case TIMED_OUT -> broken("Connection timed out");
                        });
            }
        }

        private StreamTcpException broken(String cause) {
            return new StreamTcpException("The connection closed with error: " + cause);
        }

        private StreamTcpException connectFailed(String cause) {
            ConnectException reason = new ConnectException(cause);
            StreamTcpException failure = new StreamTcpException(
                    "Tcp command [Connect(" + peer + ")] failed because of " + reason);
            failure.initCause(reason);
            return failure;
        }

        @Override
        public void onTimer(Object timerKey) {
            abort();
            failStage(connectFailed("Connect timeout of " + connectTimeout + " expired"));
        }

        private void abort() {
            if (connection != null) {
                connection.abort();
                connection = null;
            }
        }

        @Override
        public void postStop() {
            if (connection != null) {
                connection.close();
            }
        }

        // ---- from the network

        @Override
        public void onConnected() {
            arrival.invoke(() -> {
                Connection open = connection;
                byte[] frame = first;
                if (open != null && open.isOpen() && frame != null) {
                    connected(open, frame);
                }
            });
        }

        @Override
        public void onWritable() {
            arrival.invoke(() -> {
                if (connection != null) {
                    pullIfWritable(connection);
                }
            });
        }

        @Override
        public void onClosed(CloseReason reason) {
            arrival.invoke(() -> closed(reason));
        }
    }
}
