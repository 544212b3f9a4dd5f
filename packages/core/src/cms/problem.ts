/** One thing found wrong or worth knowing. `code` is stable; `message` is one English sentence. */
export interface Problem {
  readonly code: string;
  /** `error`: cannot be relied on; `warning`: may be relied on only after somebody looked; `info`: worth knowing. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

export function error(code: string, message: string): Problem {
  return { code, severity: 'error', message };
}

export function warning(code: string, message: string): Problem {
  return { code, severity: 'warning', message };
}

export function info(code: string, message: string): Problem {
  return { code, severity: 'info', message };
}
