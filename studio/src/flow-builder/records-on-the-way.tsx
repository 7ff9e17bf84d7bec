// What publishing a flow means for the records that stand in its states: how many go on where, and which buttons they get or lose.
import { Alert, Group, Table, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import type { FlowPreview } from '../api/flows-api.ts'
import { useText } from '../text/text.ts'
import { answerFor, changedStates, movingRecords } from './state-moves.ts'
import { type StateMovesQuestionsProps, WhenSelect } from './state-moves-questions.tsx'

export interface RecordsOnTheWayProps extends StateMovesQuestionsProps {
  readonly report: FlowPreview['report']
}

/** How many records stand where, which buttons they get or lose, and when. */
export function RecordsOnTheWay({ desk, report, states, answers, onAnswer }: RecordsOnTheWayProps) {
  const { t } = useText()
  const affected = changedStates(states)
  const moving = movingRecords(states, answers)
  const staying = report.records.total - moving
  const list = (words: readonly string[]) => words.map((one) => `“${one}”`).join(', ')
  return (
    <>
      <Alert variant="light" color="ok">
        {moving > 0 && <div>{t('flowMoves.move', { count: moving })}</div>}
        {moving > 0 && staying > 0 && <div>{t('flowMoves.stay', { count: staying })}</div>}
        {moving === 0 && <div>{t('flowMap.recordsStay', { count: staying })}</div>}
        <GoingBack text={moving > 0 ? t('flowMoves.goBack', { version: report.from }) : t('flowMap.goBack')} />
      </Alert>
      {affected.length > 0 && (
        <Table aria-label={t('flowMap.onTheWay')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('flowMap.state')}</Table.Th>
              <Table.Th ta="right">{t('flowMap.recordsNow')}</Table.Th>
              <Table.Th>{t('flowMap.forThem')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {affected.map((one) => (
              <Table.Tr key={one.state}>
                <Table.Td>{desk.words.state(one.state)}</Table.Td>
                <Table.Td ta="right">{one.records}</Table.Td>
                <Table.Td>
                  {one.gained.length > 0 && <div>{t('flowMap.gained', { buttons: list(one.gained) })}</div>}
                  {one.lost.length > 0 && <div>{t('flowMap.lost', { buttons: list(one.lost) })}</div>}
                  <WhenSelect
                    state={desk.words.state(one.state)}
                    value={answerFor(answers, one).when}
                    onChange={(when) => onAnswer(one.state, { ...answerFor(answers, one), when })}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  )
}

/** Versions of a flow only go forwards: what comes back are states, not the steps that people have taken. */
function GoingBack({ text }: { readonly text: string }) {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" mt={4}>
      <IconArrowBackUp size={18} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
      <Text size="sm">{text}</Text>
    </Group>
  )
}
