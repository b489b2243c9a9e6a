package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JUnit makes of methods and classes with {@link Nodes} and {@link OutsideNode}. */
class NodesTest {

    @BeforeEach
    void clear() {
        NodesSample.SEEN.clear();
    }

    private static void passes(Class<?> sample, String method) {
        Executed executed = Executed.of(sample, method);

        assertThat(executed.thrown()).isEmpty();
        assertThat(executed.tests()).isOne();
    }

    @Test
    void sets_areThoseOfTheMethod_withWhatTheySay() {
        passes(NodesSample.class, "setsAndOutsideNodes");

        assertThat(NodesSample.SEEN)
                .containsExactly(
                        "backend-1 [backend, eu] default backend.conf",
                        "backend-2 [backend, eu] default backend.conf",
                        "frontend-1 [frontend] west application.conf",
                        "gateway [] outside backend.conf",
                        "edge [] outside application.conf",
                        "backend-2");
    }

    @Test
    void classWithNodes_givesThemToMethodsWithoutAny_withAsManyClientsAsTheySay() {
        passes(NodesSample.class, "nodesOfTheClass");

        assertThat(NodesSample.SEEN)
                .containsExactly("[of-class-1, of-class-2, client-1, client-2, outside-class]");
    }

    /** Each kind by itself: what is outside is still that of the class. */
    @Test
    void campaign_hasNodesToo() {
        passes(NodesSample.class, "campaign");

        assertThat(NodesSample.SEEN).containsExactly("[own-1, outside-class]");
    }

    @Test
    void annotationOfOnesOwn_standsForThem() {
        passes(NodesSample.class, "annotationOfOnesOwn");

        assertThat(NodesSample.SEEN).containsExactly("[backend-1, backend-2, frontend-1, gateway]");
    }

    @Test
    void nestedClass_hasTheNodesOfTheOneAround() {
        passes(NodesSample.Within.class, "nodesOfTheClassAround");

        assertThat(NodesSample.SEEN).containsExactly("[of-class-1, of-class-2, outside-class]");
    }

    @Test
    void derivedClass_hasTheNodesOfItsBase() {
        passes(DerivedNodesSample.class, "nodesOfTheBaseClass");

        assertThat(NodesSample.SEEN).containsExactly("[of-class-1, of-class-2, outside-class]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            negativeCount     | the count of node set 'backend' must be at least 1, but is -1 (@Nodes)
            wrongName         | the name of a node set must be letters, digits and hyphens, since its nodes are hosts, but is 'back end' (@Nodes)
            emptyRole         | a role of node set 'backend' must be a name, such as backend, but is ' ' (@Nodes)
            twoOfOneName      | there are two node sets 'backend'; each needs a name of its own, since its nodes are named after it (@SimTest)
            twoThatAreAlike   | each node set must have a name of its own, but there are two 'backend' (@Nodes)
            twoNodesOfOneName | there are two nodes 'backend-1'; each needs a name of its own (@SimTest)
            bothKinds         | nodes must not be set beside @Nodes, but is 3; leave it out (@SimTest)
            unknownRole       | pekko.cluster.sharding.role is 'batch', but no node has that role; the roles are [backend], and a node set gets one with roles("batch") (@SimTest)
            """)
    void wrongValue_isOneSentence(String method, String message) {
        Executed.of(WrongNodesSample.class, method).assertRefused(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknownConfig        | configuration 'no-such.conf' of node set 'backend' cannot be read: | (@Nodes)
            unknownConfigOutside | configuration 'no-such.conf' of node set 'gateway' cannot be read: | (@OutsideNode)
            unknownNode          | there is no node 'backend-3'; the nodes are [backend-1, backend-2] | backend-2]
            whichNode            | a parameter of type SimNode must have @NodeNamed unless there is one server node, but there are | backend-1, frontend-1
            """)
    void wrongName_isTold(String method, String what, String where) {
        assertThat(Executed.of(WrongNodesSample.class, method).message()).contains(what, where);
    }
}
