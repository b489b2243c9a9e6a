package com.acme.stock

/** Marks what is sent to other nodes or stored: Jackson writes it. */
trait StockSerializable
