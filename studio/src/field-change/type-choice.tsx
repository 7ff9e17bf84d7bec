// What a field may become: what it can be at once, and what takes two steps.
import { Button, Group, Radio, Text } from '@mantine/core'
import { type FieldType, retypeWay } from '@molde/engine'
import { useState } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { FieldTypeIcon } from '../field-value/field-type-icon.tsx'
import { useText } from '../text/text.ts'
import classes from './field-change.module.css'

const types: readonly FieldType[] = [
  'text',
  'longText',
  'richText',
  'number',
  'integer',
  'money',
  'percent',
  'rating',
  'boolean',
  'date',
  'datetime',
  'enum',
  'tags',
  'email',
  'phone',
  'url',
  'time',
  'duration',
  'color',
  'cpf',
  'cnpj',
  'cep',
]
export interface TypeChoiceProps {
  readonly field: WireField
  readonly type: FieldType | undefined
  readonly onChoose: (type: FieldType) => void
}

export function TypeChoice({ field, type, onChoose }: TypeChoiceProps) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(true)
  const nameOf = (one: FieldType) => t(`fieldType.${one as 'text'}.name`)
  const ways = types.flatMap((to) => {
    const way = retypeWay(field.type, to)
    return way === undefined ? [] : [{ to, way }]
  })
  const card = ({ to, way }: (typeof ways)[number]) => (
    <Radio.Card
      key={to}
      value={to}
      disabled={way !== 'direct'}
      className={classes.type}
      aria-label={nameOf(to)}
      // An arrow goes on to the next one, which the library clicks itself; a press means this one.
      onClick={({ nativeEvent }) => nativeEvent.isTrusted && setOpen(false)}
    >
      <Text component="span" size="sm" fw={500} display="flex" style={{ alignItems: 'center', gap: 8 }}>
        <FieldTypeIcon type={to} />
        {nameOf(to)}
      </Text>
      <Text component="span" size="xs" c="dimmed" display="block">
        {way === 'direct'
          ? t(`fieldType.${to as 'text'}.about`)
          : t('change.twoSteps', { first: nameOf(way), second: nameOf(to) })}
      </Text>
    </Radio.Card>
  )
  const byWay = (isDirect: boolean) => ways.filter(({ way }) => (way === 'direct') === isDirect)
  return (
    <Radio.Group label={t('change.newType')} value={type ?? null} onChange={(next) => onChoose(next as FieldType)}>
      {isOpen ? (
        <>
          <div className={classes.types}>{byWay(true).map(card)}</div>
          {byWay(false).length > 0 && (
            <>
              <Text size="sm" c="dimmed" mt="sm" mb={4}>
                {t('change.notAtOnce')}
              </Text>
              <div className={classes.types}>{byWay(false).map(card)}</div>
            </>
          )}
        </>
      ) : (
        <Group gap="xs" wrap="nowrap" align="stretch">
          <div className={classes.chosenType}>{ways.filter(({ to }) => to === type).map(card)}</div>
          <Button variant="default" h="auto" autoFocus onClick={() => setOpen(true)}>
            {t('change.otherType')}
          </Button>
        </Group>
      )}
    </Radio.Group>
  )
}
