/**
 * Version of the first notice (R1; AVG 13; AI Act 50(1)). It is logged with every conversation, so it goes up
 * whenever the words of `first_notice` change; a test holds the words of the present version.
 */
export const NOTICE_VERSION = '1';
