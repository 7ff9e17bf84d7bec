// Everything about one field: its words, its name on the wire, what it may hold, when it is shown. In the full editor and on the canvas.
import { Button, Group, Menu, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import type { ExpressionScope } from '@molde/engine'
import { IconSelector, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { FieldTypeIcon } from '../field-value/field-type-icon.tsx'
import { type FieldKind, kindOfField } from '../field-value/kind-of-field.ts'
import { ownWordsProps } from '../own-words/own-words.tsx'
import { freeName, keyOf } from '../text/key-of.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { withLanguage, withLanguageOrNone } from '../text/with-language.ts'
import { AskChoices } from './add-field.tsx'
import { AskTarget } from './ask-target.tsx'
import { ComputedSettings } from './computed-settings.tsx'
import { ConditionSetting } from './condition-setting.tsx'
import { DefaultSetting } from './default-setting.tsx'
import { type FieldStart, hasChoices, isTemporary, titleTypes } from './edit-blueprint.ts'
import { type LinkTarget, likelyTarget } from './kind-meant.ts'
import { SettingFold } from './setting-fold.tsx'
import { opensGallery, TypeGallery } from './type-gallery.tsx'
import { TypeSettings } from './type-settings.tsx'

export interface FieldSettingsProps {
  readonly tenant: string
  readonly targets: readonly LinkTarget[]
  readonly own: string
  readonly field: WireField
  readonly others: readonly WireField[]
  readonly isTitle: boolean
  readonly scope: ExpressionScope
  /** What can be done to the values that records have in it. */
  readonly changes: ReactNode
  /** What is to be decided about them. */
  readonly questions: ReactNode
  /** Whether two records may have the same in it. */
  readonly unique?: ReactNode
  /** Of a list: its columns. */
  readonly columns?: ReactNode
  /** It is a column of a group, which has less to be set. */
  readonly isColumn?: boolean
  readonly offers?: ((type: FieldKind) => boolean) | undefined
  /** Takes a published choice away. */
  readonly onDropOption: ((option: string, target: string | null) => void) | undefined
  readonly onChange: (change: Partial<WireField>) => void
  /** Another field takes the place of a published one of which no record has a value. */
  readonly onReplace: (change: Partial<WireField>) => void
  /** Only for a field that is not published yet. */
  readonly onRetype: (type: FieldKind, start: FieldStart) => void
  readonly onTitle: (isTitle: boolean) => void
  /** Undefined where something else is to be taken back first. */
  readonly onRemove: (() => void) | undefined
}

export function FieldSettings(props: FieldSettingsProps) {
  const { tenant, targets, own, field, others, isTitle, scope, onChange, onRetype, onTitle, onRemove } = props
  const { changes, questions, unique, columns, isColumn = false, offers, onReplace, onDropOption } = props
  const { t } = useText()
  const isNew = isTemporary(field.id)
  const words = sayLabel(field.label, [currentLanguage()], wordsOfKey(field.key))
  const taken = new Set(others.map((other) => other.key))
  const rename = (text: string) => {
    // The name of a field that nobody uses yet follows its words until it is changed by hand.
    const follows = isNew && field.key.replace(/_\d+$/, '') === keyOf(words, 'field')
    onChange({
      label: withLanguage(field.label, text),
      ...(follows ? { key: freeName(keyOf(text, 'field'), taken) } : {}),
    })
  }
  return (
    <Stack gap="sm">
      <TextInput
        label={t(isColumn ? 'rowColumns.name' : 'design.label')}
        {...ownWordsProps({
          label: field.label,
          name: t(isColumn ? 'rowColumns.name' : 'design.label'),
          fallback: wordsOfKey(field.key),
          onTranslate: (label) => onChange({ label }),
        })}
        onChange={(event) => rename(event.currentTarget.value)}
      />
      {isNew ? (
        <TypeChoice field={field} targets={targets} own={own} onRetype={onRetype} offers={offers} />
      ) : (
        <Group gap={6} wrap="nowrap">
          <FieldTypeIcon type={kindOfField(field)} />
          <Text fw={600}>{t(`fieldType.${kindOfField(field) as 'text'}.name`)}</Text>
        </Group>
      )}
      {changes}
      {field.computed ? (
        <ComputedSettings
          tenant={tenant}
          own={own}
          field={field}
          others={others}
          targets={targets}
          onChange={onChange}
        />
      ) : (
        <TypeSettings
          tenant={tenant}
          targets={targets}
          own={own}
          field={field}
          isNew={isNew}
          onChange={onChange}
          onReplace={onReplace}
          onDropOption={onDropOption}
        />
      )}
      {columns}
      {!field.computed && (
        <>
          <Switch
            label={t('design.required')}
            description={field.showWhen ? t('builder.requiredWhileShown') : undefined}
            checked={field.required ?? false}
            onChange={(event) => onChange({ required: event.currentTarget.checked || undefined })}
          />
          {questions}
        </>
      )}
      {unique}
      <SettingFold
        title={t('fieldFolds.filling')}
        set={[
          field.default !== undefined && t('design.default'),
          field.help !== undefined && t('design.help'),
          field.readOnly && !field.computed && t('design.readOnly'),
        ]}
      >
        {!field.computed && <DefaultSetting field={field} scope={scope} onChange={onChange} />}
        <Textarea
          label={t('design.help')}
          description={t('design.helpAbout')}
          placeholder={t('builder.helpExample')}
          {...ownWordsProps({
            label: field.help,
            name: t('design.help'),
            isLong: true,
            onTranslate: (help) => onChange({ help }),
          })}
          onChange={(event) => onChange({ help: withLanguageOrNone(field.help, event.currentTarget.value) })}
          autosize
          minRows={1}
        />
        {!field.computed && (
          <Switch
            label={t('design.readOnly')}
            description={t('design.readOnlyAbout')}
            checked={field.readOnly ?? false}
            onChange={(event) => onChange({ readOnly: event.currentTarget.checked || undefined })}
          />
        )}
      </SettingFold>
      {!isColumn && (
        <SettingFold
          title={t('fieldFolds.showing')}
          set={[
            titleTypes.includes(field.type) && isTitle && t('design.isTitle'),
            field.quickFilter && t('design.quickFilter'),
            field.showWhen !== undefined && t('design.showWhen'),
          ]}
        >
          {titleTypes.includes(field.type) && (
            <Switch
              label={t('design.isTitle')}
              description={t('design.isTitleAbout')}
              checked={isTitle}
              onChange={(event) => onTitle(event.currentTarget.checked)}
            />
          )}
          <Switch
            label={t('design.quickFilter')}
            description={t('design.quickFilterAbout')}
            checked={field.quickFilter ?? false}
            onChange={(event) => onChange({ quickFilter: event.currentTarget.checked || undefined })}
          />
          <ConditionSetting
            tenant={tenant}
            label={t('design.showWhen')}
            about={t('design.showWhenAbout')}
            value={field.showWhen ?? ''}
            onChange={(text) => onChange({ showWhen: text || undefined })}
            // What a field holds cannot say whether it is there.
            fields={others}
          />
        </SettingFold>
      )}
      <SettingFold title={t('fieldFolds.programs')} set={[field.key]}>
        <TextInput
          label={t('design.key')}
          description={t('design.keyAbout')}
          value={field.key}
          onChange={(event) => onChange({ key: event.currentTarget.value })}
          classNames={{ input: 'mono' }}
          spellCheck={false}
        />
      </SettingFold>
      {onRemove && (
        <Button
          variant="subtle"
          color="bad"
          leftSection={<IconX size={16} stroke={1.5} />}
          onClick={onRemove}
          ml={-12}
          style={{ alignSelf: 'flex-start' }}
        >
          {t(isColumn ? 'rowColumns.remove' : 'design.removeField')}
        </Button>
      )}
      {onRemove && !isNew && (
        <Text size="xs" c="dimmed" mt={-12}>
          {t('change.removeAbout')}
        </Text>
      )}
    </Stack>
  )
}

/** Nobody uses the field yet, so it can still hold something else. */
function TypeChoice({
  field,
  targets,
  own,
  onRetype,
  offers,
}: Pick<FieldSettingsProps, 'field' | 'targets' | 'own' | 'onRetype' | 'offers'>) {
  const { t } = useText()
  const [asking, setAsking] = useState<FieldKind>()
  const label = sayLabel(field.label, [currentLanguage()], field.key)
  const choose = (type: FieldKind, said?: string) => {
    const target = type === 'relation' ? (said ?? likelyTarget(label, targets, own)) : undefined
    if ((hasChoices(type) && !field.options) || (type === 'relation' && target === undefined)) setAsking(type)
    else onRetype(type, { column: t('rowColumns.first'), ...(target === undefined ? {} : { target }) })
  }
  if (asking === 'relation')
    return (
      <AskTarget
        label={label}
        targets={targets}
        own={own}
        onDone={(target) => {
          setAsking(undefined)
          onRetype('relation', { target })
        }}
        onCancel={() => setAsking(undefined)}
      />
    )
  if (asking) {
    const done = (choices: readonly string[]) => {
      setAsking(undefined)
      onRetype(asking, { choices })
    }
    return (
      <AskChoices
        type={asking}
        label={label}
        doneWord={t('builder.useChoices')}
        onDone={done}
        onCancel={() => setAsking(undefined)}
      />
    )
  }
  return (
    <Menu position="bottom-start" width={320} trapFocus>
      <Menu.Target {...opensGallery}>
        <Button
          variant="default"
          leftSection={<FieldTypeIcon type={kindOfField(field)} />}
          rightSection={<IconSelector size={14} stroke={1.5} aria-hidden />}
          aria-label={t('builder.typeIs', { type: t(`fieldType.${kindOfField(field) as 'text'}.name`) })}
          fullWidth
          // The words begin where those of an input do.
          styles={wideLabel}
        >
          {t(`fieldType.${kindOfField(field) as 'text'}.name`)}
        </Button>
      </Menu.Target>
      <TypeGallery kinds={targets} onChoose={choose} offers={offers} />
    </Menu>
  )
}

const wideLabel = { label: { flex: 1 } } as const
