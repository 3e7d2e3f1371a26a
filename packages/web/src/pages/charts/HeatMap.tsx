import { Table } from '@mantine/core';
import type { EChartsCoreOption } from 'echarts/core';
import { useCallback, type ReactNode } from 'react';
import type { Charts } from '../../api/types.ts';
import { n, t } from '../../text/en.ts';
import { Chart, type Colors } from './Chart.tsx';
import { Figure } from './Figure.tsx';

interface Props {
  map: Charts['heat_map'];
  choice: ReactNode;
}

/** The places that are named in the table: the fullest. */
const NAMED = 20;

/** How many boxes cover each place, whatever the size of the images. */
export function HeatMap({ map, choice }: Props) {
  const option = useCallback((colors: Colors) => heatOption(map, colors), [map]);
  const fullest = map.cells.toSorted((a, b) => (b[2] ?? 0) - (a[2] ?? 0)).slice(0, NAMED);
  return (
    <Figure
      title={t.charts.heatMap}
      choice={choice}
      lead={t.charts.heatMapLead}
      empty={map.cells.length === 0}
      table={
        <Table verticalSpacing={2}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.charts.column}</Table.Th>
              <Table.Th>{t.charts.row}</Table.Th>
              <Table.Th>{t.charts.boxes}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fullest.map(([column = 0, row = 0, boxes = 0]) => (
              <Table.Tr key={`${column}/${row}`}>
                <Table.Td>{column + 1}</Table.Td>
                <Table.Td>{row + 1}</Table.Td>
                <Table.Td>{n.count(boxes)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      }
    >
      <Chart option={option} height={280} label={t.charts.heatMap} />
    </Figure>
  );
}

function heatOption({ grid, cells }: Charts['heat_map'], colors: Colors): EChartsCoreOption {
  const places = Array.from({ length: grid }, (_, place) => place + 1);
  const most = Math.max(1, ...cells.map(([, , boxes = 0]) => boxes));
  const axis = { type: 'category', data: places, show: false } as const;
  return {
    grid: { left: 4, right: 4, top: 4, bottom: 4 },
    tooltip: {
      renderMode: 'richText',
      formatter: ({ value: [column, row, boxes] }: { value: [number, number, number] }) =>
        t.charts.heatMapCell(column + 1, row + 1, boxes),
    },
    visualMap: {
      show: false,
      min: 0,
      max: most,
      inRange: { color: [colors.ground, colors.accent] },
    },
    xAxis: axis,
    yAxis: { ...axis, inverse: true },
    series: [{ type: 'heatmap', data: cells }],
  };
}
