/** What an agent cannot begin with: settings that are refused, a folder that it may not use. In words for its operator. */
export class AgentError extends Error {
  override readonly name = 'AgentError'
}
