import { Button, Group } from '@mantine/core';
import { IconMoodEmpty, IconPlugConnectedX } from '@tabler/icons-react';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ApiError, messageOf, Unreachable } from '../api/errors.ts';
import { t } from '../text/en.ts';
import { EmptyState } from '../ui/EmptyState.tsx';

/** How often a server that does not answer is asked again, in ms. */
const ASK_AGAIN_MS = 5_000;

/** In place of a page that threw. A server that is away is asked again until it is back. */
export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const away = error instanceof Unreachable;
  const retry = () => {
    reset();
    void router.invalidate();
  };
  useEffect(() => {
    if (!away) return;
    const timer = setInterval(() => void router.invalidate(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [away, router]);
  if (error instanceof ApiError && error.status === 404) return <NotFoundScreen />;
  return (
    <EmptyState
      icon={IconPlugConnectedX}
      title={t.app.error.title}
      text={away ? t.app.error.unreachable : messageOf(error)}
    >
      <Group justify="center">
        <Button onClick={retry}>{t.app.error.retry}</Button>
        <HomeLink />
      </Group>
    </EmptyState>
  );
}

export function NotFoundScreen() {
  return (
    <EmptyState icon={IconMoodEmpty} title={t.app.error.notFound} text={t.app.error.notFoundText}>
      <HomeLink />
    </EmptyState>
  );
}

function HomeLink() {
  return (
    <Button variant="default" renderRoot={(props) => <Link to="/datasets" {...props} />}>
      {t.app.error.home}
    </Button>
  );
}
