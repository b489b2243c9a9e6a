// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

/**
 * CPU time in nanoseconds.
 *
 * @param process of the whole process, threads that have ended included
 * @param jit of what compiles
 * @param vm of the garbage collector and what else the VM does
 */
record CpuTimes(long process, long jit, long vm) {

    static final CpuTimes NONE = new CpuTimes(0, 0, 0);

    /** Of all threads but those. */
    long app() {
        return process - jit - vm;
    }

    CpuTimes minus(CpuTimes earlier) {
        return new CpuTimes(process - earlier.process, jit - earlier.jit, vm - earlier.vm);
    }

    CpuTimes plus(CpuTimes other) {
        return new CpuTimes(process + other.process, jit + other.jit, vm + other.vm);
    }
}
