// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine;

/**
 * One of the last steps of a node before a run failed.
 *
 * @param step its number, from 1
 * @param virtualNanos virtual time since the start of the run
 * @param node the node's name
 * @param work the path of the actor, or what people call the task
 * @param message the class of the message that the actor got, the text that it is, or the key of
 *     the actor's timer; empty for a task
 * @since 0.1.0
 */
public record LastStep(long step, long virtualNanos, String node, String work, String message) {}
