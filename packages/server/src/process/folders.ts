import { join } from 'node:path';

/** Where the objects are, below the data folder. */
export const storeFolder = (dataDir: string) => join(dataDir, 'store');

/** Folders that hold one folder of temporary files per process, named by its presence. */
export const temporaryFolders = (dataDir: string) => [
  join(storeFolder(dataDir), 'tmp'),
  join(dataDir, 'work'),
];

/** The working folder of one process. */
export const workFolder = (dataDir: string, processId: string) => join(dataDir, 'work', processId);
