package com.acme.bank;

/** Marks what is sent to other nodes or stored: Jackson writes it. */
interface BankSerializable {}
