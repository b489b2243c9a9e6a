package dev.pekkosim.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.junit.jupiter.api.Test;

class SnapshotTableTest {

    private final SnapshotTable table = new SnapshotTable();

    static SnapshotRow row(long sequenceNr, long timestamp) {
        return new SnapshotRow(
                "a", sequenceNr, timestamp, new StoredObject(1, "", new byte[0]), null);
    }

    @Test
    void latest_obeysEveryBound() {
        table.upsert(row(10, 100));
        table.upsert(row(20, 200));
        table.upsert(row(30, 300));
        assertThat(latest(SnapshotSelectionCriteria.latest())).containsExactly(30L);
        assertThat(latest(SnapshotSelectionCriteria.create(29, Long.MAX_VALUE)))
                .containsExactly(20L);
        assertThat(latest(SnapshotSelectionCriteria.create(Long.MAX_VALUE, 199)))
                .containsExactly(10L);
        assertThat(latest(SnapshotSelectionCriteria.create(19, Long.MAX_VALUE, 11, 0)))
                .isEmpty();
        assertThat(latest(SnapshotSelectionCriteria.create(Long.MAX_VALUE, 299, 0, 201)))
                .isEmpty();
        assertThat(latest(SnapshotSelectionCriteria.none())).isEmpty();
    }

    @Test
    void upsert_replacesTheSnapshotOfTheNumber() {
        table.upsert(row(10, 100));
        table.upsert(row(10, 150));
        assertThat(table.latest("a", SnapshotRange.of(SnapshotSelectionCriteria.latest())))
                .extracting(SnapshotRow::timestamp)
                .containsExactly(150L);
    }

    @Test
    void delete_ofOneSnapshot_looksAtItsTimestampOnlyIfKnown() {
        table.upsert(row(10, 100));
        table.delete("a", SnapshotRange.of(new SnapshotMetadata("a", 10, 99)));
        assertThat(latest(SnapshotSelectionCriteria.latest())).containsExactly(10L);
        table.delete("a", SnapshotRange.of(new SnapshotMetadata("a", 10, 0)));
        assertThat(latest(SnapshotSelectionCriteria.latest())).isEmpty();
    }

    @Test
    void delete_ofARange_keepsTheOthers() {
        table.upsert(row(10, 100));
        table.upsert(row(20, 200));
        table.delete("a", SnapshotRange.of(SnapshotSelectionCriteria.create(10, Long.MAX_VALUE)));
        assertThat(latest(SnapshotSelectionCriteria.latest())).containsExactly(20L);
        assertThat(latest(SnapshotSelectionCriteria.create(19, Long.MAX_VALUE))).isEmpty();
    }

    private List<Long> latest(SnapshotSelectionCriteria criteria) {
        return table.latest("a", SnapshotRange.of(criteria)).stream()
                .map(SnapshotRow::sequenceNr)
                .toList();
    }
}
