/** Headers of everything of the web app. `mediaOrigin`: where links to media lead when the app was opened elsewhere. */
export function webHeaders(mediaOrigin: string | undefined): Record<string, string> {
  const media = mediaOrigin === undefined ? "'self'" : `'self' ${mediaOrigin}`;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // The component library sets style attributes, and puts its colour schemes into a style element.
    "style-src 'self' 'unsafe-inline'",
    `img-src ${media} blob: data:`,
    `media-src ${media} blob:`,
    "font-src 'self' data:",
    `connect-src ${media} blob: data:`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // Paths name datasets, and links of media carry their tokens: neither is anybody else's business.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  };
}
