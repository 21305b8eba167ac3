const BEARER = /^Bearer +(\S+)$/i;

/** The token of an `Authorization` header (RFC 6750); empty when it holds none. */
export function bearerIn(authorization: string): string {
  return BEARER.exec(authorization)?.[1] ?? '';
}
