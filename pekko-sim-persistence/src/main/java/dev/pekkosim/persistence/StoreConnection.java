// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import com.typesafe.config.Config;
import dev.pekkosim.dispatcher.NodeHost;
import dev.pekkosim.dispatcher.SettingReader;
import dev.pekkosim.dispatcher.SimSystems;
import dev.pekkosim.engine.Failure;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * What a plugin needs to use the cluster's store.
 *
 * @param store the store
 * @param host the node that the plugin runs on
 * @param latency how long one way takes
 * @param serialization the serializers of the node's actor system
 */
record StoreConnection(
        ClusterStore store, NodeHost host, Latency latency, Serialization serialization) {

    /**
     * Connects a plugin.
     *
     * @param system the plugin's actor system
     * @param plugin the plugin's configuration path, for the error
     * @param config the plugin's configuration
     */
    static StoreConnection open(ActorSystem system, String plugin, Config config) {
        NodeHost host = SimSystems.hostOf(system);
        if (host == null) {
            throw new IllegalStateException(plugin
                    + " must be used inside a simulated run, but actor system '" + system.name()
                    + "' is a real one; choose another plugin in pekko.persistence");
        }
        return new StoreConnection(
                ClusterStore.of(host.engine()),
                host,
                Latency.read(new SettingReader(config, "")),
                SerializationExtension.get(system));
    }

    /**
     * Writes an object. If it cannot be written the run fails, and the caller goes on as in
     * production.
     *
     * @param persistenceId whose object it is, for the failure
     */
    StoredObject write(String persistenceId, Object object) {
        try {
            return StoredObject.of(serialization, object);
        } catch (RuntimeException e) {
            host.engine()
                    .fail(
                            Failure.Kind.SERIALIZATION,
                            "every persisted object is serializable",
                            host.incarnation() + " could not persist "
                                    + object.getClass().getName() + " of '" + persistenceId + "': "
                                    + e.getMessage()
                                    + "; bind the class, or a marker interface of it, in"
                                    + " pekko.actor.serialization-bindings",
                            e);
            throw e;
        }
    }

    @Nullable
    StoredObject writeOption(String persistenceId, Option<Object> object) {
        return object.isEmpty() ? null : write(persistenceId, object.get());
    }
}
