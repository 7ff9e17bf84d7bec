// What a program needs to make such a record: the call for a shell, the same in TypeScript, or the JSON Schema.

import { type BlueprintVersion, type JsonObject, toJsonSchema } from '@molde/engine'
import { useState } from 'react'
import { keepStored, readStored } from '../api/browser-storage.ts'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'
import { ChoiceStrip } from '../ui/choice-strip.tsx'
import { type ApiCall, curlOf, keyPlaceholder, typescriptOf } from './api-calls.ts'
import { CodeText } from './code-text.tsx'

export interface ApiPreviewProps {
  readonly tenant: string
  readonly version: BlueprintVersion
  /** Of the record that the call makes. */
  readonly data: JsonObject
}

const ways = ['curl', 'typescript', 'schema'] as const
type Way = (typeof ways)[number]

const storedAs = 'molde.preview-code'

export function ApiPreview({ tenant, version, data }: ApiPreviewProps) {
  const { t } = useText()
  const [way, setWay] = useState<Way>(() => ways.find((one) => one === readStored(storedAs)) ?? 'curl')
  const names: Readonly<Record<Way, string>> = {
    curl: t('builder.previewCurl'),
    typescript: t('builder.previewTypescript'),
    schema: t('design.previewSchema'),
  }
  return (
    <CodeText
      text={textOf(way, version, { origin: location.origin, tenant, blueprint: version.name, data })}
      {...(way === 'schema' ? {} : { about: t('builder.keyNote', { key: keyPlaceholder }) })}
      choice={
        <ChoiceStrip
          label={t('builder.previewApi')}
          value={way}
          onChange={(next) => {
            setWay(next)
            keepStored(storedAs, next)
          }}
          choices={ways.map((one) => ({ value: one, shown: names[one] }))}
        />
      }
    />
  )
}

function textOf(way: Way, version: BlueprintVersion, call: ApiCall): string {
  if (way === 'curl') return curlOf(call)
  const schema = toJsonSchema(version, { reader: readerHere() })
  return way === 'typescript' ? typescriptOf(call, schema) : JSON.stringify(schema, null, 2)
}
