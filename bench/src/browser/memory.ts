import type { Window } from './window.ts';

export interface PageMemory {
  /** JavaScript objects after a garbage collection, MB. */
  heap: number;
  /** Nodes of the DOM, those that only scripts hold included. */
  nodes: number;
}

export async function pageMemory({ cdp }: Window): Promise<PageMemory> {
  // The second one collects what finalizers of the first let go.
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes } = await cdp.send('Memory.getDOMCounters');
  return { heap: usedSize / 1e6, nodes };
}
