import { plural } from './numbers.ts';

export const people = {
  title: 'People',
  lead: 'Organisations own datasets together. Their members see and change what they own.',
  make: 'New organisation',
  name: 'Name',
  submit: 'Make it',
  made: (name: string) => `${name} is there, with you as its owner.`,
  members: (count: number) => plural(count, 'member'),
  you: 'you',
  columns: { username: 'User', role: 'Role', since: 'Since', remove: 'Remove' },
  roles: { owner: 'Owner', admin: 'Admin', member: 'Member' },
  rolesHelp: {
    member: 'sees all, changes datasets, imports and exports',
    admin: 'also deletes datasets, changes visibility, adds and removes members',
    owner: 'also makes and unmakes owners',
  },
  add: 'Add',
  username: 'User name',
  role: 'Role',
  added: (name: string) => `${name} is a member.`,
  roleOf: (name: string) => `Role of ${name}`,
  changed: (name: string, role: string) => `${name} is ${role} now.`,
  remove: 'Remove',
  removeTitle: (name: string, organisation: string) => `Remove ${name} from ${organisation}?`,
  removeText: 'What the organisation owns stays; only this access ends.',
  removed: (name: string) => `${name} is no member any more.`,
  empty: {
    title: 'No organisation yet',
    text: 'Make one to share private datasets with others who have a key here.',
  },
} as const;
