import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../text/en.ts';
import classes from './Dialog.module.css';

interface Props {
  title: string;
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** What stands beside the content, laid over it where there is no room; like `Dialog` without a second banner. */
export function Sheet({ title, opened, onClose, children }: Props) {
  return (
    <Drawer.Root opened={opened} onClose={onClose} size="85%">
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={classes.head}>
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t.app.close} />
        </div>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
