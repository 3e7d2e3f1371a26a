import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { addMember, organizationsKey, type Role } from '../../api/organizations.ts';
import type { Organization } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { fieldOf, otherThan } from '../../ui/fields.ts';
import { complain, say } from '../../ui/toast.ts';
import classes from './PeoplePage.module.css';
import { rolesFor } from './roles.ts';

export function AddMember({ organization }: { organization: Organization }) {
  const client = useQueryClient();
  const [username, setUsername] = useState('');
  const [role, setRole] = useState<Role>('member');
  const add = useMutation({
    mutationFn: () => addMember(organization.slug, username.trim(), role),
    onSuccess: (member) => {
      say(t.people.added(member.username));
      setUsername('');
      return client.invalidateQueries({ queryKey: organizationsKey });
    },
    onError: (error) => {
      if (otherThan(error, ['username', 'role'])) complain(error);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form onSubmit={submit} className={classes.add}>
      <TextInput
        label={t.people.username}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
        error={fieldOf(add.error, 'username')}
        maxLength={150}
        autoComplete="off"
        required
        withAsterisk={false}
      />
      <Select
        label={t.people.role}
        data={rolesFor(organization.role)}
        value={role}
        onChange={(value) => setRole((value as Role | null) ?? 'member')}
        error={fieldOf(add.error, 'role')}
        w={120}
      />
      <Button type="submit" variant="default" loading={add.isPending}>
        {t.people.add}
      </Button>
      <span className={classes.note}>{t.people.rolesHelp[role]}</span>
    </form>
  );
}
