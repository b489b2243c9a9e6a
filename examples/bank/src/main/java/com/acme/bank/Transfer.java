package com.acme.bank;

/** An amount that goes from one account to another. */
public record Transfer(String id, String from, String to, long amount) {}
