import { Badge, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Slice } from '../../api/types.ts';
import { n, t } from '../../text/en.ts';
import classes from './slices.module.css';
import { Wide } from '../../ui/Wide.tsx';

export function SliceTable({ slices }: { slices: Slice[] }) {
  const { columns } = t.slices;
  return (
    <Wide minWidth={620}>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.name}</Table.Th>
            <Table.Th>{columns.items}</Table.Th>
            <Table.Th>{columns.mode}</Table.Th>
            <Table.Th>{columns.filter}</Table.Th>
            <Table.Th>{columns.changed}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {slices.map((slice) => (
            <Table.Tr key={slice.uid}>
              <Table.Td>
                <Link
                  to="/slices/$owner/$slug"
                  params={{ owner: slice.owner_name, slug: slice.slug }}
                >
                  {slice.name}
                </Link>
              </Table.Td>
              <Table.Td>
                {slice.item_count_pending ? t.slices.counting : n.count(slice.item_count)}
              </Table.Td>
              <Table.Td>
                <Badge color={slice.mode === 'live' ? 'pine' : 'gray'}>
                  {t.slices.modes[slice.mode]}
                </Badge>
              </Table.Td>
              <Table.Td className={classes.filter}>{slice.filter_query_string}</Table.Td>
              <Table.Td>{n.ago(slice.updated_at)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  );
}
