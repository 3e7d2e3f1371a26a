import { ActionIcon, Tooltip } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { t } from '../../text/en.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { Mark } from './Mark.tsx';
import { SchemeSwitch } from './SchemeSwitch.tsx';
import classes from './TopBar.module.css';

const links = [
  { to: '/datasets', text: t.app.nav.datasets },
  { to: '/slices', text: t.app.nav.slices },
  { to: '/exports', text: t.app.nav.exports },
] as const;

export function TopBar({ onHelp }: { onHelp: () => void }) {
  return (
    <header className={classes.bar}>
      <Link to="/datasets" className={classes.brand} aria-label={t.app.name}>
        <Mark size={22} />
        <span className={classes.name}>{t.app.name}</span>
      </Link>
      <nav aria-label={t.app.nav.label} className={classes.nav}>
        {links.map(({ to, text }) => (
          <Link key={to} to={to} className={classes.link}>
            {text}
          </Link>
        ))}
      </nav>
      <div className={classes.right}>
        <Tooltip label={t.app.help.open}>
          <ActionIcon aria-label={t.app.help.open} onClick={onHelp} className={classes.wide}>
            <IconKeyboard size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <SchemeSwitch />
        <AccountMenu />
      </div>
    </header>
  );
}
