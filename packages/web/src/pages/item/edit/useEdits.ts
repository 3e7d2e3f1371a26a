import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
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
}

/**
 * Changes of one item's annotations, each saved at once, with undo and redo as the server describes them. They are sent
 * one after the other, in the order in which they were asked for.
 */
export function useEdits(owner: string, slug: string, uid: string): Edits {
  const client = useQueryClient();
  const [past, setPast] = useStack();
  const [future, setFuture] = useStack();
  const last = useRef<Promise<unknown>>(Promise.resolve());

  const send = useCallback(
    async (operations: Operation[]): Promise<Operation[] | undefined> => {
      try {
        return (await edit(owner, slug, operations)).undo;
      } catch (error) {
        const changed = error instanceof ApiError && error.status === 409;
        complain(changed ? new Error(t.item.conflict) : error);
        return undefined;
      } finally {
        await client.invalidateQueries({ queryKey: ['item', owner, slug, uid] });
      }
    },
    [client, owner, slug, uid],
  );
  const inTurn = useCallback(<T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.current.then(work);
    last.current = mine;
    return mine;
  }, []);

  const apply = useCallback(
    (operations: Operation[]) =>
      inTurn(async () => {
        const undo = await send(operations);
        if (!undo) return false;
        setPast([...past.current, undo].slice(-STEPS));
        setFuture([]);
        return true;
      }),
    [inTurn, send, past, setPast, setFuture],
  );

  /** Takes the last step of one stack, and puts what reverses it onto the other. */
  const step = useCallback(
    ([from, setFrom]: Stack, [to, setTo]: Stack) =>
      void inTurn(async () => {
        const operations = from.current.at(-1);
        if (!operations) return;
        const reverse = await send(operations);
        // What could not be undone cannot be later either: the annotation has been changed or is gone.
        setFrom(from.current.slice(0, -1));
        if (reverse) setTo([...to.current, reverse]);
      }),
    [inTurn, send],
  );
  return {
    apply,
    undo: () => step([past, setPast], [future, setFuture]),
    redo: () => step([future, setFuture], [past, setPast]),
    canUndo: past.current.length > 0,
    canRedo: future.current.length > 0,
  };
}

type Stack = [{ readonly current: Operation[][] }, (steps: Operation[][]) => void];

/** Steps that a queued change reads when its turn comes, and that the page shows. */
function useStack(): Stack {
  const steps = useRef<Operation[][]>([]);
  const [, show] = useState(0);
  const set = useCallback((to: Operation[][]) => {
    steps.current = to;
    show(to.length);
  }, []);
  return [steps, set];
}
