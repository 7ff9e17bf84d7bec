// What is asked of the command line? Arguments and environment become one command, or one clear sentence.
import { readFileSync } from 'node:fs'

export interface Command {
  readonly verb: 'pull' | 'plan' | 'apply'
  readonly folder: string
  readonly url: string
  readonly tenant: string
  readonly key: string
  /** `blueprint:question=answer`, or without the answer for the usual one. */
  readonly accepted: readonly string[]
  /** `blueprint:field=reason`: fields that the files leave out and whose values go for good. */
  readonly destroyed: readonly string[]
  /** `blueprint:field=factor`: fields that the files count in another unit, and by what their numbers are multiplied. */
  readonly units: readonly string[]
  readonly asJson: boolean
  /** In which language the server speaks. */
  readonly language: string
}

/** Something that a person can mend; its message is all there is to say. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

export const usage = `molde pull  <folder>   write a workspace's blueprints, flows, shared views and automations into files
molde plan  <folder>   show what the files would change in a workspace; changes nothing
molde apply <folder>   change it

  --url <address>      where Molde runs (or MOLDE_URL)
  --tenant <name>      the workspace (or MOLDE_TENANT)
  --key-file <file>    a file that holds an API key of an owner; without it MOLDE_API_KEY is taken
  --accept <decision>  plan, apply: answers a question, as plan says it; may be repeated
  --destroy <field>    plan, apply: a field that the files leave out goes for good, with all its values, as
                       delivery:note="asked for by the customer"; without it they are kept. May be repeated
  --unit <field>       plan, apply: the files count a field in another unit, and its numbers are multiplied, as
                       delivery:weight=1000 or delivery:weight=1/1000; without it they stay. May be repeated
  --json               plan, apply: for programs

plan ends with 0 when there is nothing to do, with 2 when there is (also where something has to be decided
first), with 1 when something went wrong or is refused.
apply ends with 0 when everything is as in the files, else with 1: it went wrong, was refused, or nobody has decided.
`

const verbs = ['pull', 'plan', 'apply'] as const
const withValue = ['--url', '--tenant', '--key-file', '--accept', '--destroy', '--unit']

type Env = Readonly<Record<string, string | undefined>>

export function readCommand(args: readonly string[], env: Env): Command {
  const { words, options, flags } = sorted(args)
  const [verb, folder, more] = words
  const known = verbs.find((one) => one === verb)
  if (!known) throw new CommandError(verb === undefined ? usage : `molde knows no "${verb}".\n${usage}`)
  if (folder === undefined || more !== undefined) throw new CommandError(`molde ${known} takes one folder.`)
  const all = (option: string) => options.filter(([name]) => name === option).map(([, value]) => value)
  const [accepted, destroyed, units] = [all('--accept'), all('--destroy'), all('--unit')]
  if (known === 'pull' && accepted.length + destroyed.length + units.length + flags.length > 0)
    throw new CommandError('--accept, --destroy, --unit and --json belong to plan and apply.')
  for (const one of destroyed)
    if (!/^[^:=]+:[^:=]+=.*\S/s.test(one))
      throw new CommandError(`--destroy names a field and says why: delivery:note="asked for by the customer".`)
  for (const one of units)
    if (!/^[^:=]+:[^:=]+=[0-9./]+$/.test(one))
      throw new CommandError(`--unit names a field and what its numbers are multiplied by: delivery:weight=1000.`)
  const one = (name: string) => options.findLast(([option]) => option === name)?.[1]
  return {
    ...{ verb: known, folder, accepted, destroyed, units },
    url: addressOf(one('--url') ?? given(env, 'MOLDE_URL')),
    tenant: tenantOf(one('--tenant') ?? given(env, 'MOLDE_TENANT')),
    key: keyOf(one('--key-file'), given(env, 'MOLDE_API_KEY')),
    asJson: flags.includes('--json'),
    language: languageOf(env),
  }
}

function sorted(args: readonly string[]) {
  const words: string[] = []
  const flags: string[] = []
  const options: (readonly [string, string])[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    // What stands in arguments is seen by everybody on the machine, and kept by shells.
    if (/^(--key|--token)(=|$)/.test(arg) || arg.startsWith('mk_'))
      throw new CommandError('A key never stands in the arguments: use MOLDE_API_KEY or --key-file.')
    if (withValue.includes(arg)) {
      const value = args[(i += 1)]
      if (value === undefined) throw new CommandError(`${arg} needs a value.`)
      options.push([arg, value])
    } else if (arg === '--json') flags.push(arg)
    else if (arg.startsWith('-')) throw new CommandError(`molde knows no ${arg}.\n${usage}`)
    else words.push(arg)
  }
  return { words, options, flags }
}

function given(env: Env, name: string): string | undefined {
  const value = env[name]?.trim()
  return value === undefined || value === '' ? undefined : value
}

function addressOf(url: string | undefined): string {
  const read = url !== undefined && URL.canParse(url) ? new URL(url) : undefined
  if (!read || !['http:', 'https:'].includes(read.protocol) || read.username !== '' || read.search !== '')
    throw new CommandError('Say where Molde runs: --url https://molde.example, or MOLDE_URL.')
  return `${read.origin}${read.pathname.replace(/\/+$/, '')}`
}

function tenantOf(tenant: string | undefined): string {
  if (tenant === undefined || !/^[a-z0-9][a-z0-9-]{0,62}$/.test(tenant))
    throw new CommandError('Say which workspace: --tenant acme, or MOLDE_TENANT.')
  return tenant
}

function keyOf(file: string | undefined, fromEnv: string | undefined): string {
  const key = file === undefined ? fromEnv : readKey(file)
  if (key === undefined || !/^[\x21-\x7e]+$/.test(key))
    throw new CommandError('An API key is needed: MOLDE_API_KEY, or --key-file with a file that holds nothing else.')
  return key
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (failed) {
    throw new CommandError(`The key file ${file} cannot be read (${(failed as NodeJS.ErrnoException).code}).`)
  }
}

function languageOf(env: Env): string {
  const said = given(env, 'LC_ALL') ?? given(env, 'LC_MESSAGES') ?? given(env, 'LANG') ?? 'en'
  if (said.startsWith('pt')) return 'pt-BR'
  return said.startsWith('ru') ? 'ru' : 'en'
}
