import { Tabs } from '@mantine/core';
import { t } from '../../text/en.ts';
import { Copyable } from '../../ui/Copyable.tsx';
import { examples } from './examples.ts';
import classes from './KeysPage.module.css';

const languages = ['curl', 'python', 'typescript'] as const;

/** How to use a key, ready to be copied. */
export function Examples() {
  const texts = examples(location.origin);
  return (
    <section className={classes.examples}>
      <h2 className={classes.heading}>{t.keys.examples}</h2>
      <Tabs defaultValue="curl" keepMounted={false}>
        <Tabs.List mb="xs">
          {languages.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t.keys.languages[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {languages.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <Copyable text={texts[name]} label={t.keys.languages[name]} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
}
