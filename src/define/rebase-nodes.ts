import type { Component } from './component.ts'
import type { EnvironmentInput } from './environment.ts'
import { rebase } from './override.ts'
import type { Remove } from './remove.ts'

type Components = { readonly [name: string]: Component | Remove }
type Environments = { readonly [name: string]: EnvironmentInput }

/** Environments whose nodes start from what their environment makes of a component, not from the workspace's. */
export function rebaseNodes(environments: Environments): Environments {
  const rebased: Record<string, EnvironmentInput> = {}
  for (const [name, environment] of Object.entries(environments)) {
    if (isObject(environment) && isObject(environment.nodes) && isObject(environment.components))
      rebased[name] = {
        ...environment,
        nodes: nodesOf(environment.nodes, environment.components),
      }
  }
  return Object.keys(rebased).length === 0 ? environments : { ...environments, ...rebased }
}

type Nodes = NonNullable<EnvironmentInput['nodes']>

function nodesOf(nodes: Nodes, differing: Components): Nodes {
  const rebased: Record<string, Component | readonly Component[]> = {}
  for (const [node, own] of Object.entries(nodes)) {
    rebased[node] = isList(own)
      ? own.map((each) => onEnvironment(each, differing))
      : onEnvironment(own, differing)
  }
  return { ...nodes, ...rebased }
}

function onEnvironment(component: Component, differing: Components): Component {
  const onto = Object.values(differing).find(
    (each): each is Component => isObject(each) && 'name' in each && each.name === component?.name,
  )
  return onto === undefined ? component : rebase(component, onto)
}

function isList(own: Component | readonly Component[]): own is readonly Component[] {
  return Array.isArray(own)
}

/** Whether it is what it should be is looked at later. */
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
