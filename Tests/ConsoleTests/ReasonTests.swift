import Canvas
import Console
import Foundation
import Replication
import Testing

/// Every action that stands in the More menu and cannot be done says why, whatever the state of the row (issue 4, 2).
struct ReasonTests {
  static let backupStates: [BackupStatus] = [
    .available, .protecting, .deleting, .restoring, .error, .waitingProtect, .waitingDelete, .waitingRestore,
    BackupStatus(rawValue: "invented_word"),
  ]

  /// The rows of the open menu.
  private static func menu(_ desk: Desk) -> String { desk.text }

  @Test("backups and replicas in every state", arguments: backupStates, [BackupKind.backup, .replica])
  func backups(_ status: BackupStatus, _ kind: BackupKind) {
    var desk = Desk.inHongKong(columns: 140, rows: 45)
    var backup = Fixtures.backups[3]
    backup.status = status
    backup.kind = kind
    if kind == .replica { backup.source = SourceLink(id: Fixtures.id(1), region: Fixtures.bangkok.id) }
    desk.backups = [backup]
    desk.send(.changed)
    desk.press(.character("m"))
    #expect(desk.text.contains("Create Replica") && desk.text.contains("Create Image"))
    if status != .available {
      // Of a replica nothing that waiting would mend.
      let reason = kind == .replica ? "This is a replica." : "Backup is \(status.label)"
      #expect(desk.lines.contains { $0.contains("Create Replica") && $0.contains(reason) })
      #expect(kind == .backup || !desk.text.contains("it can be replicated once it is Available"))
      #expect(desk.lines.contains { $0.contains("Create Image") && $0.contains("is \(status.label.lowercased())") })
      #expect(desk.lines.contains { $0.contains("Verify") && $0.contains("is \(status.label.lowercased())") })
    } else if kind == .replica {
      #expect(desk.lines.contains { $0.contains("Create Replica") && $0.contains("This is a replica.") })
    }
  }

  @Test("every kind of row: what the menu shows dimmed has a reason, and pressing it does nothing but say it")
  func pressing() {
    for tab in ["1", "2", "3"] {
      for steps in 0..<12 {
        var desk = Desk.inHongKong(columns: 140, rows: 45, readOnly: true)
        desk.press(.character(Character(tab)))
        for _ in 0..<steps { desk.press(.down) }
        desk.press(.character("m"))
        // Everything that changes something says that the console is read-only, or why else.
        for label in ["Create Replica", "Create Image", "Verify", "Create Vault", "Expand Vault", "Delete", "Resume"] {
          for line in desk.lines where line.contains("│ ") && line.contains("  \(label)  ") {
            #expect(line.contains("read-only") || line.contains("."), "\(line)")
          }
        }
        _ = desk.take()
        desk.press(.enter)
        let names = desk.take().map(DialogButtonTests.name)
        #expect(names.allSatisfy { !["createReplicas", "delete", "steer", "verify"].contains($0) })
      }
    }
  }

  @Test("vaults in every state: a vault that goes cannot grow, one with contents cannot go")
  func vaults() {
    for status in [VaultStatus.available, .locked, .frozen, .deleting, .error] {
      var desk = Desk.inHongKong(columns: 140, rows: 45)
      desk.vaults = [Fixtures.vaults[0]]
      desk.vaults[0].status = status
      desk.send(.changed)
      desk.press(.character("1"), .character("m"))
      let expand = desk.lines.first { $0.contains("Expand Vault") } ?? ""
      #expect(expand.contains("servers-hk (") == (status == .deleting), "\(expand)")
      #expect(desk.lines.contains { $0.contains("Delete  ") && $0.contains("servers-hk") })
    }
  }

  @Test("a cloud that knows no pause says so instead of hiding it")
  func liveCloud() {
    var desk = Desk(columns: 140, rows: 45, scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    desk.press(.character("3"), .character("m"))
    for label in ["Pause", "Resume"] {
      #expect(desk.lines.contains { $0.contains(label) && $0.contains("This cloud does not offer it.") })
    }
  }

  @Test(
    "snapshots in every state",
    arguments: [
      SnapshotState.normal, .creating, .rollbacking, .copyingFromRemote, .checkingCopied, .toRecycle,
    ])
  func snapshots(_ state: SnapshotState) {
    var desk = Desk.inHongKong(columns: 140, rows: 45)
    desk.snapshots = [Fixtures.snapshot("snap-1", "one", .data, size: 1, state: state)]
    desk.send(.changed)
    desk.press(.character("]"), .character("]"), .character("]"), .character("1"), .character("m"))
    #expect(desk.text.contains("Cross-region replication"))
    if state != .normal {
      #expect(
        desk.lines.contains { $0.contains("Cross-region replication") && $0.contains("Snapshot is \(state.label)") })
    }
  }

  @Test(
    "tasks in every status: what cannot be done says so, or its opposite stands in the same menu",
    arguments: TaskStatus.allCases)
  func tasks(_ status: TaskStatus) {
    var desk = Desk.inHongKong(columns: 140, rows: 45)
    desk.tasks = [Fixtures.task(1, of: Fixtures.backups[3], to: Fixtures.bangkok, status, done: 1 << 30)]
    desk.send(.changed)
    desk.press(.character("3"), .character("m"))
    for label in ["Resume", "Pause", "Retry"] {
      #expect(desk.text.contains(label), "\(label) at \(status)")
    }
    for line in desk.lines where line.contains(": \(status.label.lowercased())") { #expect(line.contains("The task")) }
  }
}
