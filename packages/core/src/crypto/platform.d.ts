import type { CryptoPort } from './port.ts';

/** What `#crypto-port` resolves to, whichever platform is chosen. */
export declare const port: CryptoPort;
