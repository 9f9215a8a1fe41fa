/** Reads, labels and sends. */
export const scope = 'https://www.googleapis.com/auth/gmail.modify';
