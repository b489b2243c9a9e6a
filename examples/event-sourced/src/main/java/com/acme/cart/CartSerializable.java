package com.acme.cart;

/** Marks what is sent to other nodes or stored: Jackson writes it. */
interface CartSerializable {}
