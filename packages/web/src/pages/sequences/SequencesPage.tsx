import { IconMovie } from '@tabler/icons-react';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { sequencePages } from '../../api/sequences.ts';
import { n, t } from '../../text/en.ts';
import { More } from '../../ui/More.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { SequenceCard } from './SequenceCard.tsx';
import classes from './SequencesPage.module.css';

const route = getRouteApi('/app/datasets/$owner/$slug/sequences');

/** The dataset's sequences by key. */
export function SequencesPage() {
  const { owner, slug } = route.useParams();
  const list = useSuspenseInfiniteQuery(sequencePages(owner, slug));
  const sequences = list.data.pages.flatMap((page) => page.results);
  const known = !list.hasNextPage && sequences.length > 0;
  return (
    <Page title={t.sequences.title} {...(known && { note: n.count(sequences.length) })}>
      {sequences.length === 0 && <Nothing owner={owner} slug={slug} />}
      <ul className={classes.cards}>
        {sequences.map((sequence) => (
          <SequenceCard key={sequence.uid} owner={owner} slug={slug} sequence={sequence} />
        ))}
      </ul>
      <More list={list}>{t.sequences.more}</More>
    </Page>
  );
}

function Nothing(params: { owner: string; slug: string }) {
  const { title, text, import: toImports } = t.sequences.empty;
  return (
    <EmptyState icon={IconMovie} title={title} text={text}>
      <Link to="/datasets/$owner/$slug/imports" params={params}>
        {toImports}
      </Link>
    </EmptyState>
  );
}
