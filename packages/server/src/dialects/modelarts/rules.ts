/** Status and code of the service for each rule of the catalogue that it has words for; without a text the catalogue's is given. */
export const rules: Readonly<
  Record<string, readonly [status: number, code: string, text?: string]>
> = {
  dataset_missing: [400, 'ModelArts.4352', 'Dataset does not exist'],
  dataset_exists: [400, 'ModelArts.4351', 'Dataset already exists'],
  folder_taken: [400, 'ModelArts.4364', 'The work path is in the folder of another dataset'],
  version_missing: [400, 'ModelArts.4353', 'Dataset version does not exist'],
  label_missing: [400, 'ModelArts.4410'],
  label_exists: [400, 'ModelArts.4411'],
  shortcut_taken: [400, 'ModelArts.4412'],
  relation_ends_missing: [400, 'ModelArts.4414'],
  entity_in_use: [400, 'ModelArts.4415'],
};
