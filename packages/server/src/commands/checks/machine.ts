import { mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Config } from '../../settings.ts';
import { bad, good, look, type Answer, type Finding } from './finding.ts';

/** `engines` of package.json. */
const OLDEST_NODE = [20, 19] as const;

/** Below this, PostgreSQL's own log of changes may fill the disk during one import. */
const FREE_BYTES = 2 * 1024 ** 3;

/** The program itself and what the settings name on this machine. */
export async function checkMachine(config: Config): Promise<Finding[]> {
  return [
    await look('data folder', 'Make the folder writable, or set SHEAF_DATA_DIR to another.', () =>
      dataFolder(config.dataDir),
    ),
    await look('address', 'Set SHEAF_HOST to an address of this machine.', () => address(config)),
    ...(await Promise.all(config.importRoots.map(importRoot))),
    await look('images', 'Install the packages again, for this platform: npm ci', images),
  ];
}

export function checkNode(): Promise<Finding> {
  return look('node', '', () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const [oldMajor, oldMinor] = OLDEST_NODE;
    return major > oldMajor || (major === oldMajor && minor >= oldMinor)
      ? good(process.version)
      : bad(process.version, `Install Node.js ${OLDEST_NODE.join('.')} or newer.`);
  });
}

async function dataFolder(folder: string): Promise<Answer> {
  await mkdir(folder, { recursive: true });
  const probe = join(folder, `doctor-${process.pid}`);
  await writeFile(probe, 'probe');
  await rm(probe);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const detail = `${folder}, ${(free / 1024 ** 3).toFixed(1)} GiB free`;
  return free < FREE_BYTES ? bad(detail, 'Free some space, or move the folder.') : good(detail);
}

async function address({ host, port }: Config): Promise<Answer> {
  const code = await new Promise<string | undefined>((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port }, () => server.close(() => resolve(undefined)));
  });
  const shown = `${host}:${port}`;
  if (code === undefined) return good(`${shown} is free`);
  if (code !== 'EADDRINUSE') throw new Error(`Cannot listen on ${shown}: ${code}`);
  if (await isSheaf(documentAt(host, port))) return good(`${shown} is served by Sheaf`);
  return bad(`${shown} is in use by another program`, 'Set SHEAF_PORT to another port, or to 0.');
}

/** A server that listens everywhere is asked at this machine. */
function documentAt(host: string, port: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  return `http://${reachable}:${port}/api/openapi.json`;
}

async function isSheaf(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(3000) });
    const document = (await response.json()) as { info?: { title?: string } };
    return document.info?.title?.startsWith('Sheaf') ?? false;
  } catch {
    return false;
  }
}

function importRoot(root: string): Promise<Finding> {
  const remedy = 'Make the folder, or take it out of SHEAF_IMPORT_ROOTS.';
  return look('import root', remedy, async () =>
    (await stat(root)).isDirectory() ? good(root) : bad(`${root} is not a folder`, remedy),
  );
}

async function images(): Promise<Answer> {
  const { default: sharp } = await import('sharp');
  const pixel = { create: { width: 1, height: 1, channels: 3 as const, background: 'white' } };
  const jpeg = await sharp(pixel).jpeg().toBuffer();
  const { format } = await sharp(jpeg).metadata();
  if (format !== 'jpeg') throw new Error('sharp does not read what it wrote.');
  return good(`sharp with libvips ${sharp.versions.vips}`);
}
