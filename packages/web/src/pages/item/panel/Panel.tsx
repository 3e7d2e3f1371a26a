import type { Item } from '../../../api/types.ts';
import type { Shown } from '../model.ts';
import type { Size } from '../stage/view.ts';
import { AnnotationList } from './AnnotationList.tsx';
import { Facts } from './Facts.tsx';
import classes from './Panel.module.css';
import type { ToggleGroup } from './toggles.ts';
import { Toggles } from './Toggles.tsx';

interface Props {
  owner: string;
  slug: string;
  item: Item;
  image: Size;
  all: readonly Shown[];
  groups: readonly ToggleGroup[];
  /** Keys of the toggles that are off. */
  off: ReadonlySet<string>;
  onOff: (off: ReadonlySet<string>) => void;
  selected: string | undefined;
  onSelect: (uid: string | undefined) => void;
  editable: boolean;
  labels: string[];
  onChange: (uid: string, to: { state?: 'confirmed'; label?: string }) => void;
  onRemove: (uid: string) => void;
}

/** What is known of the item, beside its picture. */
export function Panel(props: Props) {
  const { owner, slug, item, image, groups, off, onOff } = props;
  return (
    <aside className={classes.panel}>
      {groups.map((group) => (
        <Toggles key={group.title} group={group} off={off} onOff={onOff} />
      ))}
      <AnnotationList {...props} />
      <Facts owner={owner} slug={slug} item={item} image={image} editable={props.editable} />
    </aside>
  );
}
