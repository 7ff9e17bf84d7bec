// What is wrong or odd with the flow, in sentences; a click leads to the place.

import { Alert, List, Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Finding } from '../api/flows-api.ts'
import { useText } from '../text/text.ts'

export interface FlowFindingsProps {
  readonly findings: readonly Finding[]
  readonly onPick: (finding: Finding) => void
}

export function FlowFindings({ findings, onPick }: FlowFindingsProps) {
  const { t } = useText()
  if (findings.length === 0) return null
  const blocked = findings.some((finding) => finding.severity === 'block')
  return (
    <Alert
      color={blocked ? 'bad' : 'gray'}
      variant="default"
      icon={<IconAlertTriangle stroke={1.5} aria-hidden />}
      title={t(blocked ? 'flow.mustMend' : 'flow.lookAt')}
      role="status"
    >
      <List size="sm" spacing={4}>
        {findings.map((finding) => (
          <List.Item key={`${finding.check}${finding.state ?? ''}${finding.transition ?? ''}${finding.message}`}>
            <UnstyledButton onClick={() => onPick(finding)} className="quiet-button">
              <Text size="sm">{finding.message}</Text>
            </UnstyledButton>
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
