import { Type } from '../schema.ts';
import { Flag, OneOf, Text, optional } from './common.ts';

/** Table 6. */
export const SchemaMap = optional({ dest_name: Text, src_name: Text });

/** Table 7. `user_password` may be sent and never comes back. */
export const SourceInfo = optional({
  cluster_id: Text,
  cluster_mode: OneOf(['0', '1']),
  cluster_name: Text,
  database_name: Text,
  input: Text,
  ip: Text,
  port: Text,
  queue_name: Text,
  subnet_id: Text,
  table_name: Text,
  user_name: Text,
  user_password: Text,
  vpc_id: Text,
});

/** Table 5. */
export const DataSource = optional({
  data_path: Text,
  data_type: OneOf([0, 1, 2, 3, 4, 5, 6]),
  schema_maps: Type.Array(SchemaMap),
  source_info: SourceInfo,
  with_column_header: Flag,
});

/** Table 10: a column of a table dataset. */
export const Field = optional({
  description: Text,
  name: Text,
  schema_id: Type.Integer(),
  type: Text,
});
