import { fieldOf } from './fields.ts';
import classes from './FilterInput.module.css';
import { tokensOf, type Token } from './tokens.ts';

interface Props {
  text: string;
  /** How far the input above has scrolled, so that both show the same. */
  scrolled: number;
  /** 1-based, in characters: where a mistake begins. */
  column: number | undefined;
}

/** What is seen behind the input, whose own letters are transparent: the same text in colours. */
export function Paper({ text, scrolled, column }: Props) {
  // The server counts characters, JavaScript halves of surrogate pairs.
  const wrong = column && [...text].slice(0, column - 1).join('').length;
  return (
    <div className={classes.coloured} aria-hidden>
      <div style={{ transform: `translateX(${-scrolled}px)` }}>
        {tokensOf(text).map((token) => (
          <span
            key={token.start}
            className={classes[kindOf(token)]}
            data-wrong={
              wrong !== undefined && token.start <= wrong && wrong < token.end ? '' : undefined
            }
          >
            {token.text}
          </span>
        ))}
        {wrong !== undefined && wrong >= text.length && <span data-wrong="">{'\u00a0\u00a0'}</span>}
      </div>
    </div>
  );
}

function kindOf({ kind, text }: Token): string {
  if (kind === 'word' && (text === 'count' || fieldOf(text))) return 'name';
  return kind;
}
