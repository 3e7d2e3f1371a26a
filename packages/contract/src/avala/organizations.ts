import { Type, type Static } from '../schema.ts';
import { DateTime, OneOf, Uid } from './common.ts';

export const roles = ['owner', 'admin', 'member'] as const;

export const OrganizationDetail = Type.Object({
  uid: Uid,
  name: Type.String(),
  slug: Type.String(),
  role: OneOf(roles),
  member_count: Type.Integer({ minimum: 0 }),
  is_verified: Type.Boolean(),
  is_active: Type.Boolean(),
  created_at: DateTime,
  updated_at: DateTime,
});

export const CreateOrganization = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
});

export const Member = Type.Object({
  user_uid: Uid,
  username: Type.String(),
  role: OneOf(roles),
  created_at: DateTime,
});

export const AddMember = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 150 }),
  role: OneOf(roles),
});
export type AddMember = Static<typeof AddMember>;

export const ChangeRole = Type.Object({ role: OneOf(roles) });
