/** Numbers of PKCS #11 v2.40 (OASIS), as far as signing needs them. */
export const returned = {
  ok: 0x0,
  cannotLock: 0xa,
  deviceRemoved: 0x32,
  pinIncorrect: 0xa0,
  pinInvalid: 0xa1,
  pinLengthRange: 0xa2,
  pinExpired: 0xa3,
  pinLocked: 0xa4,
  sessionClosed: 0xb0,
  sessionHandleInvalid: 0xb3,
  tokenNotPresent: 0xe0,
  tokenNotRecognized: 0xe1,
  userAlreadyLoggedIn: 0x100,
  userNotLoggedIn: 0x101,
  alreadyInitialized: 0x191,
} as const;

export const attribute = {
  class: 0x0,
  label: 0x3,
  value: 0x11,
  keyType: 0x100,
  id: 0x102,
  alwaysAuthenticate: 0x202,
} as const;

export const objectClass = { certificate: 1, privateKey: 3 } as const;

export const mechanism = { rsaPkcs: 0x1, rsaPkcsPss: 0xd, ecdsa: 0x1041 } as const;

/** Hash mechanism and mask generation function of RSASSA-PSS. */
export const pssHash = {
  'SHA-256': { hash: 0x250, mgf: 2, length: 32 },
  'SHA-384': { hash: 0x260, mgf: 3, length: 48 },
  'SHA-512': { hash: 0x270, mgf: 4, length: 64 },
} as const;

export const user = { normal: 1, contextSpecific: 2 } as const;
/** CKF_SERIAL_SESSION, the only kind there is; and CKF_OS_LOCKING_OK. */
export const flag = { serialSession: 4, osLocking: 2 } as const;
