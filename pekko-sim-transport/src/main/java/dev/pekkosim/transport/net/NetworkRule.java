// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

/**
 * Judges what wants to leave a host. It is asked once about each attempt to connect and each frame,
 * in order per connection, before anything of it is on the wire; {@link SimNetwork#install} puts it
 * to work. Models what stands between two machines and looks at packets: a firewall, a proxy, a
 * load balancer, traffic shaping.
 *
 * <p>Whatever it says is legal, since a connection stays what TCP promises: while it lives, nothing
 * on it is lost, doubled or reordered. So a delayed or held packet delays or holds all that is sent
 * behind it on its connection.
 *
 * <pre>{@code
 * InstalledRule slow = network.install(
 *         "slow ordinary stream",
 *         passage -> passage.streamId() == 2 ? Verdict.delay(50_000_000) : Verdict.PASS);
 * …
 * slow.uninstall();
 * }</pre>
 *
 * <p>A rule must be deterministic: it may keep state of its own and draw from a decision stream of
 * the run, and must look at nothing else. It may uninstall rules, but do nothing else to the
 * network. What it throws fails the run.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface NetworkRule {

    /**
     * Judges a passage.
     *
     * @param passage what wants to leave
     * @return what becomes of it
     */
    Verdict judge(Passage passage);
}
