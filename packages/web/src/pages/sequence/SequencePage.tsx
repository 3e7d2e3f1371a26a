import { Button } from '@mantine/core';
import { IconArrowLeft, IconMovie } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { sequenceOptions } from '../../api/sequences.ts';
import { t } from '../../text/en.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { FilmPlayer } from './FilmPlayer.tsx';
import { StatusMenu } from './StatusMenu.tsx';

const route = getRouteApi('/app/datasets/$owner/$slug/sequences/$uid');

/** A sequence to be played. */
export function SequencePage() {
  const { owner, slug, uid } = route.useParams();
  const { data: sequence } = useSuspenseQuery(sequenceOptions(owner, slug, uid));
  const { title, text } = t.sequences.noFrames;
  return (
    <Page
      title={sequence.key}
      note={t.sequences.frames(sequence.number_of_frames)}
      actions={
        <>
          <StatusMenu owner={owner} slug={slug} sequence={sequence} />
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={14} />}
            renderRoot={(props) => (
              <Link to="/datasets/$owner/$slug/sequences" params={{ owner, slug }} {...props} />
            )}
          >
            {t.sequences.all}
          </Button>
        </>
      }
    >
      {sequence.frames.length === 0 ? (
        <EmptyState icon={IconMovie} title={title} text={text} />
      ) : (
        <FilmPlayer key={uid} sequence={sequence} />
      )}
    </Page>
  );
}
