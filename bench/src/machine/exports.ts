import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadableStream } from 'node:stream/web';
import { WrongResult } from '../checks/wrong.ts';
import type { Api } from './api.ts';

export interface DoneExport {
  uid: string;
  ms: number;
  download_url: string;
  report: {
    items: { selected: number; written: number };
    annotations: Record<string, { selected: number; written: number }>;
  };
}

interface ExportAnswer extends DoneExport {
  status: string;
  error: string | null;
}

/** How often the API is asked whether an export is done. */
const POLL_MS = 20;

export interface Selected {
  datasets?: string[];
  slices?: string[];
}

/** Asks for an export and waits for it: milliseconds from the request until the API says that it is there. */
export async function exportOnce(
  api: Api,
  format: string,
  { datasets = [], slices = [] }: Selected,
  choices: Record<string, string> = {},
): Promise<DoneExport> {
  const began = performance.now();
  const { uid } = await api.post<ExportAnswer>('/exports/', {
    ...{ name: 'bench', format, datasets, slices, projects: [], include_media: false, ...choices },
  });
  for (;;) {
    const answer = await api.get<ExportAnswer>(`/exports/${uid}/`);
    if (answer.status === 'exported') return { ...answer, ms: performance.now() - began };
    if (!['requested', 'exporting'].includes(answer.status)) {
      throw new WrongResult(`The ${format} export ${answer.status}: ${answer.error}`);
    }
    await sleep(POLL_MS);
  }
}

/** Links to archives work without a key. */
export async function download(url: string, path: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new WrongResult(`${url}: ${response.status}`);
  await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(path));
}
