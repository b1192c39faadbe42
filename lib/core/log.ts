import pino from "pino";

/** Structured lines on standard error: pino escapes what it is given, so untrusted text cannot forge a line. */
export const log = pino({ name: "reverie" }, pino.destination({ fd: 2, sync: true }));
