import type { EChartsCoreOption } from 'echarts/core';
import { useCallback } from 'react';
import { n, t } from '../../text/en.ts';
import type { Mark } from './bars.ts';
import { Chart, type Colors } from './Chart.tsx';
import { Figure } from './Figure.tsx';
import { MarkTable } from './MarkTable.tsx';

/** Height of a bar with its gap, and of the axis below, in px. */
const BAR = 20;
const AXIS = 30;
/** Bars that are drawn; the table has all. */
const MOST = 20;

interface Props {
  title: string;
  marks: Mark[];
  onMark: (mark: Mark) => void;
}

/** Lying bars, so that long names can be read. */
export function BarChart({ title, marks, onMark }: Props) {
  const shown = marks.slice(0, MOST);
  const option = useCallback((colors: Colors) => barOption(marks.slice(0, MOST), colors), [marks]);
  const click = useCallback(
    (index: number) => {
      const mark = marks[index];
      if (mark) onMark(mark);
    },
    [marks, onMark],
  );
  return (
    <Figure
      title={title}
      empty={marks.length === 0}
      table={<MarkTable marks={marks} onMark={onMark} />}
    >
      <Chart option={option} height={shown.length * BAR + AXIS} label={title} onMark={click} />
    </Figure>
  );
}

function barOption(marks: Mark[], colors: Colors): EChartsCoreOption {
  return {
    grid: { left: 4, right: 16, top: 4, bottom: 4, containLabel: true },
    tooltip: {
      renderMode: 'richText',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const mark = marks[dataIndex];
        return mark ? t.charts.tooltip(mark.name, mark.count) : '';
      },
    },
    xAxis: {
      type: 'value',
      axisLabel: { color: colors.soft, formatter: (value: number) => n.compact(value) },
      splitLine: { lineStyle: { color: colors.line } },
      splitNumber: 3,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: marks.map(({ name }) => name),
      axisLabel: { color: colors.ink, width: 120, overflow: 'truncate' },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colors.line } },
    },
    series: [
      {
        type: 'bar',
        data: marks.map(({ count }) => count),
        itemStyle: { color: colors.accent, borderRadius: 2 },
        barWidth: '62%',
      },
    ],
  };
}
