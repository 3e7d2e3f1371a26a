import { t } from '../../../text/en.ts';
import type { Shown } from '../model.ts';

/** What one tick shows or hides. */
export interface Toggle {
  /** The same for every item. */
  key: string;
  name: string;
  uids: string[];
}

/** The classes, or one attribute with its values. */
export interface ToggleGroup {
  title: string;
  toggles: Toggle[];
}

/** Values of an attribute that have a tick of their own, the most frequent first: ids of tracks would fill the page. */
const MOST_VALUES = 8;

/** The classes of the annotations, then each of their attributes. A list counts for each of its elements. */
export function toggleGroups(
  all: readonly Pick<Shown, 'uid' | 'label' | 'annotation'>[],
): ToggleGroup[] {
  const classes = new Map<string, string[]>();
  const attributes = new Map<string, Map<string, string[]>>();
  for (const { uid, label, annotation } of all) {
    add(classes, label, uid);
    for (const [name, value] of Object.entries(annotation.attributes)) {
      const values = attributes.get(name) ?? new Map<string, string[]>();
      attributes.set(name, values);
      for (const text of textsOf(value)) add(values, text, uid);
    }
  }
  return [
    { title: t.item.classes, toggles: named('label', classes) },
    ...[...attributes].map(([title, values]) => ({ title, toggles: few(title, values) })),
  ].filter(({ toggles }) => toggles.length > 0);
}

/** The annotations that are hidden: any of their ticks is off. */
export function hiddenBy(groups: readonly ToggleGroup[], off: ReadonlySet<string>): Set<string> {
  const toggles = groups.flatMap((group) => group.toggles).filter(({ key }) => off.has(key));
  return new Set(toggles.flatMap(({ uids }) => uids));
}

function add(to: Map<string, string[]>, name: string, uid: string): void {
  const uids = to.get(name) ?? [];
  to.set(name, [...uids, uid]);
}

const textsOf = (value: unknown): string[] =>
  [...new Set(Array.isArray(value) ? value : [value])].map((one) =>
    typeof one === 'string' ? one : JSON.stringify(one),
  );

const named = (of: string, values: Iterable<[string, string[]]>): Toggle[] =>
  [...values].map(([name, uids]) => ({ key: JSON.stringify([of, name]), name, uids }));

function few(attribute: string, values: Map<string, string[]>): Toggle[] {
  const sorted = [...values].sort(([, a], [, b]) => b.length - a.length);
  const of = `attributes.${attribute}`;
  const rest = [...new Set(sorted.slice(MOST_VALUES).flatMap(([, uids]) => uids))];
  const toggles = named(of, sorted.slice(0, MOST_VALUES));
  if (rest.length > 0) toggles.push({ key: JSON.stringify([of]), name: t.item.others, uids: rest });
  return toggles;
}
