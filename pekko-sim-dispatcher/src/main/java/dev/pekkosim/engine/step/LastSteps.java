// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.LastStep;
import dev.pekkosim.engine.time.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last steps of each node: what a run that fails can tell, and only it. They are kept in every
 * run, for some nanoseconds a step: names are made when somebody asks for them.
 *
 * <p>What the application did and what its libraries did are kept apart, or the many steps of those
 * would soon be the only ones. It belongs to the holder of the baton.
 *
 * @hidden
 */
@Internal
public final class LastSteps {

    /** How many are told of. */
    static final int TOLD = 16;

    /** How many of these are the application's, if there are so many. */
    private static final int TOLD_OF_APPLICATION = 12;

    private static final Comparator<LastStep> NEWEST_FIRST =
            Comparator.comparingLong(LastStep::step).reversed();

    private StepSubjects subjects = StepSubjects.NONE;
    private @Nullable Ring[] ofApplication = new Ring[0];
    private @Nullable Ring[] ofLibraries = new Ring[0];

    /** Creates those of a run that has not begun. */
    public LastSteps() {}

    /**
     * Sets what is kept of steps.
     *
     * @param newSubjects tells what they are about
     */
    public void subjects(StepSubjects newSubjects) {
        subjects = newSubjects;
    }

    /** A step is about to run. */
    void add(Step step, Progress progress) {
        int node = step.owner().node();
        Object subject = node == Incarnation.DRIVER_NODE || !isOfTheNode(step.kind())
                ? null
                : subjects.of(step.work());
        if (subject == null) {
            return;
        }
        if (node >= ofApplication.length) {
            ofApplication = Arrays.copyOf(ofApplication, node + 1);
            ofLibraries = Arrays.copyOf(ofLibraries, node + 1);
        }
        @Nullable Ring[] rings = subjects.isOfTheApplication(subject) ? ofApplication : ofLibraries;
        Ring ring = rings[node];
        if (ring == null) {
            ring = new Ring();
            rings[node] = ring;
        }
        ring.add(step, subject, progress);
    }

    /** What a node does, and not the wire or a store for it. */
    private static boolean isOfTheNode(StepKind kind) {
        return switch (kind) {
            case MAILBOX, TASK, TIMER, THREAD -> true;
            case BODY, NETWORK, STORE, RESUME -> false;
        };
    }

    /**
     * Keeps nothing of what has died but names.
     *
     * @param dead the incarnation
     */
    public void forget(Incarnation dead) {
        if (dead.node() < ofApplication.length) {
            forget(ofApplication[dead.node()]);
            forget(ofLibraries[dead.node()]);
        }
    }

    private void forget(@Nullable Ring ring) {
        if (ring != null) {
            ring.name(subjects);
        }
    }

    /**
     * The last ones, oldest first: the last of each node and the newest of all, mostly of the
     * application.
     */
    public List<LastStep> list() {
        List<LastStep> told = new ArrayList<>();
        add(told, lastOfEachNodeFirst(all(ofApplication)), TOLD_OF_APPLICATION);
        add(told, all(ofLibraries), TOLD);
        told.sort(NEWEST_FIRST.reversed());
        return told;
    }

    private static void add(List<LastStep> told, List<LastStep> more, int most) {
        told.addAll(more.subList(0, Math.min(more.size(), most - told.size())));
    }

    private List<LastStep> all(@Nullable Ring[] rings) {
        List<LastStep> all = new ArrayList<>();
        for (Ring ring : rings) {
            if (ring != null) {
                ring.name(subjects);
                ring.addTo(all);
            }
        }
        all.sort(NEWEST_FIRST);
        return all;
    }

    private static List<LastStep> lastOfEachNodeFirst(List<LastStep> newestFirst) {
        Set<String> nodes = new HashSet<>(); // never iterated
        List<LastStep> sorted = new ArrayList<>();
        List<LastStep> others = new ArrayList<>();
        for (LastStep step : newestFirst) {
            (nodes.add(step.node()) ? sorted : others).add(step);
        }
        sorted.addAll(others);
        return sorted;
    }

    /** The last steps of one node, of one sort. */
    private static final class Ring {

        /** A power of two. */
        private static final int KEPT = 8;

        private final @Nullable Step[] steps = new Step[KEPT];
        private final @Nullable Object[] subjects = new Object[KEPT];
        private final long[] numbers = new long[KEPT];
        private final long[] nanos = new long[KEPT];
        private final @Nullable LastStep[] named = new LastStep[KEPT];
        private int next;

        void add(Step step, Object subject, Progress progress) {
            int i = next++ & (KEPT - 1);
            steps[i] = step;
            subjects[i] = subject;
            numbers[i] = progress.steps();
            nanos[i] = progress.now();
        }

        /** Has names instead of what they are made of. */
        void name(StepSubjects names) {
            for (int i = 0; i < KEPT; i++) {
                Step step = steps[i];
                Object subject = subjects[i];
                if (step != null && subject != null) {
                    named[i] = new LastStep(
                            numbers[i],
                            nanos[i],
                            step.owner().name(),
                            names.nameOfWork(step.work()),
                            names.nameOf(subject));
                    steps[i] = null;
                    subjects[i] = null;
                }
            }
        }

        void addTo(List<LastStep> all) {
            for (LastStep step : named) {
                if (step != null) {
                    all.add(step);
                }
            }
        }
    }
}
