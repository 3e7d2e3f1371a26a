import { plural } from './numbers.ts';

export const slices = {
  title: 'Slices',
  lead: 'A slice is a part of a dataset under a name: live, or pinned as it is now.',
  items: (count: number) => plural(count, 'item'),
  counting: 'counting …',
  owner: 'Owner',
  make: 'New slice',
  combine: 'Combine two',
  columns: { name: 'Name', items: 'Items', mode: 'Mode', filter: 'Filter', changed: 'Changed' },
  modes: { live: 'Live', pinned: 'Pinned' },
  modesHelp: {
    live: 'Live: holds whatever matches, now and later',
    pinned: 'Pinned: stays as it is now',
  },
  more: 'Show more',
  empty: {
    title: 'No slice yet',
    text: 'Filter the items in the explorer and save the filter, or choose items by hand.',
  },
  form: {
    name: 'Name',
    description: 'Description',
    filter: 'Items for which',
    filterHint: 'label = car AND metadata.weather = rain',
    holds: (count: number, estimated: boolean) =>
      `${estimated ? 'about ' : ''}${plural(count, 'item')}`,
    mode: 'Mode',
    submit: 'Make it',
    chosen: (n: number) =>
      `It will hold the ${plural(n, 'chosen item')}, whatever happens to their labels.`,
    save: 'Save',
    saved: 'Saved.',
    made: (name: string) => `${name} is made.`,
  },
  combined: {
    title: 'Combine two slices',
    first: 'Slice',
    second: 'And the slice',
    operation: 'Holds what is in',
    operations: { and: 'both', or: 'either', minus: 'the first, not the second' },
    nameOf: { and: 'and', or: 'or', minus: 'without' },
  },
} as const;

export const slice = {
  facts: (mode: string, made: string) => `${mode}, made ${made}`,
  pinned: (at: string) => `Pinned ${at}`,
  edit: 'Edit',
  delete: 'Delete',
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteText: 'The items stay; only the slice goes.',
  deleted: (name: string) => `${name} is deleted.`,
  explore: 'Show in the explorer',
  export: 'Export',
  mosaic: 'Items',
  noItems: 'It holds nothing now.',
  more: 'Show more',
  open: (key: string) => `Open ${key}`,
  distributions: 'Beside the dataset',
  distributionsLead: 'Parts of the slice, and of the whole dataset as a mark.',
  value: 'Value',
  estimated: 'Estimated from a part of the items.',
  facets: { label: 'Classes', type: 'Geometry', split: 'Split', annotations_count: 'Per item' },
  nothing: 'Nothing to compare.',
  between: (from: string, to: string) => `${from} – ${to}`,
} as const;
