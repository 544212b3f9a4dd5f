import type { SessionToken } from '@cinnabar/client';

/** Renews a token this long before it expires, so that a slow upload still arrives in time. */
const margin = 60_000;

/** A signing-session token that is fetched when first needed and again shortly before it expires. */
export function renewedToken(
  fetchToken: () => Promise<SessionToken>,
  now: () => number = Date.now,
): () => Promise<string> {
  let current: Promise<SessionToken> | undefined;
  let usableUntil = 0;
  return async () => {
    if (!current || now() >= usableUntil) {
      const fetched = fetchToken();
      current = fetched;
      usableUntil = Infinity; // Requests made while it is on its way share it.
      try {
        usableUntil = Date.parse((await fetched).expiresAt) - margin;
      } catch (error) {
        current = undefined;
        throw error;
      }
    }
    return (await current).token;
  };
}
