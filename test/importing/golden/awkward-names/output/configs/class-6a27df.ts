import { component } from 'appia'
import type { Class6a27dfInput } from '../generated/ts/class-6a27df.d.ts'

/** From class.json. */
export const class6a27df = component<Class6a27dfInput>(
  'class-6a27df',
  {
    default: true,
    'a-b': 1,
    constructor: 'x',
    'with space': "it's",
    'quote"': 'say "hi"',
    both: 'it\'s "both"',
    'new\nline': 'a\nb',
    'été': 1,
    '2fa': false,
  },
  { key: '/config/class/json' },
)
