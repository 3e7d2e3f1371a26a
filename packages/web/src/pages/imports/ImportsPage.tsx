import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { importPages, isRunning } from '../../api/imports.ts';
import { t } from '../../text/en.ts';
import { Copyable } from '../../ui/Copyable.tsx';
import { More } from '../../ui/More.tsx';
import { Page } from '../../ui/Page.tsx';
import { useRole } from '../../ui/session.ts';
import { ImportTable } from './ImportTable.tsx';
import classes from './imports.module.css';
import { RunningImport } from './RunningImport.tsx';
import { UploadPanel } from './upload/UploadPanel.tsx';

const route = getRouteApi('/app/datasets/$owner/$slug/imports');

/** Brings files into the dataset, and says what became of earlier ones. */
export function ImportsPage() {
  const { owner, slug } = route.useParams();
  const role = useRole(owner);
  const list = useInfiniteQuery(importPages(owner, slug));
  const all = list.data?.pages.flatMap((page) => page.results) ?? [];
  const running = all.filter(isRunning);
  return (
    <Page title={t.imports.title}>
      {role === undefined ? (
        <Text c="dimmed">{t.imports.noRight}</Text>
      ) : (
        <>
          <UploadPanel owner={owner} slug={slug} />
          <div className={classes.section}>
            <Text c="dimmed" mb={6}>
              {t.imports.command}
            </Text>
            <Copyable text={`npx sheaf import ./folder --dataset ${owner}/${slug}`} />
          </div>
        </>
      )}
      {running.map((row) => (
        <RunningImport key={row.uid} owner={owner} slug={slug} row={row} />
      ))}
      <section className={classes.section}>
        <h2 className={classes.heading}>{t.imports.past}</h2>
        <ImportTable imports={all.filter((row) => !isRunning(row))} />
        <More list={list}>{t.imports.more}</More>
      </section>
    </Page>
  );
}
