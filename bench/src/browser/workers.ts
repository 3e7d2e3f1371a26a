import type { CDPSession } from 'playwright-core';

/** Sends a command without parameters to the debugger of a worker. */
export type AskWorker = (method: string) => Promise<unknown>;

interface Answer {
  id: number;
  result: unknown;
}

/** The workers that a page has now. */
export async function workersOf(cdp: CDPSession): Promise<AskWorker[]> {
  const sessions: string[] = [];
  const attached = ({ sessionId }: { sessionId: string }) => void sessions.push(sessionId);
  cdp.on('Target.attachedToTarget', attached);
  // Playwright has no session of a worker to give; those that are there are attached before this is answered.
  const attach = { waitForDebuggerOnStart: false, flatten: false };
  await cdp.send('Target.setAutoAttach', { autoAttach: false, ...attach });
  await cdp.send('Target.setAutoAttach', { autoAttach: true, ...attach });
  cdp.off('Target.attachedToTarget', attached);
  return sessions.map((sessionId) => (method) => ask(cdp, sessionId, method));
}

let asked = 0;

function ask(cdp: CDPSession, sessionId: string, method: string): Promise<unknown> {
  const id = ++asked;
  return new Promise((resolve, reject) => {
    const listen = ({ message }: { message: string }) => {
      const answer = JSON.parse(message) as Answer;
      if (answer.id !== id) return;
      cdp.off('Target.receivedMessageFromTarget', listen);
      resolve(answer.result);
    };
    cdp.on('Target.receivedMessageFromTarget', listen);
    const message = JSON.stringify({ id, method });
    cdp.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
  });
}
