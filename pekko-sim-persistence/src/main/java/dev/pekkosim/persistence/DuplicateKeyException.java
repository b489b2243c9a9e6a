// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

/**
 * Says that a sequence number of a persistence id is taken; what a database reports as a violated
 * unique key.
 */
final class DuplicateKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DuplicateKeyException(String persistenceId, long sequenceNr) {
        super("sequence number " + sequenceNr + " of persistence id '" + persistenceId
                + "' is taken; it was written by another writer");
    }
}
