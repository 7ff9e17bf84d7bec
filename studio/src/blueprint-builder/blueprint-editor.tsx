// The workbench for a definition: fields at the left, the settings of the chosen one in the middle, what it becomes at the right.

import { ActionIcon, Alert, Grid, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { type Issue, sayIssue } from '@molde/engine'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { WireField, WireRule } from '../api/blueprints-api.ts'
import { ownWordsProps } from '../own-words/own-words.tsx'
import { readerHere } from '../text/reader-here.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import classes from './blueprint-builder.module.css'
import { BlueprintPreview } from './blueprint-preview.tsx'
import { type DefinitionPart, DefinitionParts, type DefinitionPartsProps } from './definition-parts.tsx'
import { DefinitionSettings } from './definition-settings.tsx'
import { withFields } from './edit-blueprint.ts'
import { labelled, relabelled } from './kind-names.ts'
import { SeveralInput } from './several-input.tsx'
import type { EditedDefinition } from './use-definition.ts'
import { useLinkTargets } from './use-link-targets.ts'
import { useStepKeys } from './use-step-keys.ts'

export interface BlueprintEditorProps {
  readonly tenant: string
  readonly edited: EditedDefinition
  /** While it is new: its name on the API, which still follows the words; empty before there are words. */
  readonly name?: string
  readonly onTyped?: DefinitionPartsProps['onTyped']
  /** Key of the field that is chosen first, kept as another one is chosen. */
  readonly lastField?: RefObject<string | undefined>
  /** On a phone the page's tabs say which part of it is looked at. */
  readonly only?: DefinitionPart | undefined
}

export function BlueprintEditor({ tenant, edited, name, onTyped, lastField, only }: BlueprintEditorProps) {
  const { t } = useText()
  const { definition, change, issues } = edited
  useStepKeys(edited)
  const isNew = name !== undefined
  // Nobody has made a mistake before there is a name and a field.
  const isBegun = !isNew || (name !== '' && definition.fields.length > 0)
  // A name that is being typed is not wrong yet.
  const [isNaming, setNaming] = useState(false)
  const told = isNaming ? issues.filter(({ path: [part] }) => part !== 'label') : issues
  const sentences = useIssueSentences(definition.rules, told)
  const version = useMemo(() => edited.version && { ...edited.version, ...(name && { name }) }, [edited.version, name])
  const [chosen, setChosen] = useState(() => firstChosen(definition.fields, lastField?.current))
  const targets = useLinkTargets(tenant)
  const field = definition.fields.find((one) => one.id === chosen)
  useEffect(() => {
    if (lastField && field) lastField.current = field.key
  }, [lastField, field])
  const settings = useRef<HTMLElement>(null)
  const isPhone = useIsPhone()
  const choose = (id: string) => {
    setChosen(id)
    // There they stand below all the fields.
    if (isPhone) settings.current?.scrollIntoView({ block: 'start' })
  }
  const add: DefinitionPartsProps['onAdd'] = (fields) => {
    const next = withFields(definition, fields)
    change(next)
    setChosen(next.fields.at(-1)?.id)
  }
  return (
    <Stack gap="md">
      {isBegun && told.length > 0 && (
        <Alert color="bad" variant="light" role="status" title={t('design.mustMend')}>
          {sentences.map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))}
        </Alert>
      )}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, sm: 5, lg: 4 }}>
          <Stack gap="sm">
            <Group align="flex-end" justify="flex-end" wrap="nowrap" gap="xs">
              {only !== 'rules' && (
                <TextInput
                  label={t('design.kindName')}
                  {...ownWordsProps({
                    label: definition.label,
                    name: t('design.kindName'),
                    ...(!isNew && { fallback: wordsOfKey(definition.name) }),
                    onTranslate: (label) => change(labelled(definition, label)),
                  })}
                  onChange={(event) => change(relabelled(definition, event.currentTarget.value))}
                  onFocus={() => setNaming(true)}
                  onBlur={() => setNaming(false)}
                  flex={1}
                  autoFocus={isNew}
                />
              )}
              <StepButton
                label={t('common.undo')}
                run={edited.undo}
                icon={<IconArrowBackUp size={18} stroke={1.5} />}
              />
              <StepButton
                label={t('common.redo')}
                run={edited.redo}
                icon={<IconArrowForwardUp size={18} stroke={1.5} />}
              />
            </Group>
            {only !== 'rules' && <SeveralInput definition={definition} onChange={(edit) => change(edit(definition))} />}
            <DefinitionParts
              only={only}
              tenant={tenant}
              published={edited.published}
              definition={definition}
              targets={targets}
              chosen={chosen}
              onChoose={choose}
              onAdd={add}
              onTyped={onTyped}
              onChange={(edit) => change(edit(definition))}
            />
          </Stack>
        </Grid.Col>
        {only !== 'rules' && (
          <Grid.Col span={{ base: 12, sm: 7, lg: 4 }}>
            <section ref={settings} className={classes.settings} aria-label={t('design.settings')}>
              {field ? (
                <Stack p="md">
                  <DefinitionSettings
                    tenant={tenant}
                    published={edited.published}
                    definition={definition}
                    field={field}
                    targets={targets}
                    onChange={(edit) => change(edit(definition))}
                    onRemoved={() => setChosen(undefined)}
                    onChoose={setChosen}
                  />
                </Stack>
              ) : (
                <EmptyState
                  drawing="mould"
                  sentence={t(definition.fields.length > 0 ? 'design.chooseField' : 'design.settingsEmpty')}
                />
              )}
            </section>
          </Grid.Col>
        )}
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <section className={classes.sheet} aria-label={t('design.preview')}>
            {version && version.fields.length > 0 ? (
              <BlueprintPreview tenant={tenant} version={version} />
            ) : (
              <EmptyState drawing="sheet" sentence={t('design.previewEmpty')} />
            )}
          </section>
        </Grid.Col>
      </Grid>
    </Stack>
  )
}

/** Each reason once. A rule that is still being written lacks what it was not given yet, and that is all there is to say. */
/** By its key: a field that was new has another id once it is published. */
function firstChosen(fields: readonly WireField[], last: string | undefined): string | undefined {
  return (fields.find(({ key }) => key === last) ?? fields[0])?.id
}

function useIssueSentences(rules: readonly WireRule[], issues: readonly Issue[]): readonly string[] {
  const { t } = useText()
  const isUnfinished = ({ check, message }: WireRule) =>
    check.trim() === '' || sayLabel(message, [currentLanguage()], '') === ''
  const unfinished = rules.flatMap((rule, at) => (isUnfinished(rule) ? [at] : []))
  const others = issues.filter(({ path: [part, at] }) => part !== 'rules' || !unfinished.includes(Number(at)))
  return [
    ...new Set([
      ...others.map((issue) => sayIssue(issue, readerHere())),
      ...(others.length < issues.length ? [t('builder.ruleUnfinished')] : []),
    ]),
  ]
}

function StepButton({
  label,
  run,
  icon,
}: {
  readonly label: string
  readonly run: (() => void) | undefined
  readonly icon: ReactNode
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" disabled={!run} onClick={() => run?.()} aria-label={label}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}
