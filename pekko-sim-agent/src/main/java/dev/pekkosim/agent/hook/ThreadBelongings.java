// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import org.jspecify.annotations.Nullable;

/**
 * What one carrier lends to another one that does something in its place: its thread locals and its
 * class loader, which code asks of the current thread.
 */
public final class ThreadBelongings {

    private static final long[] LOCALS = {offset("threadLocals"), offset("inheritableThreadLocals")
    };

    private final Thread lender;
    private final Thread borrower;
    private final @Nullable Object[] own = new Object[LOCALS.length];
    private final @Nullable ClassLoader ownLoader;

    ThreadBelongings(Thread lender, Thread borrower) {
        this.lender = lender;
        this.borrower = borrower;
        for (int i = 0; i < LOCALS.length; i++) {
            own[i] = RawMemory.getReference(borrower, LOCALS[i]);
            move(LOCALS[i], lender, borrower);
        }
        ownLoader = borrower.getContextClassLoader();
        borrower.setContextClassLoader(lender.getContextClassLoader());
    }

    private static long offset(String field) {
        try {
            return RawMemory.fieldOffset(Thread.class, field);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static void move(long field, Thread from, Thread to) {
        RawMemory.putReference(to, field, RawMemory.getReference(from, field));
    }

    /**
     * Gives the lender what has become of it. Called by the borrower, while the lender still does
     * nothing.
     */
    public void giveBack() {
        for (long field : LOCALS) {
            move(field, borrower, lender);
        }
        lender.setContextClassLoader(borrower.getContextClassLoader());
        keepOwn();
    }

    /**
     * Takes the borrower's own back. Called by the borrower, also when the lender may be at work
     * again.
     */
    public void keepOwn() {
        for (int i = 0; i < LOCALS.length; i++) {
            RawMemory.putReference(borrower, LOCALS[i], own[i]);
        }
        borrower.setContextClassLoader(ownLoader);
    }
}
