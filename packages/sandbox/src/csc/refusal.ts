/** An answer of the service: HTTP status and JSON body. */
export interface CscReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

/** Ends a request with an error of the API (CSC API v2 §10.1). */
export class CscRefusal extends Error {
  readonly reply: CscReply;

  constructor(error: string, description: string, status = 400) {
    super(description);
    const challenge = { 'www-authenticate': `Bearer error="${error}", error_description="${description}"` };
    const headers = status === 401 ? { headers: challenge } : {};
    this.reply = { status, ...headers, body: { error, error_description: description } };
  }
}

export function invalidRequest(description: string): CscRefusal {
  return new CscRefusal('invalid_request', description);
}
