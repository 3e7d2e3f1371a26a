import { invalid } from './errors.ts';

/** One state machine for items and one for sequences: from each status, what may follow. */
type Moves = Readonly<Record<string, readonly string[]>>;

export const itemMoves: Moves = {
  unattempted: ['pending', 'ready_for_annotation', 'in_progress', 'completed'],
  pending: ['unattempted', 'ready_for_annotation'],
  ready_for_annotation: ['pending', 'in_progress'],
  in_progress: ['ready_for_annotation', 'completed', 'rework_required'],
  completed: ['rework_required', 'customer_approved'],
  rework_required: ['ready_for_annotation', 'in_progress', 'completed'],
  customer_approved: ['rework_required'],
};

/** As upstream describes the flow; the 4D steps are left out where there is only 2D. */
export const sequenceMoves: Moves = {
  unattempted: ['pending', 'ready_for_annotation', 'completed'],
  pending: ['unattempted', 'ready_for_annotation'],
  ready_for_annotation: ['pending', 'labeling_4d', 'labeling_2d'],
  labeling_4d: ['review_4d'],
  review_4d: ['ready_for_2d', 'rework_required'],
  ready_for_2d: ['labeling_2d'],
  labeling_2d: ['review_2d'],
  review_2d: ['final_review', 'rework_required'],
  final_review: ['completed', 'rework_required'],
  completed: ['customer_approved', 'rework_required'],
  rework_required: ['ready_for_annotation', 'labeling_4d', 'labeling_2d'],
  customer_approved: ['rework_required'],
};

/** Throws `invalid` on `status` unless `to` may follow `from`; staying is always allowed. */
export function requireMove(moves: Moves, from: string, to: string): void {
  if (from === to) return;
  const allowed = moves[from] ?? [];
  if (!allowed.includes(to)) {
    throw invalid(
      'status',
      `"${to}" cannot follow "${from}". What can: ${allowed.map((status) => `"${status}"`).join(', ')}.`,
    );
  }
}
