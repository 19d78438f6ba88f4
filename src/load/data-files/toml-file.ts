import { loadFormats, readDocument, tomlRanges, tomlSpans, unreadBytes } from '../../formats/index.ts'
import { broken, type DataReader } from './data-file.ts'

/** TOML 1.0. One parser gives the values, as everywhere else; another one, which keeps ranges, the places. */
export const readTomlFile: DataReader = async (source) => {
  await loadFormats(['toml'])
  await tomlRanges.load()
  const bytes = new TextEncoder().encode(source.text)
  const value = readDocument(bytes, 'toml')
  try {
    const { spans } = tomlSpans(source.text)
    if (value !== undefined) return { value, spans }
    return broken(source, 0, `not read: ${unreadBytes(bytes, 'toml')?.problem}`)
  } catch (error) {
    if (!(error instanceof tomlRanges.get().ParseError)) throw error
    return broken(source, error.index, `not valid TOML: ${error.message}`)
  }
}
