// What several records of a kind are called; empty, they are called as one is.
import { Button, Stack, TextInput } from '@mantine/core'
import { ownWordsProps } from '../own-words/own-words.tsx'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import type { Definition } from './definition.ts'
import { likelySeveral, renamedSeveral, severalSaid, withSeveral } from './kind-names.ts'

export interface SeveralInputProps {
  readonly definition: Definition
  readonly onChange: (edit: (definition: Definition) => Definition) => void
}

export function SeveralInput({ definition, onChange }: SeveralInputProps) {
  const { t } = useText()
  // Before it is called anything there is nothing to suggest; its name is no word of anybody's then.
  const one =
    definition.label === '' ? '' : sayLabel(definition.label, [currentLanguage()], wordsOfKey(definition.name))
  const said = severalSaid(definition)
  const likely = said === undefined && one !== '' ? likelySeveral(one) : undefined
  const write = (words: string) => onChange((now) => renamedSeveral(now, words))
  return (
    <Stack gap={4}>
      <TextInput
        label={t('kinds.several')}
        description={t('kinds.severalAbout')}
        inputWrapperOrder={['label', 'input', 'description']}
        placeholder={one}
        {...ownWordsProps({
          label: definition.plural,
          name: t('kinds.several'),
          onTranslate: (label) => onChange((now) => withSeveral(now, label)),
        })}
        maxLength={500}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {likely !== undefined && (
        <Button
          variant="subtle"
          size="compact-sm"
          // Its words begin where those of the input's label do.
          ml={-9}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => write(likely)}
        >
          {t('kinds.severalUse', { words: likely })}
        </Button>
      )}
    </Stack>
  )
}
