import { readFileSync } from 'node:fs'
import { Failure } from '../../app/index.ts'
import { exitCodes } from '../../model/index.ts'

/** A file of the page, as it is sent. */
export interface Asset {
  readonly type: string
  readonly bytes: Buffer
}

const files: { readonly [path: string]: readonly [file: string, type: string] } = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/icon.svg': ['icon.svg', 'image/svg+xml'],
}

/** Reads the page, which the build has put into `folder`: nothing else of the disk is ever served. */
export function readAssets(folder: URL): ReadonlyMap<string, Asset> {
  try {
    return new Map(
      Object.entries(files).map(([path, [file, type]]) => [
        path,
        { type, bytes: readFileSync(new URL(file, folder)) },
      ]),
    )
  } catch (cause) {
    throw new Failure(exitCodes.error, 'the page is not there: this installation of appia is not whole', {
      cause,
      help: 'install it again, or in its own folder: npm run build',
    })
  }
}
