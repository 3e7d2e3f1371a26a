import { notifications } from '@mantine/notifications';
import { messageOf } from '../api/errors.ts';
import { t } from '../text/en.ts';

/** Long enough to read a sentence twice, in ms. */
const SHOWN_MS = 6_000;

/** Says that something was done. */
export function say(message: string): void {
  notifications.show({ message, color: 'pine', autoClose: SHOWN_MS, closeButtonProps });
}

/** Says why something was not done. Stays until it is closed. */
export function complain(error: unknown): void {
  notifications.show({
    message: messageOf(error),
    color: 'red',
    autoClose: false,
    closeButtonProps,
  });
}

const closeButtonProps = { 'aria-label': t.app.close };
