import { Button, Group, Text } from '@mantine/core';
import { t } from '../text/en.ts';
import { Dialog } from './Dialog.tsx';

interface Props {
  title: string;
  text: string;
  /** On the button that does it. */
  action: string;
  opened: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, text, action, opened, busy = false, onConfirm, onClose }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <Text mb="md">{text}</Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t.app.cancel}
        </Button>
        <Button color="red" loading={busy} onClick={onConfirm}>
          {action}
        </Button>
      </Group>
    </Dialog>
  );
}
