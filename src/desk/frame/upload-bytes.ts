/** The largest export that the desk takes; the texts name it. */
export const UPLOAD_BYTES = 25 * 1024 * 1024;
