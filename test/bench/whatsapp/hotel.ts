/** What all bots know of their hotel's account. */
export const appSecret = 'only for the bench';
export const token = 'EAAbench';
export const verifyToken = 'the agreed word';
