import { ActionIcon } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { columnOf } from '../../../api/errors.ts';
import { t } from '../../../text/en.ts';
import { complete, type Completion, type Knowledge, type Option } from './complete.ts';
import classes from './FilterInput.module.css';
import { Paper } from './Paper.tsx';

interface Props {
  value: string;
  onChange: (filter: string) => void;
  known: Knowledge;
  /** What the server says of `value`; it names the column. */
  error?: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
}

/**
 * The filter language in one line: coloured, completed, its mistakes underlined. It takes effect with Enter, and when one
 * leaves it.
 */
export function FilterInput({ value, onChange, known, error, inputRef }: Props) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [caret, setCaret] = useState<number>();
  const [active, setActive] = useState(-1);
  const [scrolled, setScrolled] = useState(0);
  const own = useRef<HTMLInputElement>(null);
  const moveTo = useRef<number>(undefined);
  const id = useId();
  // Changed from elsewhere: a click on a facet, the way back.
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  useEffect(() => {
    if (moveTo.current === undefined) return;
    own.current?.setSelectionRange(moveTo.current, moveTo.current);
    moveTo.current = undefined;
  }, [text]);

  const completion: Completion | undefined =
    caret === undefined ? undefined : complete(text, caret, known);
  const options = completion?.options ?? [];
  const opened = options.length > 0;
  const close = () => {
    setCaret(undefined);
    setActive(-1);
  };
  const apply = (filter: string) => {
    close();
    if (filter.trim() !== value) onChange(filter.trim());
  };
  const take = (option: Option) => {
    if (!completion) return;
    const next = text.slice(0, completion.from) + option.insert + text.slice(completion.to);
    const place = completion.from + option.insert.length;
    moveTo.current = place;
    setText(next);
    setCaret(place);
    setActive(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = options[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!opened) return setCaret(own.current?.selectionStart ?? text.length);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(
        (active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length,
      );
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Enter') {
      apply(text);
    } else if (event.key === 'Escape') {
      if (opened) close();
      else own.current?.blur();
    }
  };
  const read = () => {
    setCaret(own.current?.selectionStart ?? undefined);
    setActive(-1);
  };
  const problem = text.trim() === value ? error : undefined;
  return (
    <div className={classes.root}>
      <div className={classes.field} data-invalid={problem !== undefined || undefined}>
        <IconFilter size={14} className={classes.icon} aria-hidden />
        <div className={classes.paper}>
          <Paper
            text={text}
            scrolled={scrolled}
            column={problem === undefined ? undefined : columnOf(problem)}
          />
          <input
            ref={(element) => {
              own.current = element;
              if (typeof inputRef === 'function') inputRef(element);
              else if (inputRef) inputRef.current = element;
            }}
            className={classes.input}
            role="combobox"
            aria-label={t.explorer.filter}
            aria-expanded={opened}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            {...(active >= 0 && { 'aria-activedescendant': `${id}-${active}` })}
            {...(problem !== undefined && {
              'aria-invalid': true,
              'aria-errormessage': `${id}-error`,
            })}
            placeholder={t.explorer.filterHint}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            maxLength={10_000}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              read();
            }}
            onKeyDown={onKeyDown}
            onClick={read}
            onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
            onBlur={() => apply(text)}
          />
        </div>
        {text !== '' && (
          <ActionIcon
            size="sm"
            aria-label={t.explorer.clearFilter}
            onClick={() => {
              setText('');
              apply('');
            }}
          >
            <IconX size={14} />
          </ActionIcon>
        )}
      </div>
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={t.explorer.suggestions}
        className={classes.list}
        hidden={!opened}
      >
        {options.map((option, index) => (
          <li
            key={option.text}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={classes.option}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(option)}
          >
            <span className={classes.text}>{option.text}</span>
            {option.note !== undefined && <span className={classes.note}>{option.note}</span>}
          </li>
        ))}
      </ul>
      {problem !== undefined && (
        <p id={`${id}-error`} className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
