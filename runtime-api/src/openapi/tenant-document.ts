// The tenant's own API document: every tenant route, and its blueprints as typed paths.
import { type FlowVersion, formVersion, type JsonObject, labelIn, type Reader, toJsonSchema } from '@molde/engine'
import { listBlueprints } from '../blueprints/blueprint-table.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { checkWishes, definitionBeside } from '../records/as-version.ts'
import { acceptBlueprint, asked, asOfAny } from '../records/record-parameters.ts'
import { recordSchemaWith } from '../records/record-schema.ts'
import type { Scope } from '../runtime.ts'
import { formSpoken } from '../transitions/spoken-flow.ts'
import { type OpenApiDocument, openApiDocument } from './openapi.ts'

const base = '/api/v1/tenants/{t}'

/** `routesOf` is asked when the document is: the list holds this route too. */
export function tenantDocumentRoute(routesOf: () => readonly Route[]): Route {
  return route({
    method: 'get',
    path: `${base}/openapi.json`,
    actor: 'tenant',
    tag: 'Description',
    summary: 'The API document of this tenant, with its blueprints as typed paths; browse it at /docs?tenant=<slug>',
    description:
      'Each blueprint in the version that is asked for, else in the one that the key is kept on, else in the newest: types made of it are those of the client.',
    query: { as: asOfAny },
    headers: acceptBlueprint,
    answer: { status: 200, schema: { type: 'object' } },
    refusals: ['invalid'],
    run: async (call) => ({ status: 200, body: await tenantDocument(call.scope, routesOf(), asked(call)) }),
  })
}

async function tenantDocument(
  scope: Scope,
  routes: readonly Route[],
  as: string | undefined,
): Promise<OpenApiDocument> {
  const definitions = await allDefinitions(scope, as)
  // The document is in English; labels that are not are read in the tenant's own language.
  const reader: Reader = { language: 'en', own: scope.tenant.language }
  const own = routes.filter(({ path }) => path.startsWith(base))
  const schemas = Object.fromEntries(definitions.flatMap((definition) => Object.entries(schemasOf(definition, reader))))
  return openApiDocument([...own, ...definitions.flatMap((definition) => typedRoutes(definition, own, reader))], {
    title: scope.tenant.name,
    description: `The routes of the tenant ${scope.tenant.slug}. {t} is ${scope.tenant.slug}.`,
    schemas,
  })
}

async function allDefinitions(scope: Scope, as: string | undefined): Promise<Definition[]> {
  const db = scope.store.read
  await checkWishes(scope, db, as)
  const rows = await listBlueprints(db, scope.tenant.no, '', 1_000)
  const definitions: Definition[] = []
  for (const { name } of rows) {
    const newest = await definitionOf(scope, db, name)
    definitions.push(await definitionBeside(scope, db, newest, as))
  }
  return definitions
}

/** The generic routes of records, said with this blueprint's name, data and events. */
function typedRoutes(definition: Definition, own: readonly Route[], reader: Reader): Route[] {
  const records = `${base}/records/{name}`
  const generic = own.filter(({ path }) => path.startsWith(records) && !path.endsWith('/transitions/{event}'))
  const [sendEvent] = own.filter(({ path }) => path.endsWith('/transitions/{event}'))
  const typed = generic.map((one) => typedRoute(definition, one, one.path, reader))
  if (!sendEvent) return typed
  const events = definition.flows.flatMap(({ version }) =>
    version.events.flatMap(({ id, key }) => {
      const path = sendEvent.path.replace('{event}', key)
      const body = eventForm(version, definition, id, reader)
      return body ? [{ ...typedRoute(definition, sendEvent, path, reader), body }] : []
    }),
  )
  return [...typed, ...events]
}

function typedRoute({ name, head }: Definition, generic: Route, path: string, reader: Reader): Route {
  const schema = generic.answer.schema && typedAnswer(name, generic.answer.schema)
  return {
    ...generic,
    path: path.replace('{name}', name),
    tag: labelIn(head.label, reader, name),
    ...(generic.body ? { body: typedBody(name, generic) } : {}),
    answer: { ...generic.answer, ...(schema ? { schema } : {}) },
  }
}

function typedAnswer(name: string, schema: JsonSchema): JsonSchema {
  if (schema.title === 'Record') return refTo(`${name}.record`)
  const { properties } = schema as { readonly properties?: JsonObject }
  const items = properties?.['items'] as { readonly items?: JsonSchema } | undefined
  if (items?.items?.title !== 'Record') return schema
  return { ...schema, properties: { ...properties, items: { type: 'array', items: refTo(`${name}.record`) } } }
}

/** A patch may leave out what is required and send null; everything else is the blueprint's schema as it is. */
function typedBody(name: string, generic: Route): JsonSchema {
  const body = generic.body as JsonSchema
  const { properties } = body as { readonly properties?: JsonObject }
  if (properties?.['data'] === undefined) return body
  const data = refTo(generic.method === 'patch' ? `${name}.patch` : name)
  return { ...body, properties: { ...properties, data } }
}

function schemasOf({ name, head }: Definition, reader: Reader): { readonly [name: string]: JsonSchema } {
  const schema = embedded(toJsonSchema(head, { reader }))
  const { required: _, ...optional } = schema as { readonly required?: unknown } & JsonObject
  return {
    [name]: schema,
    [`${name}.patch`]: optional,
    [`${name}.record`]: recordSchemaWith(refTo(name), labelIn(head.label, reader, name)),
  }
}

/** Undefined: the version cannot fill in any of its forms. */
function eventForm(flow: FlowVersion, definition: Definition, event: string, reader: Reader): JsonSchema | undefined {
  const own = flow.transitions.filter((transition) => transition.event === event)
  const forms = own.flatMap((transition) => {
    const { form, beyond } = formSpoken(definition, transition.form)
    const asked = form === transition.form ? transition : { ...transition, form }
    return beyond ? [] : [embedded(toJsonSchema(formVersion(definition.head, asked), { reader }))]
  })
  if (own.length > 0 && forms.length === 0) return undefined
  const [only] = forms
  return forms.length === 1 && only ? only : { anyOf: forms }
}

/** Inside of a document that says its dialect once, a schema does not say it again. */
function embedded(schema: JsonObject): JsonSchema {
  const { $schema: _, ...rest } = schema
  return rest as JsonSchema
}

function refTo(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}
