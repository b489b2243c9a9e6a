package com.acme.orders;

/** Marks what is sent to other nodes: Jackson writes it. */
interface OrderSerializable {}
