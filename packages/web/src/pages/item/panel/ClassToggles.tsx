import { Checkbox } from '@mantine/core';
import { t } from '../../../text/en.ts';
import type { Shown } from '../model.ts';
import classes from './Panel.module.css';

interface Props {
  all: readonly Shown[];
  hidden: ReadonlySet<string>;
  onHidden: (hidden: ReadonlySet<string>) => void;
}

/** Each class with its number, shown or hidden. */
export function ClassToggles({ all, hidden, onHidden }: Props) {
  const counts = new Map<string, number>();
  for (const { label } of all) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (counts.size === 0) return null;
  const toggle = (label: string) => {
    const next = new Set(hidden);
    if (!next.delete(label)) next.add(label);
    onHidden(next);
  };
  return (
    <section>
      <h2 className={classes.heading}>{t.item.classes}</h2>
      <ul className={classes.list}>
        {[...counts].map(([label, count]) => (
          <li key={label}>
            <Checkbox
              py={2}
              label={`${label} (${count})`}
              checked={!hidden.has(label)}
              onChange={() => toggle(label)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
