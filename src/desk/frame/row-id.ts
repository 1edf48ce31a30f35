/** The form of an id in an address: what does not look like one is a page that does not exist. */
export const ROW_ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
