/** `<database>` of the files that Sheaf writes: says how to read them back as they were. */
export const OWN_DATABASE = 'Sheaf';

/** The same where corners count pixels from 1 and include the last, as in the files of the challenge. */
export const STRICT_DATABASE = 'Sheaf voc_strict';

/** Behind a `<value>`: it is JSON. Plain texts, true and false need no such mark. */
export const JSON_TYPE = 'json';

/** The element with which Sheaf says exactly what the others of an object can only say nearly. */
export const EXACT = 'sheaf_exact';
