import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorText } from '../log.ts';

/**
 * Makes the data folder, closed to others. Root's may be passed by others: PostgreSQL may have to run as another user.
 * @throws Error in the operator's words
 */
export async function prepareDataFolder(dataDir: string): Promise<void> {
  try {
    const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
    await mkdir(dataDir, { recursive: true, mode });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const remedy =
      'Make it a folder that this user may write to, or set SHEAF_DATA_DIR to another.';
    throw new Error(`The data folder cannot be used: ${errorText(error, 'error')}. ${remedy}`, {
      cause: error,
    });
  }
}

/** Where the objects are, below the data folder. */
export const storeFolder = (dataDir: string) => join(dataDir, 'store');

/** Folders that hold one folder of temporary files per process, named by its presence. */
export const temporaryFolders = (dataDir: string) => [
  join(storeFolder(dataDir), 'tmp'),
  join(dataDir, 'work'),
];

/** The working folder of one process. */
export const workFolder = (dataDir: string, processId: string) => join(dataDir, 'work', processId);

/** What browsers have uploaded and nobody has imported yet. */
export const uploadsFolderOf = (dataDir: string) => join(dataDir, 'uploads');
