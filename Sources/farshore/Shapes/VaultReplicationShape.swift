/// What came of replicating vaults or running a policy, as `--json` prints it; `parents` names the runs.
struct VaultReplicationShape: Encodable {
  var parents: [String]
  var tasks: [TaskShape]
  var skipped: [RefusalShape]
  var refused: [RefusalShape]
  var error: ErrorShape?
}
