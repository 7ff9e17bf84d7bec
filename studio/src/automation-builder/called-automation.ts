import type { Automation } from '../api/automations-api.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage } from '../text/text.ts'

/** What it is called: by its own words, else by its name. */
export function calledAutomation({ label, name }: Automation): string {
  return sayLabel(label, [currentLanguage()], wordsOfKey(name))
}
