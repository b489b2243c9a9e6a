package com.acme.tickets;

/** Marks what is sent to other nodes: Jackson writes it. */
interface TicketSerializable {}
