import { Type } from '../schema.ts';
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
