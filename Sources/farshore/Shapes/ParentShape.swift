import Replication

/// A run that is the parent of tasks, as `tasks show --json` prints it.
struct ParentShape: Encodable {
  var type = "run"
  var id: String
  var policy: ReferenceShape?
  var trigger: String
  var vaults: [String]
  var run: PolicyRunShape
  var tasks: [TaskShape]

  init(_ run: PolicyRun, items: [PolicyRunItem], tasks: [CloudTask]) {
    id = run.id
    policy = run.policy.map { ReferenceShape($0) }
    trigger = run.trigger.rawValue
    vaults = run.vaults
    self.run = PolicyRunShape(run, items: items)
    self.tasks = tasks.map(TaskShape.init)
  }
}
