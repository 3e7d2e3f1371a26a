/** A filter is written by hand or by a form; these stop a request from costing more than it is worth. */

/** UTF-16 units. The longest sensible filter, a list of 250 uids, has 9,500. */
export const MAX_TEXT = 10_000;
/** Parentheses and NOTs around one comparison; the parser and the compiler recurse once for each. */
export const MAX_DEPTH = 50;
/** Each comparison may become a subquery; PostgreSQL plans 200 of them in tens of milliseconds. */
export const MAX_COMPARISONS = 200;
/** Values of one IN list. */
export const MAX_LIST = 1_000;
/** Names after `metadata.`; deeper documents are not metadata. */
export const MAX_PATH = 20;
