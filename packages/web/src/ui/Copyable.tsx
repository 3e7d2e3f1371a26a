import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { t } from '../text/en.ts';
import classes from './Copyable.module.css';

/** Code to take away: one line or several. */
export function Copyable({ text, label }: { text: string; label?: string }) {
  return (
    <div className={classes.root}>
      <pre className={classes.code} tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t.app.copied : t.app.copy}>
            <ActionIcon
              onClick={copy}
              aria-label={copied ? t.app.copied : t.app.copy}
              color={copied ? 'pine' : 'gray'}
            >
              {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
