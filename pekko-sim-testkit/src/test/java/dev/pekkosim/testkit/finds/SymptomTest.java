package dev.pekkosim.testkit.finds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import org.junit.jupiter.api.Test;

class SymptomTest {

    @Test
    void idIsAWordOfItsOwn_isNamed() {
        assertThat(names("account-7 has 3", "account-7")).isTrue();
        assertThat(names("expected 3 in account-7: 4", "account-7")).isTrue();
        assertThat(names("[account-7]", "account-7")).isTrue();
        assertThat(names("of a|b.c it is 4", "a|b.c")).isTrue();
    }

    @Test
    void idIsPartOfAnother_isNotNamed() {
        assertThat(names("account-71 has 3", "account-7")).isFalse();
        assertThat(names("sub-account-7 has 3", "account-7")).isFalse();
        assertThat(names("account-7-a has 3", "account-7")).isFalse();
    }

    /** It may count anything. */
    @Test
    void number_isNoName() {
        assertThat(names("expected 7, but was 8", "7")).isFalse();
        assertThat(names("expected 7, but was 8", "")).isFalse();
    }

    private static boolean names(String message, String id) {
        return Symptom.names(
                new Failure(Failure.Kind.PROPERTY, "money is conserved", message, 1, 1, null), id);
    }
}
