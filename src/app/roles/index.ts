// The rights that each job needs in etcd: one table, for the command and for the guide.
export { listRoles } from './list-roles.ts'
export { type Grant, type Role, rolesFor } from './rights.ts'
