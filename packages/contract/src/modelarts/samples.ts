import { Type } from '../schema.ts';
import { Count, Long, optional, Text } from './common.ts';

/** Table 9. The capital N is the document's. */
export const AnnotationFile = optional({
  create_time: Long,
  dataset_id: Text,
  depth: Count,
  file_Name: Text,
  file_id: Text,
  file_type: Text,
  height: Count,
  size: Count,
  tags: Type.Record(Type.String(), Text),
  url: Text,
  width: Count,
});
