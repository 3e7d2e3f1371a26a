/** Of items and of sequences. */
export const statuses = {
  unattempted: 'Not begun',
  pending: 'Pending',
  ready_for_annotation: 'Ready for annotation',
  in_progress: 'In progress',
  labeling_4d: 'Labelling in 4D',
  review_4d: 'Review in 4D',
  ready_for_2d: 'Ready for 2D',
  labeling_2d: 'Labelling in 2D',
  review_2d: 'Review in 2D',
  final_review: 'Final review',
  completed: 'Completed',
  rework_required: 'Needs rework',
  customer_approved: 'Approved',
} as const;
