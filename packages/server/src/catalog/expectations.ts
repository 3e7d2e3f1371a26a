import { isDeepStrictEqual } from 'node:util';

/** How many questions' answers are remembered. */
const MOST = 1_000;

/**
 * The answers to questions that every request asks anew, because no result may rest on an old one. Mostly they are what
 * they were the last time: the work begins with that while the question is asked, and what it made counts if the answer
 * is the same. So a request takes the time of its longest statement instead of the sum of all.
 */
export class Expectations<Answer> {
  readonly #last = new Map<string, Answer>();

  /**
   * `work` for the answer of `ask`, begun before it where it can be: what is begun last keeps nobody waiting. Throws what
   * they throw, `ask` first.
   */
  async whileAsking<Result>(
    question: string,
    ask: () => Promise<Answer>,
    work: (answer: Answer) => Promise<Result>,
  ): Promise<Result> {
    const expected = this.#last.get(question);
    const early = expected === undefined ? undefined : begin(work, expected);
    // It is heard only if it counts.
    early?.catch(() => undefined);
    const answer = await this.#remember(question, ask());
    return early && isDeepStrictEqual(answer, expected) ? early : work(answer);
  }

  async #remember(question: string, asking: Promise<Answer>): Promise<Answer> {
    try {
      const answer = await asking;
      if (this.#last.size >= MOST) this.#last.clear();
      this.#last.set(question, answer);
      return answer;
    } catch (error) {
      // Nothing is begun for whoever was refused.
      this.#last.delete(question);
      throw error;
    }
  }
}

/** Throws later, even if `work` does so at once. */
const begin = async <Answer, Result>(
  work: (answer: Answer) => Promise<Result>,
  expected: Answer,
): Promise<Result> => work(expected);

/** One for each owner, which is what the questions are put to. */
export function expectationsOf<Answer>(): (owner: object) => Expectations<Answer> {
  const made = new WeakMap<object, Expectations<Answer>>();
  return (owner) => {
    const found = made.get(owner) ?? new Expectations<Answer>();
    made.set(owner, found);
    return found;
  };
}
