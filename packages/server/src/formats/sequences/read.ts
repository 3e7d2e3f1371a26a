import { isHidden, isImagePath } from '../files/images.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportFormat, ImportRecord, ImportSource } from '../model.ts';
import { refused } from '../problems.ts';
import { looksLikeSequences } from './detect.ts';
import { indexFrames, type Frame } from './order.ts';
import { placeOf } from './place.ts';

/** Digits of a frame number that a double holds exactly; longer ones (time stamps) stay text. */
const EXACT_DIGITS = 15;

/** A folder per sequence, with its frames or with a folder per camera view inside. Memory: one sequence's names. */
export const sequences: ImportFormat = {
  name: 'sequences',
  detect: looksLikeSequences,

  async *read(source) {
    // Files come by path, so a sequence's are together.
    let frames: Frame[] = [];
    for await (const frame of listFrames(source)) {
      if ('kind' in frame) {
        yield frame;
        continue;
      }
      if (frames[0] && frames[0].sequence !== frame.sequence) {
        yield* items(frames);
        frames = [];
      }
      frames.push(frame);
    }
    yield* items(frames);
  },
};

async function* listFrames(source: ImportSource): AsyncGenerator<Frame | ImportRecord> {
  for await (const { path } of source.files()) {
    if (isHidden(path)) continue;
    if (!isImagePath(path)) {
      yield refused(path, undefined, 'not_an_image', 'not an image');
      continue;
    }
    const place = placeOf(path);
    const { key, problem } = itemKey(path);
    if (key === undefined) yield refused(path, undefined, problem, keyProblemText[problem]);
    else if (place) yield { ...place, path };
    else
      yield refused(
        path,
        undefined,
        'not_in_sequence',
        'the image lies in no folder of a sequence',
      );
  }
}

function* items(frames: readonly Frame[]): Generator<ImportRecord> {
  for (const { frame, index } of indexFrames(frames)) {
    const { sequence, view, path, number } = frame;
    const exact = number !== undefined && number.length <= EXACT_DIGITS ? Number(number) : number;
    yield {
      kind: 'item',
      item: {
        ref: path,
        key: path,
        path,
        metadata: {
          sequence,
          ...(view === '' ? {} : { view }),
          ...(exact === undefined ? {} : { frame_number: exact }),
        },
        frame: { sequence, view, index },
        labelled: false,
        origin: { file: path },
      },
    };
  }
}
