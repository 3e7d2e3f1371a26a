import { Alert, Badge, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { exportEvents, exportOptions, exportsKey, isOver } from '../../api/exports.ts';
import type { Export } from '../../api/types.ts';
import { n, t } from '../../text/en.ts';
import { useJob } from '../../ui/job.ts';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { Page } from '../../ui/Page.tsx';
import { EndExport } from './EndExport.tsx';
import classes from './exports.module.css';
import { Report } from './Report.tsx';
import type { ExportReport } from './report.ts';
import { statusColors } from './status.ts';

const route = getRouteApi('/app/exports/$uid');

/** One export: its progress, then its report and the archive. */
export function ExportPage() {
  const { uid } = route.useParams();
  const client = useQueryClient();
  const { data: row } = useSuspenseQuery(exportOptions(uid));
  const over = isOver(row);
  const onEnd = useCallback(
    (whole: Export | null) => {
      if (whole) client.setQueryData([...exportsKey, uid], whole);
      else void client.invalidateQueries({ queryKey: [...exportsKey, uid] });
    },
    [client, uid],
  );
  const followed = useJob<Export>(over ? undefined : exportEvents(uid), onEnd);
  const report = row.report as ExportReport | null;
  return (
    <Page
      title={row.name}
      note={<Badge color={statusColors[row.status]}>{t.exports.statuses[row.status]}</Badge>}
      actions={
        <>
          {row.download_url !== null && (
            <Button component="a" href={row.download_url} leftSection={<IconDownload size={15} />}>
              {t.exports.download}
              {row.size_bytes !== null && ` · ${n.bytes(row.size_bytes)}`}
            </Button>
          )}
          <EndExport row={row} />
        </>
      }
    >
      {!over && <JobProgress {...followed} />}
      {row.error !== null && (
        <Alert color="red" variant="light" my="md">
          {row.error}
        </Alert>
      )}
      <Facts row={row} />
      {report && <Report report={report} />}
    </Page>
  );
}

function Facts({ row }: { row: Export }) {
  const facts = [
    [
      t.exports.columns.format,
      [row.format, row.yolo_task, row.coco_task].filter(Boolean).join(' '),
    ],
    [t.exports.facts.made, n.dateTime(row.created_at)],
    [t.exports.facts.filter, row.filter_query_string],
    [t.exports.facts.items, row.exported_task_count && n.count(row.exported_task_count)],
    [t.exports.facts.sha256, row.sha256],
  ] as const;
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <FactRow key={name} name={name} value={String(value)} />
        ))}
    </dl>
  );
}

const FactRow = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd className={classes.mono}>{value}</dd>
  </>
);
