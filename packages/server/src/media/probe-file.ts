import { open } from 'node:fs/promises';
import { sniffContentType, SNIFF_BYTES } from './sniff.ts';
import type { FilePart } from './probe.ts';

export interface FileProbe {
  /** As the first bytes show it; null when they do not. */
  contentType: string | null;
  /** Bytes. */
  size: number;
}

/** The size of any file, and its type as far as its first bytes tell it. `path` is absolute; `part` as of `probeImage`. */
export async function probeFile(path: string, part?: FilePart): Promise<FileProbe> {
  const file = await open(path, 'r');
  try {
    const { start, end } = part ?? { start: 0, end: (await file.stat()).size };
    const head = Buffer.alloc(Math.min(SNIFF_BYTES, end - start));
    await file.read(head, 0, head.length, start);
    return { contentType: sniffContentType(head) ?? null, size: end - start };
  } finally {
    await file.close();
  }
}
