import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Dataset } from '../../api/types.ts';
import { n, t } from '../../text/en.ts';
import { Wide } from '../../ui/Wide.tsx';

const right = { textAlign: 'right' } as const;

export function DatasetTable({ datasets }: { datasets: readonly Dataset[] }) {
  const { columns } = t.datasets;
  return (
    <Wide minWidth={720}>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.name}</Table.Th>
            <Table.Th>{columns.owner}</Table.Th>
            <Table.Th>{columns.visibility}</Table.Th>
            <Table.Th style={right}>{columns.items}</Table.Th>
            <Table.Th style={right}>{columns.annotations}</Table.Th>
            <Table.Th style={right}>{columns.size}</Table.Th>
            <Table.Th>{columns.changed}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {datasets.map((dataset) => (
            <Table.Tr key={dataset.uid}>
              <Table.Td>
                <Link
                  to="/datasets/$owner/$slug"
                  params={{ owner: dataset.owner_name, slug: dataset.slug }}
                  style={{ color: 'var(--accent)', fontWeight: 500 }}
                >
                  {dataset.name}
                </Link>
              </Table.Td>
              <Table.Td>{dataset.owner_name}</Table.Td>
              <Table.Td>{t.datasets[dataset.visibility]}</Table.Td>
              <Table.Td style={right}>{n.count(dataset.item_count)}</Table.Td>
              <Table.Td style={right}>{n.count(dataset.annotations_count)}</Table.Td>
              <Table.Td style={right}>{n.bytes(dataset.size_bytes)}</Table.Td>
              <Table.Td>{n.ago(dataset.updated_at)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  );
}
