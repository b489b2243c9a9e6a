// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.divergence;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A decision of a stream, as a recording keeps it.
 *
 * @param stream the stream's name
 * @param number which decision of the stream it is, from 1
 * @param drawer the class that drew it
 */
record DrawnDecision(String stream, long number, String drawer) {

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(stream);
        out.writeLong(number);
        out.writeUTF(drawer);
    }

    static DrawnDecision read(DataInputStream in) throws IOException {
        return new DrawnDecision(in.readUTF(), in.readLong(), in.readUTF());
    }
}
