import Canvas
import Replication

@testable import Console

extension GoldenFrameTests {
  /// The lists that no other scene shows, from the services and their tabs themselves.
  static let lists: [Scene] = ConsoleService.allCases.filter { $0 != .servers }.flatMap { service in
    service.tabs.filter { $0 != service.mainTab && !(service == .snapshots && $0 == .coverage) }.map { tab in
      Scene(name: "list-\(service)-\(tab)", sizes: usualSizes) { desk in
        if service == .turbo { desk.backups = FileSystemFlowTests.desk().backups }
        for _ in ConsoleService.allCases where desk.state.service != service { desk.press(.character("]")) }
        for _ in 0..<8 where desk.state.tab != tab { desk.press(.tab) }
      }
    }
  }

  /// The lists that fields of dialogs open.
  static let choosers: [Scene] = [
    Scene(name: "choose-protection", sizes: usualSizes) { openChooser("create vault", .protection, &$0) },
    Scene(name: "choose-growth", sizes: usualSizes) { openChooser("create vault", .growth, &$0) },
    Scene(name: "choose-format", sizes: usualSizes) { desk in
      desk.press(.down, .down, .down)
      openChooser("create image", .format, &desk)
    },
    Scene(name: "choose-image", sizes: usualSizes) { desk in
      RestoreFlowTests.showReplica(&desk)
      desk.images = [1, 2].map { RestoreFlowTests.image($0, of: desk.backups[0]) }
      openChooser("create server", .image, &desk)
    },
    Scene(name: "snapshot-drill", sizes: usualSizes) { desk in
      desk.press(.character("]"), .character("]"), .character("]"), .character("1"))
      command("restore drill", &desk)
    },
  ]

  /// Opens a dialog by its name and the list of one of its fields.
  private static func openChooser(_ dialog: String, _ slot: FormSlot, _ desk: inout Desk) {
    if dialog == "create vault" { desk.press(.character("1")) }
    command(dialog, &desk)
    for _ in 0..<8 where desk.form?.focus != slot { desk.press(.tab) }
    desk.press(.enter)
  }
}
