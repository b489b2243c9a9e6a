/** An application with points and properties. */
@org.jspecify.annotations.NullMarked
package com.acme.points;
