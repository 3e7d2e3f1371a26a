import type { Item } from '../../../api/types.ts';
import type { Shown } from '../model.ts';
import type { Size } from '../stage/view.ts';
import { AnnotationList } from './AnnotationList.tsx';
import { ClassToggles } from './ClassToggles.tsx';
import { Facts } from './Facts.tsx';
import classes from './Panel.module.css';

interface Props {
  owner: string;
  slug: string;
  item: Item;
  image: Size;
  all: readonly Shown[];
  /** Names of the classes that are not shown. */
  hidden: ReadonlySet<string>;
  onHidden: (hidden: ReadonlySet<string>) => void;
  selected: string | undefined;
  onSelect: (uid: string | undefined) => void;
  editable: boolean;
  labels: string[];
  onChange: (uid: string, to: { state?: 'confirmed'; label?: string }) => void;
  onRemove: (uid: string) => void;
}

/** What is known of the item, beside its picture. */
export function Panel(props: Props) {
  const { owner, slug, item, image, all, hidden, onHidden } = props;
  return (
    <aside className={classes.panel}>
      <ClassToggles all={all} hidden={hidden} onHidden={onHidden} />
      <AnnotationList {...props} />
      <Facts owner={owner} slug={slug} item={item} image={image} editable={props.editable} />
    </aside>
  );
}
