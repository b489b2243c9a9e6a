package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReleaseTest {

    @Test
    void version_ofAnyKind_isRead() {
        assertThat(Release.of("1.7.0")).isEqualTo(new Release(1, 7));
        assertThat(Release.of("2.10.0-M1+12-4cfa")).isEqualTo(new Release(2, 10));
        assertThat(Release.of("1.8-SNAPSHOT")).isEqualTo(new Release(1, 8));
        assertThat(Release.of("main")).isEqualTo(Release.UNKNOWN);
    }

    @Test
    void releases_areOrderedByNumber() {
        assertThat(new Release(1, 9).isBefore(new Release(1, 10))).isTrue();
        assertThat(new Release(1, 10).isBefore(new Release(2, 0))).isTrue();
        assertThat(new Release(2, 0).isBefore(new Release(1, 10))).isFalse();
        assertThat(new Release(1, 7).isBefore(new Release(1, 7))).isFalse();
        assertThat(Release.UNKNOWN.isBefore(new Release(99, 0))).isFalse();
    }

    @Test
    void release_thatRuns_isTheOneOnTheClassPath() {
        assertThat(Release.running(ReleaseTest.class.getClassLoader()))
                .isEqualTo(Release.of(org.apache.pekko.Version.current()))
                .isNotEqualTo(Release.UNKNOWN);
    }
}
