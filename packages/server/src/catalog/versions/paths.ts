// Below the folder of a dataset, which the documents fix.

export const versionFolder = (name: string) => `annotation/${name}/`;
export const manifestPath = (name: string) => `${versionFolder(name)}${name}.manifest`;
/** Media of items that did not come out of a bucket. */
export const DATA_FOLDER = 'data/';
