export * from './common.ts';
export * from './datasets.ts';
export * from './exports.ts';
export * from './imports.ts';
export * from './items.ts';
export * from './organizations.ts';
export * from './projects.ts';
export * from './slices.ts';
