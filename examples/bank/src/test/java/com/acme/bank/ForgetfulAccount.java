package com.acme.bank;

import java.util.HashSet;
import java.util.Set;

/**
 * The planted bug: what was booked is remembered in a field, not in the state. Where an account is
 * handed off between a booking and the retry of it, its new home books again.
 */
final class ForgetfulAccount extends Account {

    private final Set<String> booked = new HashSet<>();

    ForgetfulAccount(String id) {
        super(id);
    }

    @Override
    boolean isBooked(State state, String transfer) {
        return !booked.add(transfer);
    }
}
