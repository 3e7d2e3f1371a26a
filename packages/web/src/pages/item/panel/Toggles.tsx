import { Checkbox } from '@mantine/core';
import classes from './Panel.module.css';
import type { ToggleGroup } from './toggles.ts';

interface Props {
  group: ToggleGroup;
  /** Keys of what is not shown. */
  off: ReadonlySet<string>;
  onOff: (off: ReadonlySet<string>) => void;
}

/** Each class, or each value of an attribute, with its number: shown or hidden. */
export function Toggles({ group: { title, toggles }, off, onOff }: Props) {
  const toggle = (key: string) => {
    const next = new Set(off);
    if (!next.delete(key)) next.add(key);
    onOff(next);
  };
  return (
    <section aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      <ul className={classes.list}>
        {toggles.map(({ key, name, uids }) => (
          <li key={key}>
            <Checkbox
              py={4}
              label={`${name} (${uids.length})`}
              checked={!off.has(key)}
              onChange={() => toggle(key)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
