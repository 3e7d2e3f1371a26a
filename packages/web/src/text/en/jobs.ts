import { count, duration } from './numbers.ts';

export const jobs = {
  waiting: 'Waiting for its turn',
  progress: 'Progress',
  of: (done: string, total: string) => `${done} of ${total}`,
  rate: (value: string) => `${value}/s`,
  left: (seconds: number) => `${duration(seconds)} left`,
  items: (value: number) => `${count(Math.round(value))} items`,
  lost: 'The connection is interrupted; it comes back by itself.',
} as const;
