/** An application with a mistake. */
@org.jspecify.annotations.NullMarked
package com.acme.refused.taken;
