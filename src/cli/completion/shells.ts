import type { Completion } from './complete-words.ts'
import { splitLine } from './split-line.ts'

/** Shells whose words can be completed. */
export const shells = ['bash', 'zsh', 'fish'] as const

export type Shell = (typeof shells)[number]

/** What a shell evaluates once, at its start. Each then asks the program itself, so that nothing in it goes out of date. */
export function completionScript(shell: Shell): string {
  return scripts[shell]
}

const scripts: { readonly [shell in Shell]: string } = {
  // bash breaks words at : = @ too, and replaces only what stands behind the last of these.
  bash: `_appia() {
  local reply kind line
  reply=$("\${COMP_WORDS[0]}" completion bash --line "\${COMP_LINE:0:COMP_POINT}" --breaks "$COMP_WORDBREAKS" 2>/dev/null) || return
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ -z $kind ]]; then kind=$line; continue; fi
    COMPREPLY+=("$line")
  done <<< "$reply"
  local typed=\${COMPREPLY[0]}
  case $kind in
    file) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$typed") ;;
    folder) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$typed") ;;
    open) compopt -o nospace ;;
  esac
}
complete -F _appia appia
`,
  zsh: `#compdef appia
_appia() {
  local -a lines words_ texts
  lines=("\${(@f)$("\${words[1]}" completion zsh -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  local kind=\${lines[1]}
  if [[ $kind == file ]]; then _files; return; fi
  if [[ $kind == folder ]]; then _files -/; return; fi
  local -i at
  for (( at = 2; at <= \${#lines}; at += 2 )); do
    [[ -z \${lines[at]} ]] && continue
    words_+=("\${lines[at]}")
    texts+=("\${lines[at]}  \${lines[at + 1]}")
  done
  (( \${#words_} )) || return 1
  if [[ $kind == open ]]; then compadd -S '' -d texts -a words_; else compadd -d texts -a words_; fi
}
if [[ $funcstack[1] == _appia ]]; then _appia "$@"; else compdef _appia appia; fi
`,
  fish: `function __appia_complete
  set -l typed (commandline -ct)
  set -l words (commandline -opc)
  set -l lines ($words[1] completion fish -- $words[2..-1] "$typed" 2>/dev/null)
  switch "$lines[1]"
    case file folder
      __fish_complete_path "$typed"
    case '*'
      for at in (seq 2 2 (count $lines))
        set -l below (math $at + 1)
        printf '%s\\t%s\\n' "$lines[$at]" "$lines[$below]"
      end
  end
end
complete -c appia -f -a '(__appia_complete)'
`,
}

/** A completion as a shell's script reads it: what it is on the first line, then each candidate and below it what it does. */
export function completionText(completion: Completion): string {
  if (completion.kind !== 'words') return `${completion.kind}\n${completion.typed}\n`
  const { candidates } = completion
  return [
    kindOf(completion),
    ...candidates.flatMap(({ word, description = '' }) => [word, description]),
    '',
  ].join('\n')
}

function kindOf({ candidates }: Extract<Completion, { kind: 'words' }>): 'open' | 'words' {
  return candidates.length > 0 && candidates.every(({ isOpen }) => isOpen) ? 'open' : 'words'
}

/** The same for bash: without descriptions, quoted, and from behind the last place where bash breaks the word. */
export function bashText(
  completion: Completion,
  { line, breaks }: { readonly line: string; readonly breaks: string },
): string {
  const { quote, start } = splitLine(line)
  if (completion.kind !== 'words') return completionText(completion)
  const lead = quote === '' ? splitLine(leadOf(line.slice(start), breaks)).words.join('').length : 0
  const words = completion.candidates.map(({ word }) => (quote === '' ? escapeWord(word.slice(lead)) : word))
  return [kindOf(completion), ...words, ''].join('\n')
}

/**
 * What stands in a word up to the last place where bash breaks it; an escaped character is none. An `@` stays with what
 * is behind it: readline keeps it at the beginning of a word (its `rl_special_prefixes`).
 */
function leadOf(raw: string, breaks: string): string {
  let end = 0
  for (let at = 0; at < raw.length; at++) {
    if (raw[at] === '\\') at += 1
    else if (isBreak(raw[at] as string, breaks)) end = raw[at] === '@' ? at : at + 1
  }
  return raw.slice(0, end)
}

function isBreak(character: string, breaks: string): boolean {
  return breaks.includes(character) && !/['"]/.test(character)
}

/** With a backslash before what the shell would read as something else. */
function escapeWord(word: string): string {
  return word.replace(/[^\w./:=@#%+,~^\p{L}\p{N}-]/gu, '\\$&')
}
