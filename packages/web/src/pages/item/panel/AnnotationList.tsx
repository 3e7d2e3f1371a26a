import { Button, Group, Select, Text } from '@mantine/core';
import { t } from '../../../text/en.ts';
import type { Shown } from '../model.ts';
import classes from './Panel.module.css';

interface Props {
  all: readonly Shown[];
  selected: string | undefined;
  onSelect: (uid: string | undefined) => void;
  editable: boolean;
  labels: string[];
  onChange: (uid: string, to: { state?: 'confirmed'; label?: string }) => void;
  onRemove: (uid: string) => void;
}

/** Every annotation; the chosen one can be accepted, rejected, relabelled and deleted. */
export function AnnotationList(props: Props) {
  const { all, selected, onSelect } = props;
  return (
    <section>
      <h2 className={classes.heading}>{t.item.count(all.length)}</h2>
      {all.length === 0 && <Text c="dimmed">{t.item.none}</Text>}
      <ul className={classes.list}>
        {all.map((shown) => (
          <li key={shown.uid}>
            <button
              type="button"
              className={classes.row}
              aria-pressed={shown.uid === selected}
              onClick={() => onSelect(shown.uid === selected ? undefined : shown.uid)}
            >
              <span className={classes.swatch} style={{ background: shown.style.colour }} />
              <span className="one-line">{shown.label}</span>
              <span className={classes.kind}>
                {shown.proposed ? t.item.proposed : shown.geometry.type.replaceAll('_', ' ')}
              </span>
            </button>
            {shown.uid === selected && <Chosen {...props} shown={shown} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Chosen({ shown, editable, labels, onChange, onRemove }: Props & { shown: Shown }) {
  const attributes = Object.entries(shown.annotation.attributes);
  return (
    <div className={classes.chosen} role="group" aria-label={t.item.actions}>
      {attributes.length > 0 && (
        <dl className={classes.facts}>
          {attributes.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {editable && (
        <>
          <Select
            label={t.item.relabel}
            data={[...new Set([shown.label, ...labels])]}
            value={shown.label}
            onChange={(label) => label && onChange(shown.uid, { label })}
            searchable
          />
          <Group gap="xs" mt="xs">
            {shown.proposed && (
              <Button onClick={() => onChange(shown.uid, { state: 'confirmed' })}>
                {t.item.accept}
              </Button>
            )}
            <Button variant="default" onClick={() => onRemove(shown.uid)}>
              {shown.proposed ? t.item.reject : t.item.delete}
            </Button>
          </Group>
        </>
      )}
    </div>
  );
}
