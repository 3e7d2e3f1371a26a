import type { OverlayReply, OverlayRequest, RowRequest } from './overlay-model.ts';

/** Draws the annotations of rows in a worker and shows them on canvases. */
export class Overlays {
  private readonly owner: string;
  private readonly slug: string;
  private readonly canvases = new Map<number, HTMLCanvasElement>();
  private worker: Worker | undefined;
  private made = 0;

  constructor(owner: string, slug: string) {
    this.owner = owner;
    this.slug = slug;
  }

  /** Keeps what is drawn on `canvas` up to date until the returned function is called. */
  show(canvas: HTMLCanvasElement, row: RowRequest): () => void {
    const id = ++this.made;
    this.canvases.set(id, canvas);
    this.post({ kind: 'draw', id, row });
    return () => {
      this.canvases.delete(id);
      this.post({ kind: 'drop', id });
      release(canvas);
    };
  }

  /** Lets go of the worker; the next row starts another one. */
  close(): void {
    this.worker?.terminate();
    this.worker = undefined;
  }

  private post(request: OverlayRequest): void {
    if (this.worker) this.worker.postMessage(request);
    else if (request.kind === 'draw') this.start().postMessage(request);
  }

  private start(): Worker {
    const worker = new Worker(new URL('./overlay-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<OverlayReply>) => this.put(data);
    const open: OverlayRequest = { kind: 'open', owner: this.owner, slug: this.slug };
    worker.postMessage(open);
    return (this.worker = worker);
  }

  private put({ id, picture }: OverlayReply): void {
    const canvas = this.canvases.get(id);
    if (!canvas) return picture.close();
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
  }
}

/** Lets go of the picture at once: a canvas that is collected later holds it until then. */
function release(canvas: HTMLCanvasElement): void {
  if (canvas.isConnected || !canvas.hasAttribute('width')) return;
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(null);
}
