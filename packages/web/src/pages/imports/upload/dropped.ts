/** A file with the path that it has below what was dropped or chosen. */
export interface Picked {
  path: string;
  file: File;
}

/** Rubbish that systems leave beside files. */
const ignored = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX(\/.*)?|\._[^/]*)$/;

const kept = (files: Picked[]): Picked[] => files.filter(({ path }) => !ignored.test(path));

/** What was chosen with an input; of a folder each file knows its path. */
export const chosen = (files: Iterable<File>): Picked[] =>
  kept([...files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));

/** Every file below what was dropped, folders of any depth included. */
export async function dropped(transfer: DataTransfer): Promise<Picked[]> {
  // To be taken before the first await: the transfer is emptied when the event is over.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const found: Picked[] = [];
  for (const entry of entries) if (entry) await walk(entry, '', found);
  return kept(found);
}

async function walk(entry: FileSystemEntry, folder: string, found: Picked[]): Promise<void> {
  const path = folder + entry.name;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    found.push({ path, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // Browsers give a hundred at a time.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const child of some) await walk(child, `${path}/`, found);
  }
}
