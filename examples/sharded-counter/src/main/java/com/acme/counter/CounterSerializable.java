package com.acme.counter;

/** Marks what is sent to other nodes or stored: Jackson writes it. */
interface CounterSerializable {}
