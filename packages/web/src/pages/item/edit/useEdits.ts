import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { edit, type Operation } from '../../../api/edits.ts';
import { ApiError } from '../../../api/errors.ts';
import { t } from '../../../text/en.ts';
import { complain } from '../../../ui/toast.ts';

/** Steps that can be undone; more than anybody remembers. */
const STEPS = 200;

export interface Edits {
  /** Sends it at once; resolves to whether it was taken. */
  apply: (operations: Operation[]) => Promise<boolean>;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
  busy: boolean;
}

/** Changes of one item's annotations, each saved at once, with undo and redo as the server describes them. */
export function useEdits(owner: string, slug: string, uid: string): Edits {
  const client = useQueryClient();
  const [past, setPast] = useState<Operation[][]>([]);
  const [future, setFuture] = useState<Operation[][]>([]);
  const [busy, setBusy] = useState(false);

  const run = useCallback(
    async (operations: Operation[]): Promise<Operation[] | undefined> => {
      setBusy(true);
      try {
        return (await edit(owner, slug, operations)).undo;
      } catch (error) {
        const changed = error instanceof ApiError && error.status === 409;
        complain(changed ? new Error(t.item.conflict) : error);
        return undefined;
      } finally {
        await client.invalidateQueries({ queryKey: ['item', owner, slug, uid] });
        setBusy(false);
      }
    },
    [client, owner, slug, uid],
  );

  const apply = useCallback(
    async (operations: Operation[]) => {
      const undo = await run(operations);
      if (!undo) return false;
      setPast((before) => [...before, undo].slice(-STEPS));
      setFuture([]);
      return true;
    },
    [run],
  );

  /** Takes the last step of one stack, and puts what reverses it onto the other. */
  const step = useCallback(
    (from: Operation[][], setFrom: typeof setPast, setTo: typeof setPast) => {
      const operations = from.at(-1);
      if (!operations || busy) return;
      void run(operations).then((reverse) => {
        // What could not be undone cannot be later either: the annotation has been changed or is gone.
        setFrom((before) => before.slice(0, -1));
        if (reverse) setTo((before) => [...before, reverse]);
      });
    },
    [busy, run],
  );
  const undo = useCallback(() => step(past, setPast, setFuture), [past, step]);
  const redo = useCallback(() => step(future, setFuture, setPast), [future, step]);
  return {
    apply,
    undo,
    redo,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    busy,
  };
}
