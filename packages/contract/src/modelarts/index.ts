export * from './common.ts';
export * from './datasets.ts';
export * from './identity.ts';
export * from './labels.ts';
export * from './samples.ts';
export * from './sources.ts';
export * from './teams.ts';
export * from './versions.ts';
