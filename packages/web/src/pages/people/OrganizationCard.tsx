import { Badge, Card, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { membersOptions } from '../../api/organizations.ts';
import type { Organization } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { AddMember } from './AddMember.tsx';
import { MemberTable } from './MemberTable.tsx';
import classes from './PeoplePage.module.css';

/** An organisation with its members; those who may manage it can change them. */
export function OrganizationCard({ organization }: { organization: Organization }) {
  const { slug, name, role } = organization;
  const { data } = useQuery(membersOptions(slug));
  const manages = role !== 'member';
  return (
    <Card withBorder radius="md" padding="md" mb="md" className={classes.card}>
      <div className={classes.head}>
        <h2 className={classes.name}>{name}</h2>
        <span className={classes.note}>
          {slug} · {t.people.members(organization.member_count)}
        </span>
        <Badge className={classes.role}>{t.people.roles[role]}</Badge>
      </div>
      {data ? (
        <MemberTable organization={organization} members={data.results} />
      ) : (
        <Skeleton height={80} />
      )}
      {manages && <AddMember organization={organization} />}
    </Card>
  );
}
