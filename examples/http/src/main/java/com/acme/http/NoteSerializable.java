package com.acme.http;

/** Marks what is sent to other nodes: Jackson writes it. */
interface NoteSerializable {}
