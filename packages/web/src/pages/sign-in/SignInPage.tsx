import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState, type SubmitEvent } from 'react';
import { sessionKey, signIn } from '../../api/session.ts';
import { Mark } from '../../app/shell/Mark.tsx';
import { t } from '../../text/en.ts';
import { Copyable } from '../../ui/Copyable.tsx';
import classes from './SignInPage.module.css';

const route = getRouteApi('/sign-in');

/** Takes the token of a link (`#token=…`, which no server log sees) or an API key. */
export function SignInPage() {
  const { next } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const enter = useCallback(
    async (by: Parameters<typeof signIn>[0], refused: (message: string) => string) => {
      setBusy(true);
      try {
        client.setQueryData(sessionKey, await signIn(by));
        await navigate({ to: next ?? '/datasets', replace: true });
      } catch (error) {
        setProblem(refused(error instanceof Error ? error.message : String(error)));
        setBusy(false);
      }
    },
    [client, navigate, next],
  );
  useTokenOfLink((token) => void enter({ token }, () => t.signIn.linkFailed));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void enter({ api_key: key.trim() }, (message) => message);
  };
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Mark size={44} />
        <h1 className={classes.title}>{t.app.name}</h1>
        <p className={classes.lead}>{t.signIn.lead}</p>
        <form onSubmit={submit} className={classes.form}>
          <PasswordInput
            label={t.signIn.key}
            description={t.signIn.keyHelp}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            error={problem}
            size="sm"
            autoComplete="off"
            required
            withAsterisk={false}
          />
          <Button type="submit" size="sm" loading={busy} fullWidth>
            {t.signIn.submit}
          </Button>
        </form>
        <p className={classes.make}>{t.signIn.makeKey}</p>
        <Copyable text={t.signIn.command} />
      </div>
    </main>
  );
}

/** Once, as the token works once; it is taken out of the address at once. */
function useTokenOfLink(enter: (token: string) => void): void {
  const used = useRef(false);
  useEffect(() => {
    const token = new URLSearchParams(location.hash.slice(1)).get('token');
    if (token === null || used.current) return;
    used.current = true;
    history.replaceState(history.state, '', location.pathname + location.search);
    enter(token);
  }, [enter]);
}
