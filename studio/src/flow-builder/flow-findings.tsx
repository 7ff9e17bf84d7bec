// What is wrong or odd with the flow, in sentences; a click leads to the place.
import { Alert, Button, List, Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconPlayerPlay } from '@tabler/icons-react'
import { useId } from 'react'
import { useText } from '../text/text.ts'
import classes from './flow-builder.module.css'
import type { Problem } from './judge-flow.ts'

export interface FlowFindingsProps {
  readonly problems: readonly Problem[]
  readonly onPick: (part: string) => void
  /** Marks a state as an end. */
  readonly onEnd: (state: string) => void
  /** Plays the record that shows a problem. */
  readonly onShow: (problem: Problem) => void
}

export function FlowFindings({ problems, onPick, onEnd, onShow }: FlowFindingsProps) {
  const { t } = useText()
  const id = useId()
  if (problems.length === 0) return null
  const blocked = problems.some(({ severity }) => severity === 'block')
  return (
    <Alert
      color={blocked ? 'bad' : 'gray'}
      variant={blocked ? 'light' : 'default'}
      icon={<IconAlertTriangle stroke={1.5} aria-hidden />}
      title={t(blocked ? 'flow.mustMend' : 'flow.lookAt')}
      role="status"
      classNames={{ body: classes.findings ?? '' }}
    >
      <List size="sm" spacing={2}>
        {problems.map(({ message, part, deadEnd, witness }, at) => (
          <List.Item key={`${part ?? ''} ${message}`}>
            {part === undefined ? (
              <Text size="sm" px={8} py={6} id={`${id}${at}`}>
                {message}
              </Text>
            ) : (
              <UnstyledButton onClick={() => onPick(part)} className="quiet-button">
                <Text size="sm" ta="start" id={`${id}${at}`}>
                  {message}
                </Text>
              </UnstyledButton>
            )}
            {deadEnd !== undefined && (
              <Button variant="default" size="compact-sm" mx={8} onClick={() => onEnd(deadEnd)}>
                {t('flowStart.markAsEnd')}
              </Button>
            )}
            {witness && (
              <Button
                variant="subtle"
                size="compact-sm"
                leftSection={<IconPlayerPlay size={14} stroke={1.5} />}
                aria-describedby={`${id}${at}`}
                onClick={() => problems[at] && onShow(problems[at])}
              >
                {t('flowShow.show')}
              </Button>
            )}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
