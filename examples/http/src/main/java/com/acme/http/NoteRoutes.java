package com.acme.http;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.javadsl.unmarshalling.Unmarshaller;

/** The edge of the service: {@code GET} and {@code PUT} of {@code /notes/NAME}. */
public final class NoteRoutes extends AllDirectives {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final ClusterSharding sharding;

    public NoteRoutes(ActorSystem<?> system) {
        sharding = ClusterSharding.get(system);
    }

    /** What {@code Http.newServerAt(…).bind(…)} is given in production. */
    public Route routes() {
        ExceptionHandler busy = ExceptionHandler.newBuilder()
                .match(TimeoutException.class, late -> complete(StatusCodes.SERVICE_UNAVAILABLE))
                .build();
        return handleExceptions(
                busy,
                () -> path(
                        segment("notes").slash(segment()),
                        name -> concat(
                                get(() -> answer(ask(name, Note.Read::new))),
                                put(() -> entity(
                                        Unmarshaller.entityToString(),
                                        text -> answer(ask(
                                                name,
                                                replyTo -> new Note.Write(text, replyTo))))))));
    }

    private Route answer(CompletionStage<Note.Text> note) {
        return onSuccess(note, text -> complete(text.text()));
    }

    private CompletionStage<Note.Text> ask(
            String name, Function<ActorRef<Note.Text>, Note.Command> message) {
        return sharding.entityRefFor(Note.TYPE_KEY, name).ask(message::apply, TIMEOUT);
    }
}
