import { Modal, type ModalRootProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../text/en.ts';
import classes from './Dialog.module.css';

interface Props extends Omit<ModalRootProps, 'children' | 'title'> {
  title: ReactNode;
  children: ReactNode;
}

/** A modal whose head is no landmark: Mantine's own is a second `banner` of the page. */
export function Dialog({ title, children, ...root }: Props) {
  return (
    <Modal.Root centered radius="md" {...root}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t.app.close} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
