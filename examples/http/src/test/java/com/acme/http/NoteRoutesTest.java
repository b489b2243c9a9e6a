package com.acme.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.junit.SimTest;
import dev.pekkosim.testkit.SimCluster;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.stream.SystemMaterializer;

/** The service behind its routes, which are called as a function: there is no socket in a run. */
class NoteRoutesTest {

    @SimTest(nodes = 3)
    void note_isReadFromEveryNode(SimCluster cluster) {
        cluster.startAll(NoteApp::guardian);
        HttpResponse written =
                request(cluster, 0, HttpRequest.PUT("/notes/door").withEntity("open"));
        assertThat(written.status()).isEqualTo(StatusCodes.OK);
        for (int i = 0; i < cluster.nodes().size(); i++) {
            assertThat(text(cluster, request(cluster, i, HttpRequest.GET("/notes/door"))))
                    .isEqualTo("open");
        }
    }

    /** While the note's node is down the answer is 503, and no request hangs. */
    @SimTest(nodes = 3)
    void requests_areAnswered_whateverHappensToTheNodes(SimCluster cluster) {
        cluster.startAll(NoteApp::guardian);
        request(cluster, 0, HttpRequest.PUT("/notes/door").withEntity("open"));
        String home = cluster.entities(Note.TYPE_KEY).get(0).node();

        cluster.node(home).pause();
        int other = home.equals("node-1") ? 1 : 0;
        assertThat(request(cluster, other, HttpRequest.GET("/notes/door")).status())
                .isEqualTo(StatusCodes.SERVICE_UNAVAILABLE);
        cluster.heal();
        assertThat(request(cluster, other, HttpRequest.GET("/notes/door")).status())
                .isEqualTo(StatusCodes.OK);
    }

    private static HttpResponse request(SimCluster cluster, int node, HttpRequest request) {
        ActorSystem<?> system = cluster.nodes().get(node).system();
        return cluster.ask(handle(system, request));
    }

    /** What the server does with a request, but for the socket. */
    private static CompletionStage<HttpResponse> handle(
            ActorSystem<?> system, HttpRequest request) {
        try {
            return new NoteRoutes(system).routes().function(system).apply(request);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(SimCluster cluster, HttpResponse response) {
        ActorSystem<?> system = cluster.client();
        return cluster.ask(response.entity()
                        .toStrict(
                                Duration.ofSeconds(3).toMillis(),
                                SystemMaterializer.get(system).materializer()))
                .getData()
                .utf8String();
    }
}
