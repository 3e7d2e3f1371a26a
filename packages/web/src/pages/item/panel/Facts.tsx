import { Anchor, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { updateItem } from '../../../api/items.ts';
import { itemMoves } from '../../../api/moves.ts';
import type { Item } from '../../../api/types.ts';
import { t } from '../../../text/en.ts';
import { complain } from '../../../ui/toast.ts';
import type { Size } from '../stage/view.ts';
import classes from './Panel.module.css';

interface Props {
  owner: string;
  slug: string;
  item: Item;
  image: Size;
  editable: boolean;
}

/** Status, split, size, metadata. */
export function Facts({ owner, slug, item, image, editable }: Props) {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (to: Parameters<typeof updateItem>[3]) => updateItem(owner, slug, item.uid, to),
    onSuccess: (changed) => client.setQueryData(['item', owner, slug, item.uid], changed),
    onError: complain,
  });
  const statuses = [item.status, ...itemMoves[item.status]];
  const sequence = item.related_sequence_uid;
  return (
    <section>
      <h2 className={classes.heading}>{t.item.facts}</h2>
      <Select
        label={t.item.status}
        data={statuses.map((value) => ({ value, label: t.statuses[value] }))}
        value={item.status}
        disabled={!editable || change.isPending}
        onChange={(status) => status && change.mutate({ status: status as Item['status'] })}
      />
      <Select
        label={t.item.split}
        mt="xs"
        data={[
          { value: '', label: t.item.noSplit },
          ...['train', 'val', 'test'].map((value) => ({ value, label: value })),
        ]}
        value={item.split ?? ''}
        disabled={!editable || change.isPending}
        onChange={(value) => change.mutate({ split: (value || null) as Item['split'] })}
      />
      <dl className={classes.facts} style={{ marginTop: 10 }}>
        <Fact name={t.item.size}>{t.item.pixels(image.width, image.height)}</Fact>
        <Fact name={t.item.id}>{item.uid}</Fact>
        {sequence !== null && (
          <Fact name={t.item.sequence}>
            <Link
              to="/datasets/$owner/$slug/sequences/$uid"
              params={{ owner, slug, uid: sequence }}
            >
              {sequence}
            </Link>
          </Fact>
        )}
        {item.data_url !== null && (
          <Fact name={t.item.file}>
            <Anchor href={item.data_url} target="_blank" rel="noreferrer" fz="sm">
              {t.item.download}
            </Anchor>
          </Fact>
        )}
      </dl>
      <h2 className={classes.heading}>{t.item.metadata}</h2>
      <dl className={classes.facts}>
        {Object.entries(item.metadata).map(([name, value]) => (
          <Fact key={name} name={name}>
            {typeof value === 'string' ? value : JSON.stringify(value)}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
