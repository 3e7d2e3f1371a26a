import type { Measured } from '../report/row.ts';
import type { Workplace } from '../machine/workplace.ts';

/** Measures and checks; throws WrongResult when something is not as it must be. */
export type Bench = (place: Workplace) => Promise<Measured[]>;
