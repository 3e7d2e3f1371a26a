import { Skeleton, Table, Text } from '@mantine/core';
import { IconArrowRight, IconCheck, IconX } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { messageOf } from '../../api/errors.ts';
import { previewOptions } from '../../api/exports.ts';
import type { CreateExport, ExportPreview } from '../../api/types.ts';
import { n, t } from '../../text/en.ts';
import classes from './exports.module.css';

interface Props {
  body: CreateExport;
  strict: boolean;
  withMedia: boolean;
}

/** What the format will keep, convert or leave out, counted before anything is written. */
export function Preview({ body, strict, withMedia }: Props) {
  const { data, error } = useQuery({ ...previewOptions(body), placeholderData: keepPreviousData });
  return (
    <section className={classes.preview} aria-live="polite">
      <h3 className={classes.heading}>{t.exports.preview.title}</h3>
      {error ? (
        <Text c="red">{messageOf(error)}</Text>
      ) : data ? (
        <Counted preview={data} strict={strict} withMedia={withMedia} />
      ) : (
        <Skeleton height={160} />
      )}
    </section>
  );
}

interface CountedProps extends Omit<Props, 'body'> {
  preview: ExportPreview;
}

function Counted({ preview, strict, withMedia }: CountedProps) {
  const { annotations, kinds, item_count, items_without_media, media_bytes } = preview;
  const p = t.exports.preview;
  const figures = [
    [p.kept, annotations.kept],
    [p.converted, annotations.converted],
    [p.lost, annotations.lost],
  ] as const;
  return (
    <>
      <ul className={classes.summary}>
        <li>
          <span className={classes.figure}>{p.items(item_count)}</span>
        </li>
        {figures.map(([name, value]) => (
          <li key={name}>
            <span className={classes.figure}>{n.count(value)}</span> {name.toLowerCase()}
          </li>
        ))}
      </ul>
      {kinds.length === 0 ? <Text c="dimmed">{p.none}</Text> : <Kinds kinds={kinds} />}
      <p className={classes.note}>
        {preview.coordinates_within === 0
          ? p.exact
          : p.within(String(Number(preview.coordinates_within.toPrecision(2))))}
        {withMedia && ` ${p.media(n.bytes(media_bytes))}.`}
        {annotations.proposed > 0 && ` ${p.proposed(annotations.proposed)}`}
        {items_without_media > 0 && withMedia && ` ${p.noMedia(items_without_media)}`}
        {preview.estimated && ` ${p.estimated}`}
      </p>
      {strict && annotations.lost > 0 && <p className={classes.warn}>{p.failing}</p>}
    </>
  );
}

const icons = { kept: IconCheck, converted: IconArrowRight, lost: IconX };

function Kinds({ kinds }: Pick<ExportPreview, 'kinds'>) {
  const p = t.exports.preview;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{p.kind}</Table.Th>
          <Table.Th>{p.count}</Table.Th>
          <Table.Th>{p.becomes}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {kinds.map(({ name, label, count, fate, into }) => {
          const Icon = icons[fate];
          return (
            <Table.Tr key={name}>
              <Table.Td>{label}</Table.Td>
              <Table.Td>{n.count(count)}</Table.Td>
              <Table.Td>
                <span className={classes.fate}>
                  <Icon size={14} aria-hidden />
                  {fate === 'kept' ? p.asIt : fate === 'lost' ? p.nothing : into}
                </span>
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
