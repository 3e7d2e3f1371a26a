/** A request as it came over the wire. */
export interface WireRequest {
  method: string;
  /** Path and query, undecoded. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** SHA-256 of the body, 64 lower-case hexadecimal digits. */
  bodyHash: string;
}

/**
 * The text whose hash is signed. Path and query are decoded and escaped anew, so that it does not matter how a client
 * wrote them. `twice`: the path is escaped as it came, with its own escapes, as the vendor's client for Node signs it.
 * Undefined when they cannot be decoded, or when a signed header is not there.
 */
export function canonicalRequest(
  request: WireRequest,
  signedHeaders: readonly string[],
  twice = false,
): string | undefined {
  const [path = '', ...rest] = request.url.split('?');
  const headers = signedHeaders.map((name) => headerLine(request, name));
  if (headers.includes(undefined)) return undefined;
  try {
    return [
      request.method.toUpperCase(),
      canonicalPath(path, twice ? (segment) => segment : decodeURIComponent),
      canonicalQuery(rest.join('?')),
      `${headers.join('\n')}\n`,
      signedHeaders.join(';'),
      request.bodyHash,
    ].join('\n');
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Every segment escaped, and a slash at the end in any case. */
function canonicalPath(path: string, read: (segment: string) => string): string {
  const escaped = path
    .split('/')
    .map((segment) => escape(read(segment)))
    .join('/');
  return escaped.endsWith('/') ? escaped : `${escaped}/`;
}

/** Pairs in order of key, then of value. */
function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [key = '', ...value] = pair.split('=');
      return [decodeQuery(key), decodeQuery(value.join('='))] as const;
    })
    .sort(([k1, v1], [k2, v2]) => compare(k1, k2) || compare(v1, v2))
    .map(([key, value]) => `${escape(key)}=${escape(value)}`)
    .join('&');
}

/** Go's clients write a blank as a plus. */
const decodeQuery = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));

/** By bytes, as Go and Python sort: JavaScript's own order differs beyond the basic plane. */
const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** RFC 3986: everything but letters, digits and - _ . ~ */
const escape = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function headerLine({ headers }: WireRequest, name: string): string | undefined {
  if (!Object.hasOwn(headers, name)) return undefined;
  const value = headers[name];
  if (value === undefined) return undefined;
  return `${name}:${[value].flat().join(',').trim()}`;
}
