/** A session that is used within this time goes on: people who come back after a holiday are still signed in. */
export const SESSION_DAYS = 30;

const DAY_MS = 86_400_000;

/** When a session ends that was last used at `now`. */
export const sessionEnd = (now: Date): Date => new Date(now.getTime() + SESSION_DAYS * DAY_MS);
