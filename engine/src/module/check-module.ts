// Is a bundle legal as a whole, and in which order must its blueprints be made?
import type { BlueprintDocument, ModuleDocument } from '@molde/schemas'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { allFields } from '../blueprint/check-blueprint.ts'
import type { DocumentLimits } from '../blueprint/check-document.ts'
import { checkShape } from '../blueprint/check-shape.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { MAX_ISSUES, validateData } from '../blueprint/validator.ts'
import { type Issue, issue, MoldeError, type Path, refuseIf } from '../errors.ts'
import type { FlowVersion } from '../flow/flow.ts'
import { newFlow } from '../flow-checks/new-flow.ts'
import { idGiver } from '../ids.ts'
import { encodeRecord } from '../record/encode-record.ts'

/** A bundle holds many definitions and their samples. */
const moduleLimits: DocumentLimits = { size: 1024 * 1024, depth: 40 }

export interface CheckedModule {
  readonly document: ModuleDocument
  /** Names of its blueprints, the targets of relations before those that point to them; rings stay in the order given. */
  readonly order: readonly string[]
}

/** `present` are blueprints the tenant has already: relations may point to them. Throws a MoldeError that names every fault. */
export function checkModule(wire: unknown, present: readonly string[] = []): CheckedModule {
  refuseIf(checkShape('module', wire, [], moduleLimits))
  const document = wire as ModuleDocument
  const issues = twins(document.blueprints)
  const versions = readBlueprints(document, issues)
  issues.push(...checkTargets(document.blueprints, versions, present))
  issues.push(...checkFlows(document, versions), ...checkViews(document, versions), ...checkSamples(document, versions))
  refuseIf(issues.slice(0, MAX_ISSUES))
  return { document, order: dependencyOrder(document.blueprints, versions) }
}

type Versions = ReadonlyMap<string, BlueprintVersion>

function twins(blueprints: readonly BlueprintDocument[]): Issue[] {
  const names = blueprints.map((blueprint) => blueprint.name)
  const isTwin = (name: string, i: number) => names.indexOf(name) !== i
  return names.flatMap((name, i) =>
    isTwin(name, i) ? [issue(['blueprints', i, 'name'], 'given-twice', { name })] : [],
  )
}

function readBlueprints(document: ModuleDocument, issues: Issue[]): Versions {
  const versions = new Map<string, BlueprintVersion>()
  for (const [i, blueprint] of document.blueprints.entries()) {
    const read = attempt(issues, ['blueprints', i], () => newBlueprint(blueprint, idGiver({})))
    if (read) versions.set(blueprint.name, read)
  }
  return versions
}

function checkTargets(
  blueprints: readonly BlueprintDocument[],
  versions: Versions,
  present: readonly string[],
): Issue[] {
  const known = [...blueprints.map((blueprint) => blueprint.name), ...present]
  return blueprints.flatMap((blueprint, i) =>
    (versions.get(blueprint.name)?.fields ?? []).flatMap((field, at) => {
      const missing = targetsOf([field]).find((target) => !known.includes(target))
      return missing === undefined
        ? []
        : [issue(['blueprints', i, 'fields', at, 'blueprint'], 'unknown-blueprint', { name: missing, known })]
    }),
  )
}

function targetsOf(fields: BlueprintVersion['fields']): string[] {
  return allFields(fields).flatMap((field) => field.blueprint ?? [])
}

function checkFlows(document: ModuleDocument, versions: Versions): Issue[] {
  const issues: Issue[] = []
  const besides = new Map<string, readonly FlowVersion[]>()
  for (const [i, flow] of (document.flows ?? []).entries()) {
    const version = versionNamed(flow.blueprint, document, versions, ['flows', i, 'blueprint'], issues)
    if (!version) continue
    const others = besides.get(flow.blueprint) ?? []
    const read = attempt(issues, ['flows', i], () => newFlow(flow, version, idGiver({}), { beside: others }))
    if (read) besides.set(flow.blueprint, [...others, read.flow])
  }
  return issues
}

function checkViews(document: ModuleDocument, versions: Versions): Issue[] {
  const issues: Issue[] = []
  for (const [i, view] of (document.views ?? []).entries())
    versionNamed(view.blueprint, document, versions, ['views', i, 'blueprint'], issues)
  return issues
}

/** Links between samples are not followed here: a sample names records that do not exist yet. */
function checkSamples(document: ModuleDocument, versions: Versions): Issue[] {
  const issues: Issue[] = []
  for (const [name, records] of Object.entries(document.samples ?? {})) {
    const version = versionNamed(name, document, versions, ['samples', name], issues)
    if (version) issues.push(...records.flatMap((record, i) => checkSample(version, record, ['samples', name, i])))
  }
  return issues
}

function checkSample(version: BlueprintVersion, record: unknown, path: Path): Issue[] {
  const { data, issues } = encodeRecord(version, record, path)
  if (issues.length > 0) return [...issues]
  const filled = version.fields.filter((field) => field.default !== undefined || field.readOnly)
  const optional = {
    ...version,
    fields: version.fields.map((field) => (filled.includes(field) ? { ...field, required: false } : field)),
  }
  return validateData(optional, Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null)), path)
}

/** A blueprint that is there but wrong was reported where it stands. */
function versionNamed(
  name: string,
  document: ModuleDocument,
  versions: Versions,
  path: Path,
  issues: Issue[],
): BlueprintVersion | undefined {
  const known = document.blueprints.map((blueprint) => blueprint.name)
  if (!known.includes(name)) issues.push(issue(path, 'unknown-blueprint', { name, known }))
  return versions.get(name)
}

/** A fault of a part is said at the part's place in the bundle. */
function attempt<T>(issues: Issue[], path: Path, run: () => T): T | undefined {
  try {
    return run()
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    issues.push(...refused.issues.map((said) => ({ ...said, path: [...path, ...said.path] })))
    return undefined
  }
}

function dependencyOrder(blueprints: readonly BlueprintDocument[], versions: Versions): string[] {
  const order: string[] = []
  const begun = new Set<string>()
  const visit = (name: string): void => {
    const version = versions.get(name)
    if (!version || begun.has(name)) return
    begun.add(name)
    for (const target of targetsOf(version.fields)) visit(target)
    order.push(name)
  }
  for (const blueprint of blueprints) visit(blueprint.name)
  return order
}
