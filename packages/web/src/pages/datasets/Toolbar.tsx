import { SegmentedControl, Select, TextInput, Tooltip, VisuallyHidden } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconLayoutGrid, IconSearch, IconTable } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../text/en.ts';
import { orderings, type DatasetsSearch } from './search.ts';
import classes from './Toolbar.module.css';

const route = getRouteApi('/app/datasets');

/** Typing is over when nothing came for this long, in ms. */
const TYPED_MS = 250;

const sorts = orderings.map((value) => ({ value, label: t.datasets.sorts[value] }));
const visibilities = [
  { value: 'all', label: t.datasets.all },
  { value: 'private', label: t.datasets.private },
  { value: 'public', label: t.datasets.public },
];

export function Toolbar() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(search.q ?? '');
  const change = (part: { [K in keyof DatasetsSearch]?: DatasetsSearch[K] | undefined }) =>
    // Undefined parts leave the address.
    void navigate({ search: (old) => ({ ...old, ...part }) as DatasetsSearch, replace: true });
  const find = useDebouncedCallback((q: string) => change({ q: q || undefined }), TYPED_MS);
  return (
    <div className={classes.bar} role="search">
      <TextInput
        className={classes.find}
        aria-label={t.datasets.search}
        placeholder={t.datasets.search}
        leftSection={<IconSearch size={14} />}
        type="search"
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          find(currentTarget.value);
        }}
      />
      <Select
        aria-label={t.datasets.sort}
        data={sorts}
        value={search.sort ?? '-created_at'}
        onChange={(value) => change({ sort: orderings.find((known) => known === value) })}
        w={150}
      />
      <SegmentedControl
        aria-label={t.datasets.visibility}
        data={visibilities}
        value={search.visibility ?? 'all'}
        onChange={(value) =>
          change({ visibility: value === 'public' || value === 'private' ? value : undefined })
        }
      />
      <SegmentedControl
        className={classes.view}
        aria-label={t.datasets.view}
        data={[
          { value: 'cards', label: <Choice icon={IconLayoutGrid} name={t.datasets.cards} /> },
          { value: 'table', label: <Choice icon={IconTable} name={t.datasets.table} /> },
        ]}
        value={search.view ?? 'cards'}
        onChange={(value) => change({ view: value === 'table' ? value : undefined })}
      />
    </div>
  );
}

function Choice({ icon: Icon, name }: { icon: typeof IconTable; name: string }) {
  return (
    <Tooltip label={name}>
      <span style={{ display: 'grid' }}>
        <Icon size={16} aria-hidden />
        <VisuallyHidden>{name}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}
