// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.util.List;

/** All programs, in the order of their finds. */
final class Programs {

    static final List<FindProgram> ALL = List.of(
            new LostJoin(),
            new ForgottenSelf(),
            new LostWatch(),
            new LostWatchOfARegion(),
            new UndownedTwin(false),
            new UndownedTwin(true),
            new DeadLanes(),
            new QuarantinedNewcomer(),
            new UnsendableGossip(),
            new MuteNode(),
            new SecondHome());

    private Programs() {}

    /** The ids of all finds, each once. */
    static List<String> ids() {
        return ALL.stream().map(program -> program.about().id()).distinct().toList();
    }

    /** The programs that show a find; none if there is no such find. */
    static List<FindProgram> of(String id) {
        return ALL.stream()
                .filter(program -> program.about().id().equalsIgnoreCase(id))
                .toList();
    }
}
