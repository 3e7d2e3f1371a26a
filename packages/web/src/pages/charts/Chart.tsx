import { useComputedColorScheme } from '@mantine/core';
import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { init, type EChartsType } from './echarts.ts';

interface Props {
  /** Built from the colours of the theme that the page has now. Keep it stable. */
  option: (colors: Colors) => EChartsCoreOption;
  height: number;
  /** In words: the canvas says nothing to who cannot see it. */
  label: string;
  onMark?: (index: number) => void;
}

export interface Colors {
  ink: string;
  soft: string;
  line: string;
  accent: string;
  ground: string;
}

/** A drawing of ECharts that follows its container and the colour scheme. */
export function Chart({ option, height, label, onMark }: Props) {
  const scheme = useComputedColorScheme('light');
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  useEffect(() => {
    if (!place.current) return;
    const made = init(place.current, undefined, { renderer: 'canvas' });
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ animation: false, ...option(colorsNow()) }, { notMerge: true });
  }, [option, scheme]);
  useEffect(() => {
    const made = chart.current;
    if (!made || !onMark) return;
    const click = (event: { dataIndex: number }) => onMark(event.dataIndex);
    made.on('click', click as never);
    return () => void made.off('click', click as never);
  }, [onMark]);
  return <div ref={place} style={{ height }} role="img" aria-label={label} />;
}

/** Canvas knows no custom properties: what they resolve to, light-dark() included. */
function colorsNow(): Colors {
  const probe = document.createElement('span');
  // Who wants less motion has a transition of a millisecond on everything: its beginning would be read.
  probe.style.transition = 'none';
  document.body.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const found = {
    ink: read('--ink'),
    soft: read('--ink-soft'),
    line: read('--line'),
    accent: read('--accent'),
    ground: read('--sunken'),
  };
  probe.remove();
  return found;
}
