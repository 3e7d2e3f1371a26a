import { Type, type Static } from '../schema.ts';
import { Count, Flag, Long, OneOf, optional, Text } from './common.ts';

/** Table 17. */
export const Worker = optional({
  create_time: Long,
  description: Type.String({ maxLength: 256, pattern: `^[^\\^!<>=&"']*$` }),
  email: Text,
  role: OneOf([0, 1, 2, 3]),
  status: OneOf([0, 1, 2, 3]),
  update_time: Long,
  worker_id: Text,
  workforce_id: Text,
});
export type Worker = Static<typeof Worker>;

/** Table 16. */
export const WorkforceDescriptor = optional({
  current_task_id: Text,
  current_task_name: Text,
  reject_num: Count,
  repetition: Type.Integer({ minimum: 1 }),
  is_synchronize_auto_labeling_data: Flag,
  is_synchronize_data: Flag,
  workers: Type.Array(Worker),
  workforce_id: Text,
  workforce_name: Text,
});
export type WorkforceDescriptor = Static<typeof WorkforceDescriptor>;

/** A labelling team. */
export const Workforce = optional({
  create_time: Long,
  description: Text,
  update_time: Long,
  worker_count: Count,
  workforce_id: Text,
  workforce_name: Text,
  workspace_id: Text,
});
export type Workforce = Static<typeof Workforce>;

export const ListWorkforces = Type.Object({
  total_number: Count,
  workforces: Type.Array(Workforce),
});
export type ListWorkforces = Static<typeof ListWorkforces>;

export const ListWorkers = Type.Object({ total_number: Count, workers: Type.Array(Worker) });
export type ListWorkers = Static<typeof ListWorkers>;
