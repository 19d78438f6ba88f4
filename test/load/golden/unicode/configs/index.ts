import { component, workspace } from 'appia'
const grüße = { text: 'schöne 😀 Grüße', 名前: '値' }
/* 😀😀 */ const after = { port: 1 }
const value = { ...grüße, 'Ω': grüße.名前, escaped: '\u00e9', after, joined: `${grüße.text}!` }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
