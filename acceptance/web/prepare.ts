import { launch } from './browser.ts';

/** Once before all files: the browser of the package is unpacked by the first start, which two must not do at a time. */
export default async function prepare() {
  await (await launch()).close();
}
