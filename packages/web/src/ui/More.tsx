import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  /** What useInfiniteQuery says of the list. */
  list: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
  children: ReactNode;
}

/** Below a list: fetches its next page; nothing when there is none. */
export function More({ list, children }: Props) {
  if (!list.hasNextPage) return null;
  return (
    <Button
      variant="default"
      mt="sm"
      loading={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {children}
    </Button>
  );
}
