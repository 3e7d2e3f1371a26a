import { cellsOf, paint, runsOf } from './rle.ts';

/** What a worker is asked for, and what it answers: a picture of the box, or nothing for a broken mask. */
export interface MaskRequest {
  id: number;
  counts: string;
  height: number;
  box: [number, number, number, number];
  step: number;
  rgb: [number, number, number];
  alpha: number;
}
export interface MaskReply {
  id: number;
  bitmap: ImageBitmap | null;
}

self.onmessage = async ({ data }: MessageEvent<MaskRequest>) => {
  const bitmap = await draw(data).catch(() => null);
  const reply: MaskReply = { id: data.id, bitmap };
  self.postMessage(reply, { transfer: bitmap ? [bitmap] : [] });
};

async function draw({ counts, height, box, step, rgb, alpha }: MaskRequest): Promise<ImageBitmap> {
  const cells = cellsOf(runsOf(counts), height, box, step);
  return createImageBitmap(new ImageData(paint(cells, rgb, alpha), cells.width, cells.height));
}
