import type { Sequence } from '../../api/types.ts';

type Status = Sequence['status'];

/** What may follow which, as docs/api.md says; the server refuses anything else. */
export const moves: Readonly<Record<Status, readonly Status[]>> = {
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
