// What the draft does to the values of a field, and the way back.

import { Alert, Button, Group, Text } from '@mantine/core'
import { describeOps, withNames } from '@molde/engine'
import { useMemo } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'
import { publishedVersion, tryDraft } from './apply-draft.ts'
import type { Definition } from './definition.ts'
import { groundwork } from './draft-ops.ts'

interface StandingChangeProps {
  readonly published: Blueprint
  readonly definition: Definition
  readonly at: number
  readonly autoFocus: boolean
  readonly onTakeBack: () => void
}

/** What the draft does to these values, and the way back. */
export function StandingChange({ published, definition, at, autoFocus, onTakeBack }: StandingChangeProps) {
  const sentence = useMemo(() => {
    const { ops } = groundwork(published, definition)
    const tried = tryDraft(published, ops)
    const offset = ops.length - (definition.valueOps?.length ?? 0)
    return describeOps(withNames(publishedVersion(published)), tried.ops, readerHere())[offset + at]
  }, [published, definition, at])
  return <Standing sentence={sentence} autoFocus={autoFocus} onTakeBack={onTakeBack} />
}

interface StandingProps extends Pick<StandingChangeProps, 'autoFocus' | 'onTakeBack'> {
  readonly sentence: string | undefined
}

export function Standing({ sentence, autoFocus, onTakeBack }: StandingProps) {
  const { t } = useText()
  return (
    <Alert variant="light" color="ink">
      <Text size="sm">{sentence}</Text>
      <Group mt="xs">
        <Button size="xs" variant="default" autoFocus={autoFocus} onClick={onTakeBack}>
          {t('change.takeBack')}
        </Button>
      </Group>
    </Alert>
  )
}
