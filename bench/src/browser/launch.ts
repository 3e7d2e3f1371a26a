import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where systems keep a Chromium; SHEAF_CHROMIUM names another one, or says `npm` for the one of the package. */
const { SHEAF_CHROMIUM } = process.env;
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Needed as root, and where there is little shared memory: containers. */
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'];

/** The system's Chromium, else the one that comes in a package of npm. Headless. */
export async function launch(): Promise<Browser> {
  const system = SHEAF_CHROMIUM ?? places.find((path) => existsSync(path));
  if (system !== undefined && system !== 'npm') {
    return chromium.launch({ executablePath: system, args: ARGS });
  }
  const { executablePath, env } = await unpack();
  return chromium.launch({ executablePath, env, args: ARGS });
}

/**
 * Made for AWS Lambda: told that it runs there, the package also unpacks the libraries and fonts that a bare machine
 * lacks (NSS, expat). They are for the browser only, so the environment of this process stays as it was.
 */
async function unpack() {
  const before = { ...process.env };
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs20.x';
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs20.x';
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    const executablePath = await packed.executablePath();
    const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
    return { executablePath, env: { ...before, LD_LIBRARY_PATH, FONTCONFIG_PATH } };
  } finally {
    for (const name of Object.keys(process.env)) {
      if (!(name in before)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, before);
  }
}
