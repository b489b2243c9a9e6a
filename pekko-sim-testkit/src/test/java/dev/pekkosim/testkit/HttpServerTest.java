package dev.pekkosim.testkit;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.junit.jupiter.api.Test;

/** A service with Pekko HTTP at its edge, as its {@code main} starts it. */
class HttpServerTest {

    private static Route routes() {
        return path("hello", () -> get(() -> complete("world")));
    }

    private static Behavior<Void> service(List<String> bound) {
        return Behaviors.setup(context -> {
            ServerBinding binding = Http.get(context.getSystem())
                    .newServerAt("0.0.0.0", 8080)
                    .bind(routes())
                    .toCompletableFuture()
                    .join()
                    .addToCoordinatedShutdown(Duration.ofSeconds(5), context.getSystem());
            bound.add(TestApp.hostOf(context.getSystem()) + binding.localAddress());
            return Behaviors.empty();
        });
    }

    private static CompletionStage<HttpResponse> answer(ActorSystem<?> system) {
        try {
            return routes().function(system).apply(HttpRequest.GET("/hello"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hello(ActorSystem<?> system) {
        return answer(system)
                .thenCompose(response -> response.entity().toStrict(1_000, system))
                .toCompletableFuture()
                .join()
                .getData()
                .utf8String();
    }

    @Test
    void server_isBoundInEachLife_andItsRoutesAreDrivenAsAFunction() {
        List<String> bound = new ArrayList<>();

        TestRuns.passes(2, cluster -> {
            cluster.startAll(() -> service(bound));
            SimNode second = cluster.node("node-2");
            assertThat(cluster.runOn(second, () -> hello(second.system()))).isEqualTo("world");

            second.crashHost();
            cluster.heal();
            cluster.node("node-1").leave();
            cluster.sleep(Duration.ofMinutes(1));
            cluster.heal();
            assertThat(cluster.runOn(second, () -> hello(second.system()))).isEqualTo("world");
        });

        assertThat(bound)
                .startsWith("node-1/0.0.0.0:8080", "node-2/0.0.0.0:8080", "node-2/0.0.0.0:8080")
                .endsWith("node-1/0.0.0.0:8080")
                .hasSize(4);
    }

    @Test
    void client_isRefused_withWhatToDo() {
        String message = TestRuns.fails(1, cluster -> {
                    cluster.startAll(Behaviors::empty);
                    ActorSystem<?> system = cluster.node("node-1").system();
                    cluster.runOn(
                            cluster.node("node-1"),
                            () -> Http.get(system)
                                    .singleRequest(HttpRequest.GET("http://localhost:8080/"))
                                    .toCompletableFuture()
                                    .join());
                })
                .message();

        assertThat(message)
                .contains("a simulated run cannot do: drive a server of the run by calling its"
                        + " routes or its handler as a function, on its node by SimCluster.runOn");
    }
}
