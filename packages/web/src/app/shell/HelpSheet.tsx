import { t } from '../../text/en.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { useShortcutGroups } from '../../ui/shortcuts.ts';
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
              {shortcuts.map(({ keys, text }) => (
                <div key={keys} className={classes.row}>
                  <dt>{text}</dt>
                  <dd>
                    <Keys keys={keys} />
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
