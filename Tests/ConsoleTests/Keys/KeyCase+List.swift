import Canvas
import Replication

@testable import Console

extension KeyCase {
  static let moving: [KeyCase] =
    [
      KeyCase(.up, in: .list, after: middle) { $1.state.list.cursor == $0.state.list.cursor - 1 },
      KeyCase(.down, in: .list, after: middle) { $1.state.list.cursor == $0.state.list.cursor + 1 },
      KeyCase(.pageUp, in: .list, after: { row(11, &$0) }) { $1.state.list.cursor < $0.state.list.cursor - 1 },
      KeyCase(.pageDown, in: .list, after: { _ in }) { $1.state.list.cursor > $0.state.list.cursor + 1 },
      KeyCase(.top, in: .list, after: middle) { $1.state.list.cursor == 0 },
      KeyCase(.bottom, in: .list, after: middle) { $1.state.list.cursor == $0.state.list.total - 1 },
      KeyCase(.left, in: .list, after: middle) { $1.state.onServices },
      KeyCase(.right, in: .list, after: { $0.press(.left) }) { $0.state.onServices && !$1.state.onServices },
      KeyCase(.nextTab, in: .list, after: middle) { $1.state.tab == turned($0, 1) },
      KeyCase(.previousTab, in: .list, after: middle) { $1.state.tab == turned($0, -1) },
      KeyCase(
        .nextService, in: .list, after: middle
      ) { $0.state.service == .servers && $1.state.service == .disks },
      KeyCase(
        .previousService, in: .list, after: { $0.press(.character("]")) }
      ) { $1.state.service == .servers },
    ] + [Action.tab1, .tab2, .tab3, .tab4, .tab5].enumerated().map(tab)

  private static func turned(_ desk: Desk, _ distance: Int) -> ConsoleTab? {
    let tabs = desk.state.service.tabs
    return tabs.firstIndex(of: desk.state.tab).map { tabs[($0 + distance + tabs.count) % tabs.count] }
  }

  /// The key of a tab, from another one; where a service has fewer tabs it does nothing.
  private static func tab(_ index: Int, _ action: Action) -> KeyCase {
    KeyCase(action, in: .list, after: { open(index == 0 ? .tasks : .vaults, &$0) }) { before, after in
      let tabs = before.state.service.tabs
      return after.state.tab == (tabs.indices.contains(index) ? tabs[index] : before.state.tab)
    }
  }

  static let listing: [KeyCase] = [
    KeyCase(.filter, in: .list, after: middle) { $1.state.filter != nil },
    KeyCase(.sort, in: .list, after: middle) { $1.state.list.listing.sort != $0.state.list.listing.sort },
    KeyCase(
      .reverseSort, in: .list, after: middle
    ) { $1.state.list.listing.descending != $0.state.list.listing.descending },
    KeyCase(.sortBy, in: .list, after: middle) { $1.chooser?.purpose == .sort },
    KeyCase(.columns, in: .list, after: middle) { $1.columnDialog != nil },
    KeyCase(.mark, in: .list, after: middle) { before, after in
      Array(after.state.list.marks.keys) == before.state.list.current.map { [$0.id] }
    },
    KeyCase(.markAll, in: .list, after: middle) { $1.state.list.marks.count == $0.state.list.total },
    KeyCase(.unmark, in: .list, after: { $0.press(.character("*")) }) { $1.state.list.marks.isEmpty },
    KeyCase(.exportTable, in: .list, after: middle) { $1.chooser?.purpose == .export },
    KeyCase(
      .coverageRows, in: .list, after: { open(.coverage, &$0) }
    ) {
      !$0.state.coverage.byResource
        && $1.state.coverage.byResource
    },
    // The original's own region stands first, so two to the right of it is Bangkok's neighbour.
    KeyCase(
      .actOnCell, in: .list,
      after: {
        open(.coverage, &$0)
        row(3, &$0)
        $0.press(.right)
      }
    ) { $1.form?.destinations.first?.region == Fixtures.bangkok.id },
    KeyCase(.open, in: .list, after: middle) { before, after in
      after.state.pages.count == 1 && after.state.pages[0].link.id == before.state.list.current?.id
    },
  ]

  /// What works on rows and on their pages alike.
  static let rows: [KeyCase] =
    [
      KeyCase(.more, in: .list, after: middle) { $1.chooser?.purpose == .more },
      KeyCase(.information, in: .list, after: middle) { before, after in
        after.box?.title == before.state.list.current?.name
      },
      KeyCase(.copyID, in: .list, after: middle) { before, after in
        after.asked { $0 == .copyText(before.state.list.current?.id ?? "") }
      },
      KeyCase(
        .jump, in: .list,
        after: { desk in
          desk.backups[3].replicas = [
            ReplicaRecord(id: Fixtures.replica.id, region: Fixtures.singapore.id, status: .available)
          ]
          desk.backups.append(Fixtures.replica)
          desk.send(.changed)
          row(3, &desk)
        }
      ) { $1.state.scope.region == Fixtures.singapore.id },
      KeyCase(.createReplica, in: .list, after: { row(3, &$0) }) { before, after in
        after.form?.backups.map(\.id) == before.state.list.current.map { [$0.id] }
      },
      KeyCase(
        .copySnapshot, in: .list,
        after: { desk in
          while desk.state.service != .snapshots { desk.press(.character("]")) }
          open(.snapshots, &desk)
        }
      ) { before, after in
        after.form?.snapshots.map(\.id) == before.state.list.current.map { [$0.id] }
      },
      KeyCase(.replicateVault, in: .list, after: { open(.vaults, &$0) }) { $1.form?.backups.count == 12 },
      KeyCase(.expandVault, in: .list, after: { open(.vaults, &$0) }) { before, after in
        if case .expandVault(let vault)? = after.form?.purpose {
          vault.id == before.state.list.current?.id
        } else {
          false
        }
      },
      KeyCase(
        .applyToVault, in: .list,
        after: { desk in
          open(.vaults, &desk)
          ExtraScreenTests.answerPolicies(&desk)
        }
      ) { $1.chooser?.purpose == .policy },
      KeyCase(.createImage, in: .list, after: { row(3, &$0) }) { before, after in
        if case .image(let backup)? = after.form?.purpose { backup.id == before.state.list.current?.id } else { false }
      },
      KeyCase(.createFileSystem, in: .list, after: { $0 = FileSystemFlowTests.desk() }) { before, after in
        if case .fileSystem(let backup)? = after.form?.purpose {
          backup.id == before.state.list.current?.id
        } else {
          false
        }
      },
      KeyCase(.verify, in: .list, after: { row(3, &$0) }) { before, after in
        after.asked { if case .verify(let id, _) = $0 { id == before.state.list.current?.id } else { false } }
      },
      KeyCase(.delete, in: .list, after: { row(0, &$0) }) { before, after in
        after.question?.title.hasPrefix("Delete") == true && after.question?.focused == 0
      },
    ] + steering + uses

  /// What is made of backups and snapshots.
  private static let uses: [KeyCase] = {
    let onSnapshot: @Sendable (inout Desk) -> Void = { desk in
      while desk.state.service != .snapshots { desk.press(.character("]")) }
      open(.snapshots, &desk)
    }
    var rollBack = KeyCase(
      .rollBack, in: .list,
      after: { desk in
        desk.snapshots[0].source = SourceLink(id: "snap-there", region: Fixtures.bangkok.id)
        onSnapshot(&desk)
      }
    ) { _, _ in false }
    rollBack.refusal = "cannot roll back"
    return [
      rollBack,
      KeyCase(
        .createServer, in: .list,
        after: { desk in
          desk.images = [RestoreFlowTests.image(1, of: desk.backups[3])]
          row(3, &desk)
        }
      ) { before, after in
        if case .server(let backup, _)? = after.form?.purpose {
          backup.id == before.state.list.current?.id
        } else {
          false
        }
      },
      KeyCase(.createDisk, in: .list, after: onSnapshot) { before, after in
        if case .disk(let snapshot)? = after.form?.purpose {
          snapshot.id == before.state.list.current?.id
        } else {
          false
        }
      },
      KeyCase(.drill, in: .list, after: { row(3, &$0) }) { before, after in
        if case .drill(let backup)? = after.form?.purpose { backup.id == before.state.list.current?.id } else { false }
      },
    ]
  }()

  private static let steering: [KeyCase] = [
    KeyCase(.resumeTask, in: .list, after: { row(5, &$0) }) { steers($1, Fixtures.id(5003), .resume) },
    KeyCase(.pauseTask, in: .list, after: { row(1, &$0) }) { steers($1, Fixtures.id(5001), .pause) },
    KeyCase(
      .retryTask, in: .list,
      after: { desk in
        desk.tasks[2].status = .failed
        desk.send(.changed)
        open(.tasks, &desk)
        row(2, &desk)
      }
    ) { steers($1, Fixtures.id(5003), .retry) },
    KeyCase(.cancelTask, in: .list, after: { row(1, &$0) }) { asks($1, "Cancel task", Fixtures.id(5001)) },
    KeyCase(.discardTask, in: .list, after: { row(5, &$0) }) { asks($1, "Discard", Fixtures.id(5003)) },
  ]

  private static func steers(_ desk: Desk, _ task: String, _ action: TaskAction) -> Bool {
    desk.asked { if case .steer(task, action, _) = $0 { true } else { false } }
  }

  private static func asks(_ desk: Desk, _ title: String, _ task: String) -> Bool {
    desk.question?.title == title && desk.question?.focused == 0
      && desk.question?.buttons.last?.answer == .steer(task, .cancel)
  }

  static let rowsOnPages =
    rows.map(\.onPage)
    + [
      KeyCase(.createVault, in: .list, after: { open(.vaults, &$0) }) { _, after in
        if case .createVault(.server, beneath: nil)? = after.form?.purpose { true } else { false }
      }
    ]
}
