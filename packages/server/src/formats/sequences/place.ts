/** Where an image stands in a folder of sequences. */
export interface FramePlace {
  sequence: string;
  /** '' for a sequence with a single view. */
  view: string;
  /** File name. */
  name: string;
  /** The digits that end the name before its suffix, without leading zeros; undefined when there are none. */
  number: string | undefined;
}

/**
 * Reads `sequence/frame.jpg` or `sequence/view/frame.jpg`; a folder `sequences` at the top is left out, and folders
 * inside a view belong to its name. Undefined for an image in no folder.
 */
export function placeOf(path: string): FramePlace | undefined {
  const segments = path.split('/');
  if (segments[0] === 'sequences' && segments.length > 2) segments.shift();
  const name = segments.pop() ?? '';
  const [sequence, ...view] = segments;
  if (sequence === undefined) return undefined;
  const digits = /(\d+)\.[^.]*$/.exec(name)?.[1];
  return { sequence, view: view.join('/'), name, number: digits?.replace(/^0+(?=\d)/, '') };
}
