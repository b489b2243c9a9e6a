package dev.pekkosim.junit;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** An annotation of a team's own, with the nodes of its deployment. */
@Retention(RetentionPolicy.RUNTIME)
@SimTest(seeds = 1)
@Nodes(name = "backend", count = 2, roles = "backend")
@Nodes(name = "frontend", roles = "frontend")
@OutsideNode("gateway")
@interface Orders {}
