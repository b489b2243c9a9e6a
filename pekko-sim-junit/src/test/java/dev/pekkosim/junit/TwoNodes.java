package dev.pekkosim.junit;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** An annotation of a team's own. */
@Retention(RetentionPolicy.RUNTIME)
@SimTest(nodes = 2, clients = 0, seeds = 1)
@interface TwoNodes {}
