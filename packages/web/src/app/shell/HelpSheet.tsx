import { t } from '../../text/en.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { useShortcutGroups, type Shortcut } from '../../ui/shortcuts.ts';
import classes from './HelpSheet.module.css';

/** Every shortcut that works on the present page. */
export function HelpSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const groups = useShortcutGroups();
  return (
    <Dialog opened={opened} onClose={onClose} title={t.app.help.title} size="lg">
      <div className={classes.groups}>
        {groups.toReversed().map(({ title, shortcuts }) => (
          <section key={title}>
            <h3 className={classes.title}>{title}</h3>
            <dl className={classes.list}>
              {[...byText(shortcuts)].map(([text, keys]) => (
                <div key={text} className={classes.row}>
                  <dt>{text}</dt>
                  <dd>
                    {keys.map((one) => (
                      <span key={one}>
                        <Keys keys={one} />
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** What several keys do is said once. */
function byText(shortcuts: readonly Shortcut[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { text, keys } of shortcuts) found.set(text, [...(found.get(text) ?? []), keys]);
  return found;
}
