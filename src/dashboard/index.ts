// The read-only web page of an environment: what is observed becomes a board (state/), which a small server (http/) sends
// to any number of browsers (page/). It writes nothing anywhere, and knows no command line.
export { addressText, type ListenAddress, parseHostName, parseListenAddress } from './http/listen-address.ts'
export { runDashboard } from './run-dashboard.ts'
