import { Menu, UnstyledButton } from '@mantine/core';
import { IconBook, IconKey, IconLogout, IconUser, IconUsers } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { signOut } from '../../api/session.ts';
import { t } from '../../text/en.ts';
import { complain } from '../../ui/toast.ts';
import { useSession } from '../../ui/session.ts';
import classes from './AccountMenu.module.css';

export function AccountMenu() {
  const { user } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    try {
      await signOut();
      client.clear();
      await navigate({ to: '/sign-in' });
    } catch (error) {
      complain(error);
    }
  };
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          aria-label={`${t.app.user.menu}: ${user.username}`}
        >
          <IconUser size={15} stroke={1.8} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.username}</Menu.Label>
        <Menu.Item leftSection={<IconKey size={16} />} component={Link} to="/keys">
          {t.app.user.keys}
        </Menu.Item>
        <Menu.Item leftSection={<IconUsers size={16} />} component={Link} to="/people">
          {t.app.user.people}
        </Menu.Item>
        <Menu.Item leftSection={<IconBook size={16} />} component="a" href="/api/docs/">
          {t.app.user.docs}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t.app.user.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
