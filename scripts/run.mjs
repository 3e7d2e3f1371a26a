// `npm run demo`, `npm start`, `npm run sheaf -- …`: installs and builds when needed, then becomes the sheaf command.
import { build } from './build.mjs';
import { root } from './install.mjs';

build();
await import(new URL('packages/server/dist/main.js', `file://${root}`));
