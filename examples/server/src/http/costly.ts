import type { RateLimitOptions } from '@fastify/rate-limit';
import type { Context } from '../context.ts';

/** For routes that read or write whole documents, send messages or check codes: a tenth of what an address may ask. */
export function costly({ limits }: Pick<Context, 'limits'>): { rateLimit: RateLimitOptions } {
  return { rateLimit: { max: Math.ceil(limits.requestsPerMinute / 10), timeWindow: 60_000 } };
}
