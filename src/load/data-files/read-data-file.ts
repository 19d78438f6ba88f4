import type { SourceText } from '../sites.ts'
import { readCsvFile } from './csv-file.ts'
import type { DataReader } from './data-file.ts'
import { readJsonFile } from './json-file.ts'
import { readTomlFile } from './toml-file.ts'
import { readYamlFile } from './yaml-file.ts'

/** What a config module may import besides code, by the ending of the file's name. */
const readers: { readonly [ending: string]: DataReader } = {
  json: readJsonFile,
  yaml: readYamlFile,
  yml: readYamlFile,
  toml: readTomlFile,
  csv: readCsvFile,
  txt: readTextFile,
}

/** The endings of files of data. */
export const dataEndings: readonly string[] = Object.keys(readers)

/** How a file of data is read; undefined for a module of code. */
export function dataReader(path: string): DataReader | undefined {
  return readers[/\.(\w+)$/.exec(path)?.[1] ?? '']
}

/** A text as it is. */
async function readTextFile({ text }: SourceText): ReturnType<DataReader> {
  return { value: text, spans: new Map([['', { start: 0, end: text.length }]]) }
}
