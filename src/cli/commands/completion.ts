import { workspaceNames } from '../../app/completing/index.ts'
import { usageFailure } from '../../app/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Command, Invocation, Report } from '../command.ts'
import { type Completion, completeWords } from '../completion/complete-words.ts'
import { bashText, completionScript, completionText, type Shell, shells } from '../completion/shells.ts'
import { splitLine } from '../completion/split-line.ts'

export const completion: Command = {
  name: 'completion',
  summary: 'let a shell complete commands, options, environments, keys and pointers',
  usage: 'bash | zsh | fish',
  details: `Prints what the shell evaluates: in ~/.bashrc  source <(appia completion bash)
in ~/.zshrc   source <(appia completion zsh)        (after compinit)
in ~/.config/fish/config.fish   appia completion fish | source
The shell then asks appia itself for each word. Keys and pointers are those of the workspace here, from the cache.`,
  options: {
    line: { type: 'string', value: 'TEXT', description: 'for the script of bash: the line up to the cursor' },
    breaks: { type: 'string', value: 'TEXT', description: 'for the script of bash: where it breaks words' },
  },
  completes: shells,
  positionals: [1, 10_000],
  async run(invocation) {
    const { options, positionals } = invocation
    const [shell, ...words] = positionals
    if (!isShell(shell))
      throw usageFailure(`no completion for "${shell}"`, `appia completion ${shells.join(' | ')}`)
    const line = options.text('line')
    const breaks = options.text('breaks') ?? ''
    if (line !== undefined)
      return report(bashText(await complete(splitLine(line).words.slice(1), invocation), { line, breaks }))
    if (words.length > 0) return report(completionText(await complete(words, invocation)))
    return report(completionScript(shell))
  },
}

function isShell(name: string | undefined): name is Shell {
  return shells.some((each) => each === name)
}

function report(text: string): Report {
  return { exitCode: exitCodes.done, text, json: { text } }
}

async function complete(words: readonly string[], invocation: Invocation): Promise<Completion> {
  return await completeWords(words, {
    commands: invocation.commands,
    names: async (given) => {
      const [environment, workspace] = [given.get('env'), given.get('workspace')]
      return await workspaceNames({
        ...invocation,
        ...(environment !== undefined && { environment }),
        ...(workspace !== undefined && { workspace }),
      })
    },
  })
}
