package com.acme.workers;

/** Marks what is sent to other nodes: Jackson writes it. */
interface JobSerializable {}
