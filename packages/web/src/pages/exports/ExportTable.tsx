import { ActionIcon, Badge, Table, Tooltip } from '@mantine/core';
import { IconDownload, IconPackageExport } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { exportPages, isOver } from '../../api/exports.ts';
import type { Export } from '../../api/types.ts';
import { n, t } from '../../text/en.ts';
import { More } from '../../ui/More.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { statusColors } from './status.ts';
import { Wide } from '../../ui/Wide.tsx';

/** How often a list with a running export is asked again, in ms; its own page follows it closely. */
const RUNNING_MS = 2_000;

/** Exports, the newest first; those that take from `dataset` when it is given. */
export function ExportTable({ dataset }: { dataset?: string }) {
  const list = useInfiniteQuery({
    ...exportPages(dataset),
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.results.some((row) => !isOver(row)))
        ? RUNNING_MS
        : false,
  });
  const rows = list.data?.pages.flatMap((page) => page.results) ?? [];
  if (list.data && rows.length === 0) {
    return (
      <EmptyState
        icon={IconPackageExport}
        title={t.exports.empty.title}
        text={t.exports.empty.text}
      />
    );
  }
  const { columns } = t.exports;
  return (
    <>
      <Wide minWidth={620}>
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{columns.name}</Table.Th>
              <Table.Th>{columns.format}</Table.Th>
              <Table.Th>{columns.status}</Table.Th>
              <Table.Th>{columns.items}</Table.Th>
              <Table.Th>{columns.size}</Table.Th>
              <Table.Th>{columns.made}</Table.Th>
              <Table.Th>{columns.actions}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Row key={row.uid} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
      <More list={list}>{t.exports.more}</More>
    </>
  );
}

function Row({ row }: { row: Export }) {
  const done = row.exported_task_count;
  return (
    <Table.Tr>
      <Table.Td>
        <Link to="/exports/$uid" params={{ uid: row.uid }}>
          {row.name}
        </Link>
      </Table.Td>
      <Table.Td>{row.format}</Table.Td>
      <Table.Td>
        <Badge color={statusColors[row.status]}>{t.exports.statuses[row.status]}</Badge>
      </Table.Td>
      <Table.Td>{done === null ? '' : n.count(done)}</Table.Td>
      <Table.Td>{row.size_bytes === null ? '' : n.bytes(row.size_bytes)}</Table.Td>
      <Table.Td>{n.ago(row.created_at)}</Table.Td>
      <Table.Td>
        {row.download_url !== null && (
          <Tooltip label={t.exports.download}>
            <ActionIcon
              component="a"
              href={row.download_url}
              aria-label={t.exports.downloadOf(row.name)}
            >
              <IconDownload size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
