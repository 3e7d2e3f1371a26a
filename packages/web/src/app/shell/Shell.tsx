import { useMantineColorScheme, useComputedColorScheme } from '@mantine/core';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { t } from '../../text/en.ts';
import { listenForShortcuts, useShortcuts } from '../../ui/shortcuts.ts';
import { HelpSheet } from './HelpSheet.tsx';
import { TopBar } from './TopBar.tsx';

/** What surrounds every page of somebody who is signed in. */
export function Shell() {
  const [help, setHelp] = useState(false);
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  useEffect(listenForShortcuts, []);
  const shortcuts = useMemo(
    () => [
      { keys: '?', text: t.app.help.showHelp, run: () => setHelp(true) },
      { keys: 'g d', text: t.app.help.goDatasets, run: () => void navigate({ to: '/datasets' }) },
      { keys: 'g s', text: t.app.help.goSlices, run: () => void navigate({ to: '/slices' }) },
      { keys: 'g e', text: t.app.help.goExports, run: () => void navigate({ to: '/exports' }) },
      {
        keys: 't',
        text: t.app.help.toggleTheme,
        run: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark'),
      },
    ],
    [navigate, scheme, setColorScheme],
  );
  useShortcuts(t.app.help.everywhere, shortcuts);
  return (
    <>
      <a className="skip" href="#content">
        {t.app.skip}
      </a>
      <TopBar onHelp={() => setHelp(true)} />
      <main id="content" tabIndex={-1} style={{ outline: 'none' }}>
        <Outlet />
        <div id="overlays" />
      </main>
      <HelpSheet opened={help} onClose={() => setHelp(false)} />
    </>
  );
}
