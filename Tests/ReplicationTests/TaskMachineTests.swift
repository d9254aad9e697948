import Replication
import Testing

@Suite struct TaskMachineTests {
  /// The whole table of S70; what is not here is not possible.
  static let moves: [TaskStatus: Set<TaskStatus>] = [
    .waiting: [.running, .paused, .cancelled, .failed, .skipped],
    .running: [.waiting, .paused, .interrupted, .success, .failed, .cancelled],
    .paused: [.waiting, .running, .cancelled, .failed],
    .interrupted: [.waiting, .running, .paused, .cancelled, .failed],
    .failed: [.waiting], .cancelled: [.waiting], .success: [], .skipped: [],
  ]

  @Test("Which status follows which (S29, S70)", arguments: TaskStatus.allCases, TaskStatus.allCases)
  func moves(from: TaskStatus, to: TaskStatus) {
    let expected = from == to || Self.moves[from]?.contains(to) == true
    #expect(TaskMachine.canMove(from: from, to: to) == expected)
  }

  @Test("What operators may do in which status (S29)", arguments: TaskStatus.allCases)
  func actions(status: TaskStatus) {
    let table: [TaskAction: Set<TaskStatus>] = [
      .cancel: [.waiting, .running, .paused, .interrupted], .pause: [.waiting, .running],
      .resume: [.paused, .interrupted], .retry: [.failed, .cancelled],
    ]
    let rules = RuleBook(profile: .embedded)
    for action in TaskAction.allCases {
      let expected = table[action]?.contains(status) == true
      #expect(TaskMachine.allowed(action, in: status) == expected)
      let refusals = rules.refusals(action, World.task(.replication, status, from: "a", to: "b"))
      #expect(refusals.codes == (expected ? [] : [.taskStatus]))
    }
  }

  @Test("An action leads where the machine may go", arguments: TaskStatus.allCases)
  func actionsMove(status: TaskStatus) {
    let aims: [TaskAction: TaskStatus] = [.cancel: .cancelled, .pause: .paused, .resume: .waiting, .retry: .waiting]
    for (action, aim) in aims where TaskMachine.allowed(action, in: status) {
      #expect(TaskMachine.canMove(from: status, to: aim))
    }
  }

  @Test(
    "The target's status follows from the task's; it is Available only after success (S29, S70)",
    arguments: [
      (.waiting, .queued, .waitingProtect, .copyingFromRemote),
      (.running, .queued, .waitingProtect, .copyingFromRemote),
      (.running, .writing, .protecting, .copyingFromRemote), (.running, .publishing, .protecting, .copyingFromRemote),
      (.paused, .writing, .protecting, .copyingFromRemote), (.interrupted, .verifying, .protecting, .copyingFromRemote),
      (.success, .done, .available, .normal), (.failed, .cleaning, nil, nil), (.cancelled, .cleaning, nil, nil),
      (.skipped, .queued, nil, nil),
    ] as [(TaskStatus, TaskPhase, BackupStatus?, SnapshotState?)])
  func targets(status: TaskStatus, phase: TaskPhase, backup: BackupStatus?, snapshot: SnapshotState?) {
    #expect(TaskMachine.targetStatus(for: status, phase: phase) == backup)
    #expect(TaskMachine.targetState(for: status) == snapshot)
  }

  @Test("A snapshot being taken is CREATING (S70)")
  func takenSnapshot() {
    #expect(TaskMachine.targetState(for: .running, type: .snapshot) == .creating)
    #expect(TaskMachine.targetState(for: .success, type: .snapshot) == .normal)
  }

  @Test("The source is locked until the task ends (S28, S29)", arguments: TaskStatus.allCases)
  func lock(status: TaskStatus) {
    let locks: Set<TaskStatus> = [.waiting, .running, .paused, .interrupted]
    #expect(TaskMachine.locksSource(in: status) == locks.contains(status))
    #expect(status.isBusy == locks.contains(status))
  }

  @Test("An interrupted task says how far it came (S29)")
  func interrupted() {
    #expect(World.task(.replication, .interrupted).statusLabel == "Interrupted at 63%")
    #expect(World.task(.replication, .running).statusLabel == "Running")
  }
}
