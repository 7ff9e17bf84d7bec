import { expect, it } from 'vitest'
import { curlLine } from './curl-line.ts'

it('reads records of the workspace, or lists its kinds of records while there are none', () => {
  expect(curlLine('https://molde.example', 'acme', 'mk_1', 'deal')).toBe(
    "curl 'https://molde.example/api/v1/tenants/acme/records/deal' -H 'Authorization: Bearer mk_1'",
  )
  expect(curlLine('http://localhost:3000', 'acme', 'mk_1', undefined)).toBe(
    "curl 'http://localhost:3000/api/v1/tenants/acme/blueprints' -H 'Authorization: Bearer mk_1'",
  )
})
