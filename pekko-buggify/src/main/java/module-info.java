// SPDX-License-Identifier: Apache-2.0
/** Buggify points and properties for production code: free outside the simulator. */
module dev.pekkosim.buggify {
    requires static org.jspecify;

    exports dev.pekkosim.buggify;
    exports dev.pekkosim.buggify.spi;
}
