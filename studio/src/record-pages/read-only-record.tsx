// One record with all its fields: to be read, not to be changed.
import { Paper, Skeleton } from '@mantine/core'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { RecordForm } from '../record-form/record-form.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'

export interface ReadOnlyRecordProps {
  readonly tenant: string
  /** In the shape in which the record is said; undefined while either is being read. */
  readonly blueprint: Blueprint | undefined
  readonly record: WireRecord | undefined
  readonly error: Error | null
}

export function ReadOnlyRecord({ tenant, blueprint, record, error }: ReadOnlyRecordProps) {
  if (!blueprint || !record) return error ? <ErrorNotice error={error} /> : <Skeleton h={320} />
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <Paper withBorder p={{ base: 'md', sm: 'lg' }} className="as-version">
        <RecordForm
          // A form keeps what it began with: another version is another one.
          key={blueprint.version}
          tenant={tenant}
          blueprint={blueprint}
          value={record.data}
          before={record.data}
          onChange={() => undefined}
          onSubmit={() => undefined}
          issues={[]}
          readOnly
          formId="read-only-record"
        />
      </Paper>
    </>
  )
}
