package dev.pekkosim.buggify.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads back each line with another JSON library. */
class JsonLinesTest {

    private static final SourceLocation HERE =
            new SourceLocation("com.acme.Bank", "debit", "Bank.java", 42);

    private final ObjectMapper mapper = new ObjectMapper();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonLines lines = new JsonLines(bytes);
    private final AtomicInteger located = new AtomicInteger();

    @Test
    void firstLine_namesTheProtocol() {
        assertThat(read()).hasSize(1);
        JsonNode sdk = read().get(0).path("antithesis_sdk");
        assertThat(sdk.path("language").path("name").asText()).isEqualTo("Java");
        assertThat(sdk.path("language").path("version").asText())
                .isEqualTo(System.getProperty("java.version"));
        assertThat(sdk.path("sdk_version").asText()).startsWith("pekko-buggify ");
        assertThat(sdk.path("protocol_version").asText()).isEqualTo("1.1.0");
    }

    @Test
    void setupComplete_hasItsDetails() {
        lines.setupComplete(Details.of("nodes", 3));
        assertThat(last())
                .isEqualTo(json(
                        "{'antithesis_setup':" + "{'status':'complete','details':{'nodes':3}}}"));
    }

    @Test
    void event_isItsName() {
        lines.event("elected", Details.of("node", "n-1"));
        assertThat(last()).isEqualTo(json("{'elected':{'node':'n-1'}}"));
        lines.event(" ", Details.NONE);
        assertThat(last()).isEqualTo(json("{'anonymous':{}}"));
    }

    @Test
    void assertion_hasEveryField() {
        evaluate(AssertionKind.ALWAYS, false, "no debt", null, Details.of("account", "a-1"));
        assertThat(last())
                .isEqualTo(json("{'antithesis_assert':{'assert_type':'always',"
                        + "'display_type':'Always','condition':false,'message':'no debt',"
                        + "'location':{'class':'com.acme.Bank','function':'debit','file':'Bank.java',"
                        + "'begin_line':42,'begin_column':0},'hit':true,'must_hit':true,'id':'no debt',"
                        + "'details':{'account':'a-1'}}}"));
    }

    @ParameterizedTest
    @CsvSource({
        "ALWAYS, always, Always, true",
        "ALWAYS_OR_UNREACHABLE, always, AlwaysOrUnreachable, false",
        "SOMETIMES, sometimes, Sometimes, true",
        "RARELY, sometimes, Sometimes, false",
        "REACHABLE, reachability, Reachable, true",
        "UNREACHABLE, reachability, Unreachable, false",
        "ALWAYS_GREATER_THAN, always, Always, true",
        "ALWAYS_GREATER_THAN_OR_EQUAL_TO, always, Always, true",
        "ALWAYS_LESS_THAN, always, Always, true",
        "ALWAYS_LESS_THAN_OR_EQUAL_TO, always, Always, true",
        "SOMETIMES_GREATER_THAN, sometimes, Sometimes, true",
        "SOMETIMES_GREATER_THAN_OR_EQUAL_TO, sometimes, Sometimes, true",
        "SOMETIMES_LESS_THAN, sometimes, Sometimes, true",
        "SOMETIMES_LESS_THAN_OR_EQUAL_TO, sometimes, Sometimes, true",
        "ALWAYS_SOME, always, Always, true",
        "SOMETIMES_ALL, sometimes, Sometimes, true",
        "SOMETIMES_EACH, sometimes, Sometimes, true",
        "EVENTUALLY, always, Always, true"
    })
    void kind_hasTheProtocolsWords(
            AssertionKind kind, String assertType, String displayType, boolean mustHit) {
        lines.declared(kind, "m", HERE);
        JsonNode assertion = last().path("antithesis_assert");
        assertThat(assertion.path("assert_type").asText()).isEqualTo(assertType);
        assertThat(assertion.path("display_type").asText()).isEqualTo(displayType);
        assertThat(assertion.path("must_hit").asBoolean()).isEqualTo(mustHit);
        assertThat(assertion.path("hit").asBoolean(true)).isFalse();
        assertThat(assertion.path("condition").asBoolean(true)).isFalse();
    }

    @Test
    void declaration_isAlwaysWrittenAndHidesNoEvaluation() {
        lines.declared(AssertionKind.ALWAYS, "m", HERE);
        lines.declared(AssertionKind.ALWAYS, "m", HERE);
        evaluate(AssertionKind.ALWAYS, true, "m");
        assertThat(assertions()).hasSize(3);
        assertThat(assertions().get(2).path("hit").asBoolean()).isTrue();
    }

    @Test
    void evaluation_isWrittenAtTheFirstPassAndTheFirstFailure() {
        for (int i = 0; i < 100; i++) {
            evaluate(AssertionKind.SOMETIMES, i % 3 == 2, "a");
            evaluate(AssertionKind.ALWAYS, true, "b");
        }
        assertThat(assertions())
                .extracting(
                        a -> a.path("id").asText() + " " + a.path("condition").asText())
                .containsExactly("a false", "b true", "a true");
        assertThat(located).as("stacks that were walked").hasValue(3);
    }

    @Test
    void rarely_isWrittenOnlyWhenTrue() {
        evaluate(AssertionKind.RARELY, false, "m");
        assertThat(assertions()).isEmpty();
        evaluate(AssertionKind.RARELY, true, "m");
        assertThat(assertions()).hasSize(1);
    }

    @Test
    void numbers_areDoublesInDetailsAndGuidance() {
        compare(AssertionKind.ALWAYS_GREATER_THAN, 3L, 2L);
        JsonNode details = assertions().get(0).path("details");
        assertThat(details).isEqualTo(json("{'left':3.0,'right':2.0}"));
        assertThat(last())
                .isEqualTo(json("{'antithesis_guidance':{'guidance_type':'numeric',"
                        + "'id':'m','message':'m','location':{'class':'com.acme.Bank','function':'debit',"
                        + "'file':'Bank.java','begin_line':42,'begin_column':0},'maximize':false,"
                        + "'guidance_data':{'left':3.0,'right':2.0},'hit':true}}"));
    }

    @Test
    void guidance_ofGreaterThan_isWrittenUnlessTheGapGrows() {
        for (long left : new long[] {10, 11, 9, 9, 10, 8}) {
            compare(AssertionKind.ALWAYS_GREATER_THAN, left, 0L);
        }
        assertThat(guidance())
                .extracting(g -> g.path("guidance_data").path("left").asInt())
                .containsExactly(10, 9, 9, 8);
        assertThat(located).as("stacks that were walked").hasValue(1);
        assertThat(guidance()).noneMatch(g -> g.path("maximize").asBoolean(true));
    }

    @Test
    void guidance_ofLessThan_isWrittenUnlessTheGapShrinks() {
        for (long left : new long[] {10, 9, 11, 11, 10, 12}) {
            compare(AssertionKind.SOMETIMES_LESS_THAN_OR_EQUAL_TO, left, 100L);
        }
        assertThat(guidance())
                .extracting(g -> g.path("guidance_data").path("left").asInt())
                .containsExactly(10, 11, 11, 12);
        assertThat(guidance()).allMatch(g -> g.path("maximize").asBoolean(false));
    }

    @Test
    void guidance_ofNaN_isWrittenAndMovesNoMark() {
        compare(AssertionKind.ALWAYS_GREATER_THAN, 5.0, 0.0);
        compare(AssertionKind.ALWAYS_GREATER_THAN, Double.NaN, 0.0);
        compare(AssertionKind.ALWAYS_GREATER_THAN, 6.0, 0.0);
        compare(AssertionKind.ALWAYS_GREATER_THAN, Double.NEGATIVE_INFINITY, 0.0);
        assertThat(guidance())
                .extracting(g -> g.path("guidance_data").path("left").asText())
                .containsExactly("5.0", "NaN", "-Infinity");
    }

    @Test
    void guidance_ofConditions_isWrittenEveryTime() {
        Map<String, @Nullable Boolean> conditions = new LinkedHashMap<>();
        conditions.put("a", true);
        conditions.put("b", null);
        Evidence evidence = new Evidence.Conditions(conditions);
        for (int i = 0; i < 3; i++) {
            evaluate(AssertionKind.SOMETIMES_ALL, false, "all", evidence, Details.NONE);
            evaluate(AssertionKind.ALWAYS_SOME, true, "some", evidence, Details.NONE);
        }
        assertThat(assertions()).hasSize(2);
        assertThat(guidance()).hasSize(6).allSatisfy(guidance -> {
            assertThat(guidance.path("guidance_type").asText()).isEqualTo("boolean");
            assertThat(guidance.path("guidance_data")).isEqualTo(json("{'a':true,'b':null}"));
            assertThat(guidance.path("maximize").asBoolean())
                    .isEqualTo(guidance.path("id").asText().equals("all"));
        });
    }

    @Test
    void outcome_isGuidanceWhenItIsNew() {
        for (String value : List.of("joining", "up", "joining", "down", "up")) {
            Evidence evidence = new Evidence.Outcome(value);
            evaluate(AssertionKind.SOMETIMES_EACH, true, "state", evidence, Details.NONE);
        }
        assertThat(assertions()).hasSize(1);
        assertThat(guidance())
                .allMatch(g -> g.path("guidance_type").asText().equals("json"))
                .extracting(g -> g.path("guidance_data").path("value").asText())
                .containsExactly("joining", "up", "down");
    }

    @Test
    void outcomes_areBounded() {
        for (int i = 0; i < JsonLines.MAX_OUTCOMES + 10; i++) {
            Evidence evidence = new Evidence.Outcome(i);
            evaluate(AssertionKind.SOMETIMES_EACH, true, "m", evidence, Details.NONE);
        }
        assertThat(guidance()).hasSize(JsonLines.MAX_OUTCOMES);
    }

    @Test
    void messages_thatAreMadeUp_areBoundedAndToldOnce() {
        for (int i = 0; i < JsonLines.MAX_MESSAGES + 10; i++) {
            evaluate(AssertionKind.ALWAYS, true, "message " + i);
        }
        assertThat(assertions()).hasSize(JsonLines.MAX_MESSAGES);
        assertThat(last())
                .isEqualTo(json(
                        "{'too many messages':{'limit':10000,'first left out':'message 10000'}}"));
    }

    @Test
    void text_ofAnyKind_isReadBack() throws JsonProcessingException {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x180; c++) {
            all.append(c);
        }
        String text = all + "\"\\/\u2028\u2029\ufffe😀日本";
        lines.event(text, Details.of(text, text));
        assertThat(last().path(text).path(text).asText()).isEqualTo(text);
        String line = bytes.toString(UTF_8).lines().skip(1).findFirst().orElseThrow();
        assertThat(line).doesNotMatch(".*\\p{Cntrl}.*").contains("😀日本");
    }

    /** They cannot be encoded as they are, and would be lost. */
    @Test
    void surrogates_withoutPartner_areEscaped() throws JsonProcessingException {
        String text = "a\ud83d b\ude00 \ude00\ud83d";
        lines.event("e", Details.of("text", text));
        assertThat(bytes.toString(UTF_8)).contains("a\\ud83d b\\ude00 \\ude00\\ud83d");
        assertThat(last().path("e").path("text").asText()).isEqualTo(text);
    }

    @Test
    void values_ofAllKinds_areJson() {
        lines.event(
                "e",
                Details.of(
                        "list",
                        List.of(1, List.of()),
                        "map",
                        Map.of("a", Map.of()),
                        "none",
                        null,
                        "big",
                        1e300,
                        "float",
                        Float.POSITIVE_INFINITY,
                        "yes",
                        true));
        assertThat(last())
                .isEqualTo(json("{'e':{'list':[1,[]],'map':{'a':{}},'none':null,"
                        + "'big':1.0e300,'float':'Infinity','yes':true}}"));
    }

    /** Each line stays whole, and of each message one pass and one failure are written. */
    @Test
    void threads_atOnce_writeWholeLines() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch ready = new CountDownLatch(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                all.add(pool.submit(() -> {
                    ready.countDown();
                    ready.await();
                    for (long i = 0; i < 2_000; i++) {
                        evaluate(AssertionKind.SOMETIMES, i % 2 == 0, "m" + i % 50);
                        compare(AssertionKind.ALWAYS_LESS_THAN, i, 10L);
                    }
                    return null;
                }));
            }
            for (Future<?> future : all) {
                future.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(assertions())
                .extracting(
                        a -> a.path("id").asText() + " " + a.path("condition").asText())
                .doesNotHaveDuplicates()
                .hasSize(50 + 2);
        assertThat(guidance())
                .allMatch(g -> g.path("location").path("begin_line").asInt() == 42);
    }

    private void compare(AssertionKind kind, Number left, Number right) {
        boolean holds =
                kind.comparison().orElseThrow().holds(left.doubleValue(), right.doubleValue());
        evaluate(kind, holds, "m", new Evidence.Numbers(left, right), Details.NONE);
    }

    private void evaluate(AssertionKind kind, boolean condition, String message) {
        evaluate(kind, condition, message, null, Details.NONE);
    }

    private void evaluate(
            AssertionKind kind,
            boolean condition,
            String message,
            @Nullable Evidence evidence,
            Details details) {
        Evaluation evaluation = new Evaluation(kind, condition, evidence);
        lines.evaluated(new Assertion(evaluation, message, details, () -> {
            located.incrementAndGet();
            return HERE;
        }));
    }

    private List<JsonNode> assertions() {
        return all("antithesis_assert");
    }

    private List<JsonNode> guidance() {
        return all("antithesis_guidance");
    }

    private List<JsonNode> all(String key) {
        return read().stream()
                .filter(line -> line.has(key))
                .map(line -> line.path(key))
                .toList();
    }

    private JsonNode last() {
        List<JsonNode> all = read();
        return all.get(all.size() - 1);
    }

    private List<JsonNode> read() {
        return bytes.toString(UTF_8).lines().map(this::parse).toList();
    }

    private JsonNode json(String text) {
        return parse(text.replace('\'', '"'));
    }

    private JsonNode parse(String line) {
        try {
            return mapper.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
