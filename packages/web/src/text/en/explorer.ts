export const explorer = {
  title: 'Explore',
} as const;
