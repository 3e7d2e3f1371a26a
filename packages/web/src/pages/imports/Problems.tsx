import { Button, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { t } from '../../text/en.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import classes from './imports.module.css';
import type { ImportProblem } from './model.ts';
import { Wide } from '../../ui/Wide.tsx';

interface Props {
  total: number;
  problems: ImportProblem[];
}

/** How many rows were refused or repaired; a click shows the first of them. */
export function Problems({ total, problems }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const words = t.imports.problems;
  if (total === 0) return words.none;
  return (
    <>
      <Button variant="subtle" size="compact-xs" onClick={open}>
        {words.show(total)}
      </Button>
      <Dialog opened={opened} onClose={close} title={words.show(total)} size="xl">
        <Wide minWidth={520}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.file}</Table.Th>
                <Table.Th>{words.row}</Table.Th>
                <Table.Th>{words.what}</Table.Th>
                <Table.Th>{words.action}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {problems.map((problem, position) => (
                <Table.Tr key={position}>
                  <Table.Td className={classes.source}>{problem.file}</Table.Td>
                  <Table.Td>{problem.row}</Table.Td>
                  <Table.Td>{problem.message ?? problem.code}</Table.Td>
                  <Table.Td>{problem.action}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      </Dialog>
    </>
  );
}
