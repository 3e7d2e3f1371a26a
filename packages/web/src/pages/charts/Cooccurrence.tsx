import type { EChartsCoreOption } from 'echarts/core';
import { useCallback, useMemo } from 'react';
import type { Charts } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import type { Mark } from './bars.ts';
import { Chart, type Colors } from './Chart.tsx';
import { Figure } from './Figure.tsx';
import { MarkTable } from './MarkTable.tsx';

type Data = Charts['cooccurrence'];

interface Props {
  data: Data;
  onMark: (mark: Mark) => void;
}

/** Side of a cell, and room for the names, in px. */
const CELL = 24;
const NAMES = 96;

/** Which classes stand in the same items. */
export function Cooccurrence({ data, onMark }: Props) {
  const marks = useMemo(() => marksOf(data), [data]);
  const option = useCallback((colors: Colors) => matrixOption(data, colors), [data]);
  const click = useCallback(
    (index: number) => {
      // Each pair is drawn twice, on both sides of the diagonal.
      const mark = marks[Math.floor(index / 2)];
      if (mark) onMark(mark);
    },
    [marks, onMark],
  );
  return (
    <Figure
      title={t.charts.cooccurrence}
      empty={marks.length === 0}
      table={<MarkTable marks={marks} onMark={onMark} />}
    >
      <Chart
        option={option}
        height={Math.min(520, data.labels.length * CELL + NAMES)}
        label={t.charts.cooccurrence}
        onMark={click}
      />
    </Figure>
  );
}

const nameAt = ({ labels }: Data, place: number): string => labels[place]?.name ?? '';

const marksOf = (data: Data): Mark[] =>
  data.cells.map(({ a, b, count, filter }) => ({
    name: `${nameAt(data, a)} + ${nameAt(data, b)}`,
    count,
    filter,
  }));

function matrixOption(data: Data, colors: Colors): EChartsCoreOption {
  const names = data.labels.map(({ name }) => name);
  const most = Math.max(1, ...data.cells.map(({ count }) => count));
  const axis = {
    type: 'category',
    data: data.labels.map((_, place) => place),
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: {
      color: colors.ink,
      interval: 0,
      width: 88,
      overflow: 'truncate',
      formatter: (place: string) => names[Number(place)] ?? '',
    },
  };
  return {
    grid: { left: 4, right: 4, top: 4, bottom: 4, containLabel: true },
    tooltip: {
      renderMode: 'richText',
      formatter: ({ value: [a, b, items] }: { value: [number, number, number] }) =>
        t.charts.cooccurrenceCell(nameAt(data, a), nameAt(data, b), items),
    },
    visualMap: {
      show: false,
      min: 0,
      max: most,
      inRange: { color: [colors.ground, colors.accent] },
    },
    xAxis: { ...axis, axisLabel: { ...axis.axisLabel, rotate: 45 } },
    yAxis: { ...axis, inverse: true },
    series: [
      {
        type: 'heatmap',
        data: data.cells.flatMap(({ a, b, count }) => [
          [a, b, count],
          [b, a, count],
        ]),
      },
    ],
  };
}
