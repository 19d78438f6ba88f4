// A socket on which native code says how it stands; what it says is published, leased.
export { openReports } from './open-reports.ts'
