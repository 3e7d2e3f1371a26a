import { OneOf } from '@sheaf/contract/modelarts';
import { Type } from '@sheaf/contract/schema';

/** The paging of every list of the family. */
export const page = {
  offset: Type.Integer({ minimum: 0, default: 0, description: 'Index of the page.' }),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 10 }),
  order: OneOf(['asc', 'desc']),
};
