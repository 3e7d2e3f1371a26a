import { Table } from '@mantine/core';
import { n, t } from '../../text/en.ts';
import classes from './exports.module.css';
import { losses, sum, type Counts, type ExportReport } from './report.ts';
import { Wide } from '../../ui/Wide.tsx';

/** What became of everything that was selected. */
export function Report({ report }: { report: ExportReport }) {
  const r = t.exports.report;
  const lost = losses(report);
  const rows: [string, Counts & { skipped?: Record<string, number> }][] = [
    [r.items, report.items],
    ...Object.entries(report.annotations),
  ];
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{r.title}</h2>
      <p className={lost > 0 ? classes.warn : classes.note}>
        {lost > 0 ? r.lossy(lost) : r.complete}
      </p>
      <Wide minWidth={680}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{r.type}</Table.Th>
              <Table.Th>{r.selected}</Table.Th>
              <Table.Th>{r.written}</Table.Th>
              <Table.Th>{r.changed}</Table.Th>
              <Table.Th>{r.lost}</Table.Th>
              <Table.Th>{r.skipped}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(([type, counts]) => (
              <Table.Tr key={type}>
                <Table.Td>{type.replaceAll('_', ' ')}</Table.Td>
                <Table.Td>{n.count(counts.selected)}</Table.Td>
                <Table.Td>{n.count(counts.written)}</Table.Td>
                <Table.Td>
                  <Reasons counts={counts.changed} />
                </Table.Td>
                <Table.Td>
                  <Reasons counts={counts.lost} />
                </Table.Td>
                <Table.Td>
                  <Reasons counts={counts.skipped ?? {}} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
      {sum(report.labels.changed) > 0 && (
        <div className={classes.note}>
          {r.labels}: <Reasons counts={report.labels.changed} />
        </div>
      )}
      {report.examples.length > 0 && <Examples examples={report.examples} />}
    </section>
  );
}

function Reasons({ counts }: { counts: Record<string, number> }) {
  const known = Object.entries(counts);
  if (known.length === 0) return '–';
  return (
    <ul className={classes.reasons}>
      {known.map(([reason, count]) => (
        <li key={reason}>
          {n.count(count)} – {t.exports.report.reasonOf(reason)}
        </li>
      ))}
    </ul>
  );
}

function Examples({ examples }: Pick<ExportReport, 'examples'>) {
  const r = t.exports.report;
  return (
    <details>
      <summary>
        {r.examples} ({n.count(examples.length)})
      </summary>
      <Table mt="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{r.reason}</Table.Th>
            <Table.Th>{r.type}</Table.Th>
            <Table.Th>{r.item}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {examples.map(({ reason, type, key, label }, position) => (
            <Table.Tr key={position}>
              <Table.Td>{r.reasonOf(reason)}</Table.Td>
              <Table.Td>{type?.replaceAll('_', ' ')}</Table.Td>
              <Table.Td className={classes.mono}>{key ?? label}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}
