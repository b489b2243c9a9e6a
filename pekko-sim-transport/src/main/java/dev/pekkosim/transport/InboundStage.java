// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport;

import org.apache.pekko.remote.artery.EnvelopeBuffer;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * The source of one inbound stream: takes frames from its inbox. When it stops, the connections are
 * closed.
 */
final class InboundStage extends GraphStage<SourceShape<EnvelopeBuffer>> {

    private final Outlet<EnvelopeBuffer> out = Outlet.create("SimInbound.out");
    private final SourceShape<EnvelopeBuffer> shape = SourceShape.of(out);
    private final Inbox inbox;

    InboundStage(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public SourceShape<EnvelopeBuffer> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes inheritedAttributes) {
        return new Logic();
    }

    private final class Logic extends GraphStageLogic {

        private final AsyncCallback<Inbox> arrival = createAsyncCallback(ignored -> pushNext());

        Logic() {
            super(shape);
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    pushNext();
                }
            });
        }

        private void pushNext() {
            EnvelopeBuffer next = inbox.take(() -> arrival.invoke(inbox));
            if (next != null) {
                push(out, next);
            }
        }

        @Override
        public void postStop() {
            inbox.closeConnections();
        }
    }
}
