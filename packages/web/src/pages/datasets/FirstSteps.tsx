import { Button } from '@mantine/core';
import { IconFolderOpen, IconPlayerPlay, IconTerminal2, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../text/en.ts';
import { Copyable } from '../../ui/Copyable.tsx';
import { useSession } from '../../ui/session.ts';
import classes from './FirstSteps.module.css';

/** An empty catalogue: three ways to fill it. */
export function FirstSteps({ onCreate }: { onCreate: () => void }) {
  const { empty } = t.datasets;
  const { user } = useSession();
  return (
    <div className={classes.root}>
      <h2 className={classes.title}>{empty.title}</h2>
      <p className={classes.lead}>{empty.lead}</p>
      <div className={classes.ways}>
        <Way icon={IconFolderOpen} title={empty.drop.title} text={empty.drop.text}>
          <Button onClick={onCreate}>{empty.drop.action}</Button>
        </Way>
        <Way icon={IconTerminal2} title={empty.command.title} text={empty.command.text}>
          <Copyable text={empty.command.command(user.username)} label={empty.command.title} />
        </Way>
        <Way icon={IconPlayerPlay} title={empty.demo.title} text={empty.demo.text}>
          <Copyable text={empty.demo.command} label={empty.demo.title} />
        </Way>
      </div>
    </div>
  );
}

interface WayProps {
  icon: Icon;
  title: string;
  text: string;
  children: ReactNode;
}

function Way({ icon: Picture, title, text, children }: WayProps) {
  return (
    <section className={classes.way}>
      <Picture size={26} stroke={1.4} aria-hidden className={classes.icon} />
      <h3>{title}</h3>
      <p>{text}</p>
      {children}
    </section>
  );
}
