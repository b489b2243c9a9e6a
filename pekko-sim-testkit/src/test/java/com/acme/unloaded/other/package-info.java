/** What no run loads. */
@org.jspecify.annotations.NullMarked
package com.acme.unloaded.other;
