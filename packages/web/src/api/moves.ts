import type { Item, Sequence } from './types.ts';

/** What the status of an item may become, as docs/api.md says; the server refuses anything else. */
export const itemMoves: Readonly<Record<Item['status'], readonly Item['status'][]>> = {
  unattempted: ['pending', 'ready_for_annotation', 'in_progress', 'completed'],
  pending: ['unattempted', 'ready_for_annotation'],
  ready_for_annotation: ['pending', 'in_progress'],
  in_progress: ['ready_for_annotation', 'completed', 'rework_required'],
  completed: ['rework_required', 'customer_approved'],
  rework_required: ['ready_for_annotation', 'in_progress', 'completed'],
  customer_approved: ['rework_required'],
};

/** The same of a sequence. */
export const sequenceMoves: Readonly<Record<Sequence['status'], readonly Sequence['status'][]>> = {
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
