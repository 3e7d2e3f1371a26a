import type { Window } from './window.ts';
import { workersOf } from './workers.ts';

export interface PageMemory {
  /** JavaScript objects of the page and its workers after a garbage collection, MB. */
  heap: number;
  /** Nodes of the DOM, those that only scripts hold included. */
  nodes: number;
}

/**
 * The memory of the process would say less: Playwright keeps the bodies of all answers in it.
 */
export async function pageMemory({ cdp }: Window): Promise<PageMemory> {
  // The second one collects what finalizers of the first let go.
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  let { usedSize } = await cdp.send('Runtime.getHeapUsage');
  for (const ask of await workersOf(cdp)) {
    await ask('HeapProfiler.collectGarbage');
    usedSize += ((await ask('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
  }
  const { nodes } = await cdp.send('Memory.getDOMCounters');
  return { heap: usedSize / 1e6, nodes };
}
