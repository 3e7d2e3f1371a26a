import { Button, Table } from '@mantine/core';
import { n, t } from '../../text/en.ts';
import type { Mark } from './bars.ts';

interface Props {
  marks: Mark[];
  onMark: (mark: Mark) => void;
  /** What is counted. */
  counted?: string;
}

/** Marks in words, each with its filter: what the keyboard and screen readers use. */
export function MarkTable({ marks, onMark, counted = t.charts.items }: Props) {
  return (
    <Table verticalSpacing={2}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t.charts.value}</Table.Th>
          <Table.Th>{counted}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {marks.map((mark, position) => (
          <Table.Tr key={position}>
            <Table.Td>
              {mark.filter === null ? (
                mark.name
              ) : (
                <Button variant="subtle" size="compact-xs" onClick={() => onMark(mark)}>
                  {mark.name}
                </Button>
              )}
            </Table.Td>
            <Table.Td>{n.count(mark.count)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
