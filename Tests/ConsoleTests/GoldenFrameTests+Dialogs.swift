import Canvas
import Console
import Foundation
import Replication

extension GoldenFrameTests {
  /// Every dialog and question that the screens can open.
  static let dialogs: [Scene] = [
    Scene(name: "create-vault", sizes: usualSizes) { desk in
      desk.press(.character("1"))
      command("create vault", &desk)
      desk.type("dr new")
      desk.press(.tab)
      desk.type("12")
      desk.press(.tab)
    },
    Scene(name: "create-vault-beneath", sizes: usualSizes) { desk in
      desk.press(.down, .down, .down, .character("r"), .right, .right, .down, .down, .enter, .end, .enter)
    },
    Scene(name: "expand-vault", sizes: usualSizes) { desk in
      desk.press(.character("1"))
      command("expand vault", &desk)
    },
    Scene(name: "create-image", sizes: usualSizes) { desk in
      desk.press(.down, .down, .down)
      command("create image", &desk)
    },
    Scene(name: "create-file-system", sizes: usualSizes) { desk in
      let share = FileSystemFlowTests.desk()
      desk.backups = share.backups
      desk.press(.character("]"), .character("]"))
      command("create file system", &desk)
    },
    Scene(name: "create-disk", sizes: usualSizes) { desk in
      desk.press(.character("]"), .character("]"), .character("]"), .character("1"))
      command("create disk", &desk)
    },
    Scene(name: "restore-drill", sizes: usualSizes) { desk in
      desk.press(.down, .down, .down)
      command("restore drill", &desk)
    },
    Scene(name: "delete-needed-by-image", sizes: usualSizes) { desk in
      desk.images = Fixtures.images
      desk.press(.delete)
    },
    Scene(name: "filter-and-notice", sizes: usualSizes) { desk in
      desk.press(.character("/"))
      desk.type("size:x")
      desk.send(.notice(Notice("web-01-0413 is replicated to AP-Bangkok and verified.")))
    },
    Scene(name: "lag-objective", sizes: usualSizes) { desk in
      desk.press(.character("L"))
      RestoreFlowTests.answerLag(&desk)
      desk.press(.control("o"), .control("u"))
      desk.type("2 days")
      desk.press(.tab)
    },
    Scene(name: "delete-image", sizes: usualSizes) { desk in
      desk.images = Fixtures.images
      desk.press(.character("I"), .delete)
    },
    Scene(name: "bulk-sending", sizes: usualSizes) { desk in
      BulkTests.submit(400, &desk)
      BulkTests.answer(&desk)
    },
    Scene(name: "bulk-left", sizes: usualSizes) { desk in
      BulkTests.submit(400, &desk)
      BulkTests.answer(&desk)
      desk.press(.escape)
      desk.send(.timer(.flash))
    },
    Scene(name: "bulk-summary", sizes: usualSizes) { desk in
      BulkTests.submit(400, &desk)
      for _ in 0..<8 { BulkTests.answer(&desk, refusing: 3) }
    },
    Scene(name: "snapshot-dialog-several", sizes: usualSizes) { desk in
      desk.press(.character("]"), .character("]"), .character("]"), .character("1"), .character("*"), .character("r"))
      desk.press(.right, .control("n"))
      desk.fireTimers()
    },
    Scene(name: "choose-region", sizes: usualSizes) {
      $0.press(.down, .down, .down, .down, .down, .character("r"), .backTab, .backTab, .enter)
    },
    Scene(name: "choose-project", sizes: usualSizes) {
      $0.press(.down, .down, .down, .character("r"), .right, .right, .down, .enter)
    },
    Scene(name: "choose-vault", sizes: usualSizes) {
      $0.press(.down, .down, .down, .character("r"), .right, .right, .down, .down, .enter)
    },
    Scene(name: "discard-form", sizes: usualSizes) { $0.press(.down, .down, .down, .character("r"), .right, .escape) },
    Scene(name: "delete-one", sizes: usualSizes) { $0.press(.delete) },
    Scene(name: "delete-last-copy", sizes: usualSizes) { desk in
      desk.press(.down, .down, .down, .delete)
      desk.type("web")
      desk.press(.tab, .enter, .backTab)
    },
    Scene(name: "cancel-task", sizes: usualSizes) { desk in
      desk.press(.down)
      desk.fireTimers()
      command("cancel task", &desk)
    },
    Scene(name: "discard-task", sizes: usualSizes) { desk in
      desk.press(.down, .down, .down, .down, .down)
      desk.fireTimers()
      command("discard", &desk)
    },
    Scene(name: "quit", sizes: usualSizes) { $0.press(.character("q")) },
    Scene(name: "other-ends", sizes: usualSizes) { $0.press(.character("o")) },
    Scene(name: "information", sizes: usualSizes) { desk in
      desk.press(.down)
      desk.fireTimers()
      desk.press(.character("i"))
    },
    Scene(name: "information-refused", sizes: usualSizes) { $0.press(.down, .down, .down, .down, .character("i")) },
    Scene(name: "information-marked", sizes: usualSizes) { $0.press(.character("*"), .character("i")) },
    Scene(name: "information-coverage", sizes: usualSizes) { $0.press(.character("4"), .down, .character("i")) },
    Scene(name: "dialog-help", sizes: usualSizes) {
      $0.press(.down, .down, .down, .character("r"), .function(1))
    },
    Scene(name: "policy-help", sizes: usualSizes) { desk in
      showPolicies(&desk)
      desk.press(.character("n"), .function(1))
    },
    Scene(name: "help-marks", sizes: usualSizes) { $0.press(.character("?"), .end) },
  ]

  /// Chooses an action by its name.
  static func command(_ name: String, _ desk: inout Desk) {
    desk.press(.character(":"))
    desk.type(name)
    desk.press(.enter)
  }

  /// Every page, and the lists in every state they can be in.
  static let states: [Scene] = [
    Scene(name: "snapshots", sizes: usualSizes) { desk in
      desk.press(.character("]"), .character("]"), .character("]"), .character("1"))
    },
    Scene(name: "disks", sizes: usualSizes) { $0.press(.character("]")) },
    Scene(name: "turbo", sizes: usualSizes) { desk in
      desk.backups = FileSystemFlowTests.desk().backups
      desk.press(.character("]"), .character("]"))
    },
    Scene(name: "page-replica", sizes: usualSizes) { desk in
      desk.backups[0] = Fixtures.replica
      desk.backups[0].region = Fixtures.hongKong.id
      desk.send(.changed)
      desk.press(.enter)
    },
    Scene(name: "page-vault", sizes: usualSizes) { $0.press(.character("1"), .enter) },
    Scene(name: "page-task", sizes: usualSizes) { $0.press(.character("3"), .down, .down, .enter, .down) },
    Scene(name: "page-image", sizes: usualSizes) { desk in
      desk.images = Fixtures.images
      desk.press(.character("I"), .enter)
    },
    Scene(name: "page-audit", sizes: usualSizes) { $0.press(.character("A"), .down, .enter) },
    Scene(name: "audit-filtered", sizes: usualSizes) { desk in
      desk.press(.character("A"), .character("/"))
      desk.type("action:de")
    },
    Scene(name: "vaults-all-regions", sizes: usualSizes) { desk in
      desk.press(.character("R"), .home, .enter, .character("1"))
    },
    Scene(name: "page-snapshot", sizes: usualSizes) {
      $0.press(.character("]"), .character("]"), .character("]"), .character("1"), .enter)
    },
    Scene(name: "all-regions", sizes: usualSizes) { desk in
      desk.backups.append(Fixtures.replica)
      desk.press(.character("R"), .home, .enter)
    },
    Scene(name: "filtered", sizes: usualSizes) { desk in
      desk.press(.character("/"))
      desk.type("status:av")
      desk.press(.enter, .down)
    },
    Scene(name: "filter-typed", sizes: usualSizes) { desk in
      desk.press(.character("/"))
      desk.type("stat")
    },
    Scene(name: "marked", sizes: usualSizes) { $0.press(.down, .character(" "), .character(" "), .character(" ")) },
    Scene(name: "services", sizes: usualSizes) { $0.press(.left) },
    Scene(name: "pane-hidden", sizes: usualSizes) { $0.press(.character("W")) },
    Scene(name: "nothing-fits", sizes: usualSizes) { desk in
      desk.backups = []
      desk.press(.character("/"))
      desk.type("nosuch")
      desk.press(.enter)
    },
    Scene(name: "empty", sizes: usualSizes) { desk in
      (desk.backups, desk.tasks) = ([], [])
      desk.send(.changed)
    },
    Scene(name: "no-region", sizes: usualSizes) { desk in
      (desk.backups, desk.vaults, desk.snapshots, desk.tasks) = ([], [], [], [])
      desk.press(.character("R"), .home, .enter)
      desk.send(.regions([]))
      desk.press(.character("R"))
    },
    Scene(name: "unreachable", sizes: usualSizes) { desk in
      var regions = Fixtures.regions
      regions[1].unreachable = "/srv/bangkok is not there. Mount it."
      desk.tasks[0].status = .waiting
      desk.send(.changed)
      desk.press(.down)
      desk.fireTimers()
      desk.send(.regions(regions))
    },
    Scene(name: "failed-to-read", sizes: usualSizes) { desk in
      desk.answersReads = false
      desk.send(.changed)
      let explanation = Explanation(
        code: "unreadable", message: "The catalog cannot be read.", next: "Try again, or see farshore store verify.")
      if let request = desk.request({ if case .rows(_, _, _, let number) = $0 { number } else { nil } }) {
        desk.send(.failed(explanation, request: request))
      }
    },
    Scene(name: "ended", sizes: usualSizes) { desk in
      desk.tasks[0] = Fixtures.task(
        1, of: Fixtures.backups[1], to: Fixtures.bangkok, .success, done: 40 << 30, phase: .done, ended: 0)
      desk.send(.changed)
      desk.press(.down)
      desk.fireTimers()
    },
  ]
}
