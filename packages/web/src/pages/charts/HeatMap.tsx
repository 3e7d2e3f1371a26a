import type { EChartsCoreOption } from 'echarts/core';
import { useCallback, useMemo, type ReactNode } from 'react';
import type { Charts } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import type { Mark } from './bars.ts';
import { cellFilter } from './cells.ts';
import { Chart, type Colors } from './Chart.tsx';
import { Figure } from './Figure.tsx';
import { MarkTable } from './MarkTable.tsx';

interface Props {
  map: Charts['heat_map'];
  /** Whose boxes it shows; empty: all. */
  label: string;
  choice: ReactNode;
  onMark: (mark: Mark) => void;
}

/** The places that are named in the table: the fullest. */
const NAMED = 20;

/** How many boxes cover each place, whatever the size of the images. */
export function HeatMap({ map, label, choice, onMark }: Props) {
  const option = useCallback((colors: Colors) => heatOption(map, colors), [map]);
  const marks = useMemo(() => marksOf(map, label), [map, label]);
  const click = useCallback(
    (index: number) => {
      const mark = marks[index];
      if (mark) onMark(mark);
    },
    [marks, onMark],
  );
  const fullest = marks.toSorted((a, b) => b.count - a.count).slice(0, NAMED);
  return (
    <Figure
      title={t.charts.heatMap}
      choice={choice}
      lead={t.charts.heatMapLead}
      empty={marks.length === 0}
      table={<MarkTable marks={fullest} onMark={onMark} counted={t.charts.boxes} />}
    >
      <Chart option={option} height={280} label={t.charts.heatMap} onMark={click} />
    </Figure>
  );
}

const marksOf = ({ grid, cells }: Charts['heat_map'], label: string): Mark[] =>
  cells.map(([column = 0, row = 0, boxes = 0]) => ({
    name: t.charts.cell(column + 1, row + 1),
    count: boxes,
    filter: cellFilter(grid, column, row, label),
  }));

function heatOption({ grid, cells }: Charts['heat_map'], colors: Colors): EChartsCoreOption {
  const places = Array.from({ length: grid }, (_, place) => place + 1);
  const most = Math.max(1, ...cells.map(([, , boxes = 0]) => boxes));
  const axis = { type: 'category', data: places, show: false } as const;
  return {
    // The ground is the image: where no box is can be seen too.
    grid: {
      left: 4,
      right: 4,
      top: 4,
      bottom: 4,
      show: true,
      backgroundColor: colors.ground,
      borderWidth: 0,
    },
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
