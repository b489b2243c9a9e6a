// SPDX-License-Identifier: Apache-2.0
/**
 * Programs that show each find in Pekko on real Artery TCP: real threads, the real clock, no
 * simulator.
 *
 * <p>A program is a {@link FindProgram}: one class per find, named in {@link Programs#ALL}. It
 * plays its scenario twice, once with what triggers the find and once without that one thing, as
 * its control. What it needs it has from its {@link Stage}: a {@link TcpCluster} of nodes, each an
 * actor system of this JVM behind a {@link Gate}, and {@link Link}s between them that can be held,
 * slowed, refused and reset; and waiting that is bounded. Every node runs {@link Traffic}, so that
 * a find is seen as an application sees it; where sharding is concerned there are {@link Entities},
 * too. A {@link JvmNode} has a JVM of its own, which can be killed.
 *
 * <p>To add a program:
 *
 * <ol>
 *   <li>Write {@code About}: settings only where Pekko's defaults will not do, and the parts of log
 *       lines that tell the story.
 *   <li>Write {@code play}: bring about what the find needs with {@link Stage#await}, which ends
 *       the trial if it does not come about; then watch for long enough with {@link Stage#within},
 *       and answer with {@link Observation#effect} or {@link Observation#healthy}, each only for
 *       what was seen to be so. Answer with {@code neither} for anything else.
 *   <li>Leave the trigger out if {@code triggered} is false, and nothing else.
 *   <li>Add it to {@link Programs#ALL}, and try it: {@code ./pekko-sim finds PEKKO-N --times 4}.
 * </ol>
 *
 * <p>Nothing in here may depend on another module of ours: who reads a report wants to see Pekko
 * alone.
 */
@NullMarked
package dev.pekkosim.finds;

import org.jspecify.annotations.NullMarked;
