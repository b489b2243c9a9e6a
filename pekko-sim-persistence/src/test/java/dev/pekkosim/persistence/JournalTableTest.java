package dev.pekkosim.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JournalTableTest {

    private final JournalTable table = new JournalTable();

    @Test
    void select_isInclusiveAndBounded() {
        table.insert(StoreRun.rows("a", 1, 2, 3, 4, 5));
        assertThat(StoreRun.numbers(table.select("a", 2, 4, 9))).containsExactly(2L, 3L, 4L);
        assertThat(StoreRun.numbers(table.select("a", 2, 4, 2))).containsExactly(2L, 3L);
        assertThat(StoreRun.numbers(table.select("a", 4, Long.MAX_VALUE, Long.MAX_VALUE)))
                .containsExactly(4L, 5L);
        assertThat(table.select("a", 4, 2, 9)).isEmpty();
        assertThat(table.select("a", 1, 5, 0)).isEmpty();
        assertThat(table.select("b", 1, 5, 9)).isEmpty();
    }

    @Test
    void insert_ofATakenNumber_changesNothing() {
        table.insert(StoreRun.rows("a", 1, 2));
        assertThatThrownBy(() -> table.insert(StoreRun.rows("a", 3, 2)))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("sequence number 2 of persistence id 'a'");
        assertThat(StoreRun.numbers(table.select("a", 1, 9, 9))).containsExactly(1L, 2L);
        assertThat(table.highest("a")).isEqualTo(2);
    }

    @Test
    void highest_ofAnUnknownId_isZero() {
        assertThat(table.highest("a")).isZero();
    }

    @Test
    void deleteTo_keepsLaterRowsAndTheHighestNumber() {
        table.insert(StoreRun.rows("a", 1, 2, 3));
        table.deleteTo("a", 2);
        assertThat(StoreRun.numbers(table.select("a", 1, 9, 9))).containsExactly(3L);
        assertThat(table.highest("a")).isEqualTo(3);
        assertThatThrownBy(() -> table.insert(StoreRun.rows("a", 1)))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void deleteTo_beyondTheHighestNumber_leavesTheNextNumberFree() {
        table.insert(StoreRun.rows("a", 1, 2));
        table.deleteTo("a", Long.MAX_VALUE);
        table.insert(StoreRun.rows("a", 3));
        assertThat(StoreRun.numbers(table.select("a", 1, 9, 9))).containsExactly(3L);
    }
}
