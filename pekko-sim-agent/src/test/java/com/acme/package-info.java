/** What stands for an application: the agent's own packages are no part of a run. */
@NullMarked
package com.acme;

import org.jspecify.annotations.NullMarked;
