import { Badge, Table, Text } from '@mantine/core';
import type { Import } from '../../api/types.ts';
import { n, t } from '../../text/en.ts';
import classes from './imports.module.css';
import { problemTotal, type ImportCounts, type ImportProblem } from './model.ts';
import { Problems } from './Problems.tsx';
import { Wide } from '../../ui/Wide.tsx';

const colors: Record<Import['status'], string> = {
  requested: 'gray',
  running: 'yellow',
  completed: 'pine',
  failed: 'red',
  canceled: 'gray',
};

/** Imports that are over, each with its report. */
export function ImportTable({ imports }: { imports: Import[] }) {
  if (imports.length === 0) return <Text c="dimmed">{t.imports.empty}</Text>;
  const { columns } = t.imports;
  return (
    <Wide minWidth={720}>
      <Table verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.source}</Table.Th>
            <Table.Th>{columns.format}</Table.Th>
            <Table.Th>{columns.status}</Table.Th>
            <Table.Th>{columns.items}</Table.Th>
            <Table.Th>{columns.annotations}</Table.Th>
            <Table.Th>{columns.problems}</Table.Th>
            <Table.Th>{columns.made}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {imports.map((row) => (
            <Row key={row.uid} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  );
}

function Row({ row }: { row: Import }) {
  const counts = row.counts as ImportCounts;
  return (
    <Table.Tr>
      <Table.Td className={classes.source}>{row.source}</Table.Td>
      <Table.Td>{row.format}</Table.Td>
      <Table.Td>
        <Badge color={colors[row.status]}>{t.imports.statuses[row.status]}</Badge>
        {row.error !== null && (
          <Text c="red" fz="xs" maw={260}>
            {row.error}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{t.imports.added(counts.items?.new ?? 0, counts.items?.unchanged ?? 0)}</Table.Td>
      <Table.Td>
        {t.imports.added(counts.annotations?.new ?? 0, counts.annotations?.unchanged ?? 0)}
      </Table.Td>
      <Table.Td>
        <Problems total={problemTotal(counts)} problems={row.problems as ImportProblem[]} />
      </Table.Td>
      <Table.Td>{n.ago(row.created_at)}</Table.Td>
    </Table.Tr>
  );
}
