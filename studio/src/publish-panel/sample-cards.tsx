// A few real records before and after, side by side: only what changes is shown.
import { Text } from '@mantine/core'
import type { WireField } from '../api/blueprints-api.ts'
import type { RecordSample } from '../api/preview-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { isEmpty } from '../field-value/value-text.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { type ComparedField, comparedFields } from './compare-sample.ts'
import classes from './publish-panel.module.css'
import { recordsToCome } from './record-to-come.ts'

export interface SampleCardsProps {
  readonly tenant: string
  readonly samples: readonly RecordSample[]
  readonly before: readonly WireField[]
  readonly after: readonly WireField[]
  /** Ids of fields that go for good. */
  readonly destroyed: readonly string[]
  /** Ids of those whose rows become records. */
  readonly turned: readonly string[]
  /** Everything returns to an earlier version: what is not there now was there before. */
  readonly isBack: boolean
}

export function SampleCards({ tenant, samples, before, after, destroyed, turned, isBack }: SampleCardsProps) {
  const { t } = useText()
  const shown = samples
    .map((sample) => ({ sample, fields: comparedFields(sample, before, after) }))
    .filter(({ fields }) => fields.length > 0)
  if (shown.length === 0) return null
  return (
    <section aria-label={t('publish.samples')} className={classes.part}>
      <Text fw={600} component="h3" m={0}>
        {t('publish.samples')}
      </Text>
      <div className={classes.samples}>
        {shown.map(({ sample, fields }) => (
          <table key={sample.id} className={classes.sample}>
            <caption>{sample.title || t('publish.untitled')}</caption>
            <thead>
              <tr>
                <td />
                <th scope="col">{t('publish.before')}</th>
                <th scope="col">{t('publish.after')}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <Line
                  key={field.id}
                  tenant={tenant}
                  sample={sample}
                  field={field}
                  isBack={isBack}
                  goes={destroyed.includes(field.id) ? 'destroyed' : turned.includes(field.id) ? 'turned' : 'kept'}
                />
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  )
}

interface LineProps {
  readonly tenant: string
  readonly sample: RecordSample
  readonly field: ComparedField
  /** What becomes of the field's values when it goes. */
  readonly goes: keyof typeof gone
  readonly isBack: boolean
}

const gone = {
  destroyed: 'publish.fieldDestroyed',
  turned: 'rows.becomeRecords',
  kept: 'publish.fieldGone',
} as const

function Line({ tenant, sample, field: { before, after }, goes, isBack }: LineProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const named = after ?? before
  const isUnread = before !== undefined && sample.failing?.includes(before.id) === true
  return (
    <tr>
      <th scope="row">{named && nameOf(named)}</th>
      <td>
        {before ? (
          <FieldValue tenant={tenant} field={before} value={sample.before[before.key]} />
        ) : (
          <Nothing isBack={isBack} />
        )}
      </td>
      <td className={classes.changed}>
        {isUnread && after && isEmpty(sample.after[after.key]) ? (
          <Text size="sm" c="var(--molde-warn)">
            {t(sample.waiting?.includes(before.id) ? 'publish.valueWaits' : 'publish.valueKept')}
          </Text>
        ) : after ? (
          <After tenant={tenant} sample={sample} before={before} after={after} />
        ) : (
          <Text size="sm" c={goes === 'destroyed' ? 'var(--molde-bad)' : 'dimmed'}>
            {t(gone[goes])}
          </Text>
        )}
      </td>
    </tr>
  )
}

interface AfterProps {
  readonly tenant: string
  readonly sample: RecordSample
  readonly before: WireField | undefined
  readonly after: WireField
}

/** A record that publishing makes has no page yet: it is shown by its name. */
function After({ tenant, sample, before, after }: AfterProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const value = sample.after[after.key]
  const links = recordsToCome(before, after, value, nameOf)
  if (!links) return <FieldValue tenant={tenant} field={after} value={value} />
  return links.map((link) =>
    'id' in link ? (
      <FieldValue key={link.id} tenant={tenant} field={{ ...after, many: false }} value={link.id} />
    ) : (
      <Text key={link.name} size="sm">
        {t('links.madeNamed', { name: link.name })}
      </Text>
    ),
  )
}

function Nothing({ isBack }: { readonly isBack: boolean }) {
  const { t } = useText()
  return (
    <Text size="sm" c="dimmed">
      {t(isBack ? 'publish.fieldHidden' : 'publish.fieldNew')}
    </Text>
  )
}
