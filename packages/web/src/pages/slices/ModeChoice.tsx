import { Radio, Stack } from '@mantine/core';
import type { Slice } from '../../api/types.ts';
import { t } from '../../text/en.ts';

interface Props {
  value: Slice['mode'];
  onChange: (mode: Slice['mode']) => void;
}

export function ModeChoice({ value, onChange }: Props) {
  return (
    <Radio.Group
      label={t.slices.form.mode}
      value={value}
      onChange={(mode) => onChange(mode as Slice['mode'])}
    >
      <Stack gap={6} mt={6}>
        <Radio size="xs" value="live" label={t.slices.modesHelp.live} />
        <Radio size="xs" value="pinned" label={t.slices.modesHelp.pinned} />
      </Stack>
    </Radio.Group>
  );
}
