import type { Browser } from 'playwright-core';
import { shareOf } from '../machine/memory.ts';
import type { Window } from './window.ts';

export interface PageMemory {
  /** JavaScript objects after a garbage collection, MB. */
  heap: number;
  /** Nodes of the DOM, those that only scripts hold included. */
  nodes: number;
  /** Of the processes that run pages, MB: their workers and pictures, too. NaN where there is no /proc. */
  process: number;
}

export async function pageMemory(browser: Browser, { cdp }: Window): Promise<PageMemory> {
  // The second one collects what finalizers of the first let go.
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes } = await cdp.send('Memory.getDOMCounters');
  return { heap: usedSize / 1e6, nodes, process: await renderers(browser) };
}

async function renderers(browser: Browser): Promise<number> {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const pids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const shares = await Promise.all(pids.map(shareOf));
  return shares.reduce((sum, share) => sum + share, 0) || NaN;
}
