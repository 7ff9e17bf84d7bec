// The workbench for a definition: fields at the left, the settings of the chosen one in the middle, what it becomes at the right.

import { ActionIcon, Alert, Grid, Group, Stack, Tabs, Text, TextInput, Tooltip } from '@mantine/core'
import { type Issue, sayIssue } from '@molde/engine'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { WireRule } from '../api/blueprints-api.ts'
import { keyOf } from '../text/key-of.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import classes from './blueprint-builder.module.css'
import { BlueprintPreview } from './blueprint-preview.tsx'
import { DefinitionSettings } from './definition-settings.tsx'
import { moveField, relabelled, withField } from './edit-blueprint.ts'
import { FieldList } from './field-list.tsx'
import { RemovedFields } from './removed-fields.tsx'
import { RuleList } from './rule-list.tsx'
import type { EditedDefinition } from './use-definition.ts'
import { useLinkTargets } from './use-link-targets.ts'

export interface BlueprintEditorProps {
  readonly tenant: string
  readonly edited: EditedDefinition
  /** While it is new: its name on the API, which still follows the words; empty before there are words. */
  readonly name?: string
}

export function BlueprintEditor({ tenant, edited, name }: BlueprintEditorProps) {
  const { t } = useText()
  const { definition, change, issues } = edited
  const isNew = name !== undefined
  // Nobody has made a mistake before there is a name and a field.
  const isBegun = !isNew || (name !== '' && definition.fields.length > 0)
  const sentences = useIssueSentences(definition.rules, issues)
  const version = useMemo(() => edited.version && { ...edited.version, ...(name && { name }) }, [edited.version, name])
  const [chosen, setChosen] = useState(definition.fields[0]?.id)
  const targets = useLinkTargets(tenant)
  const field = definition.fields.find((one) => one.id === chosen)
  const add: Parameters<typeof FieldList>[0]['onAdd'] = (type, label, choices) => {
    // "Customer" is most likely a link to the customers.
    const target = targets.find((one) => one.name === keyOf(label, '') || one.label === label)
    const next = withField(definition, type, label, { target: target?.name, choices })
    change(next)
    setChosen(next.fields.at(-1)?.id)
  }
  return (
    <Stack gap="md">
      {isBegun && issues.length > 0 && (
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
            <Group align="flex-end" wrap="nowrap" gap="xs">
              <TextInput
                label={t('design.kindName')}
                value={sayLabel(definition.label, [currentLanguage()], isNew ? '' : wordsOfKey(definition.name))}
                onChange={(event) => change(relabelled(definition, event.currentTarget.value))}
                flex={1}
                autoFocus={isNew}
              />
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
            <Tabs defaultValue="fields" keepMounted={false}>
              <Tabs.List mb="sm">
                <Tabs.Tab value="fields">{t('design.fields')}</Tabs.Tab>
                <Tabs.Tab value="rules">{t('design.rules')}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="fields">
                <FieldList
                  fields={definition.fields}
                  chosen={chosen}
                  onChoose={setChosen}
                  onAdd={add}
                  onMove={(id, to) => change(moveField(definition, id, to))}
                />
                {edited.published && (
                  <RemovedFields
                    tenant={tenant}
                    published={edited.published}
                    definition={definition}
                    onChange={(edit) => change(edit(definition))}
                    onRestored={setChosen}
                  />
                )}
              </Tabs.Panel>
              <Tabs.Panel value="rules">
                <RuleList
                  rules={definition.rules}
                  tenant={tenant}
                  fields={definition.fields}
                  onChange={(rules) => change({ ...definition, rules })}
                />
              </Tabs.Panel>
            </Tabs>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 7, lg: 4 }}>
          <section className={classes.sheet} aria-label={t('design.settings')}>
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
                />
              </Stack>
            ) : (
              <EmptyState drawing="mould" sentence={t('design.chooseField')} />
            )}
          </section>
        </Grid.Col>
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
function useIssueSentences(rules: readonly WireRule[], issues: readonly Issue[]): readonly string[] {
  const { t } = useText()
  const isUnfinished = ({ check, message }: WireRule) =>
    check.trim() === '' || sayLabel(message, [currentLanguage()], '') === ''
  const unfinished = rules.flatMap((rule, at) => (isUnfinished(rule) ? [at] : []))
  const others = issues.filter(({ path: [part, at] }) => part !== 'rules' || !unfinished.includes(Number(at)))
  return [
    ...new Set([
      ...others.map((issue) => sayIssue(issue, currentLanguage())),
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
