import { itemStatuses, sequenceStatuses } from '@sheaf/contract/avala';
import { describe, expect, test } from 'vitest';
import { itemMoves, requireMove, sequenceMoves } from './status.ts';

describe.each([
  ['items', itemMoves, itemStatuses],
  ['sequences', sequenceMoves, sequenceStatuses],
] as const)('%s', (_, moves, statuses) => {
  test('every status of the contract is there, and no other', () => {
    expect(Object.keys(moves).sort()).toEqual([...statuses].sort());
    for (const next of Object.values(moves).flat()) expect(statuses).toContain(next);
  });

  test('every status can be reached from unattempted', () => {
    const reached = new Set(['unattempted']);
    for (const status of reached) for (const next of moves[status] ?? []) reached.add(next);
    expect([...reached].sort()).toEqual([...statuses].sort());
  });

  test('none is a dead end', () => {
    for (const status of statuses) expect(moves[status]?.length, status).toBeGreaterThan(0);
  });
});

test('the flow that upstream documents is possible', () => {
  const flat = ['unattempted', 'pending', 'ready_for_annotation', 'labeling_2d', 'review_2d'];
  const deep = ['ready_for_annotation', 'labeling_4d', 'review_4d', 'ready_for_2d', 'labeling_2d'];
  const end = ['review_2d', 'final_review', 'completed', 'customer_approved'];
  for (const flow of [flat, deep, end, ['review_2d', 'rework_required', 'labeling_2d']]) {
    flow.slice(1).forEach((to, at) => requireMove(sequenceMoves, flow[at] ?? '', to));
  }
});

test('staying is allowed, a jump names what is possible', () => {
  requireMove(itemMoves, 'pending', 'pending');
  expect(() => requireMove(itemMoves, 'pending', 'completed')).toThrow(
    expect.objectContaining({
      code: 'invalid',
      fields: {
        status: [
          '"completed" cannot follow "pending". What can: "unattempted", "ready_for_annotation".',
        ],
      },
    }),
  );
});
