/** The part of a signed link that carries the signature: its longest path segment or query value. */
function token(url: URL): string {
  const parts = [...url.pathname.split('/'), ...url.searchParams.values()];
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** The link with one letter of its token changed, at every third place, and with the token cut short or left out. */
export function forgeries(link: string): string[] {
  const secret = token(new URL(link));
  // The last letter may carry bits that nobody reads.
  const places = Array.from({ length: Math.floor((secret.length - 1) / 3) }, (_, n) => n * 3);
  const changed = places.map(
    (at) => secret.slice(0, at) + (secret[at] === 'A' ? 'B' : 'A') + secret.slice(at + 1),
  );
  return [...changed, secret.slice(0, -4), `${secret}AAAA`, 'x'].map((forged) =>
    link.replace(secret, forged),
  );
}
