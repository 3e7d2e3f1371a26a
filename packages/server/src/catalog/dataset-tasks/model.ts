export type TaskKind = 'import' | 'sync' | 'export' | WaitingKind;

/** Tasks of programs outside: Sheaf keeps what was asked for, and takes what they bring. */
export const waitingKinds = ['auto_label', 'pre_label', 'auto_group'] as const;
export type WaitingKind = (typeof waitingKinds)[number];
