import type { ExportLabel } from '../model.ts';

/** The names of labels as JSON, made once each. */
export class LabelTexts {
  readonly #texts = new Map<ExportLabel, string>();

  of(label: ExportLabel): string {
    let text = this.#texts.get(label);
    if (text === undefined) this.#texts.set(label, (text = JSON.stringify(label.name)));
    return text;
  }
}
