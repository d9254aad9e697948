import Replication

@testable import Console

/// What can be on the screen, by kind: each is named from the code's own cases, so that a new one without a golden
/// frame or a key's case fails, or does not compile.
enum ScreenKind: Hashable, CustomStringConvertible {
  case list(ConsoleService, ConsoleTab)
  case coverageByResource
  case page(PageKind)
  case pane(Pane.Extent)
  case chooser(ChooserKind)
  case question(AnswerKind)
  case dialog(DialogKind)
  case box, columns, filter
  case board(BoardKind)

  enum PageKind: String, CaseIterable { case vault, backup, replica, snapshot, task, image, audit }

  enum ChooserKind: String, CaseIterable {
    case picker, more, palette, theme, otherEnd, sort, export, policy
    case region, project, vault, protection, growth, format, image
  }

  enum AnswerKind: String, CaseIterable {
    case delete, steer, discardForm, runPolicy, disablePolicy, deletePolicy, quit
  }

  enum DialogKind: String, CaseIterable {
    case replica, replicas, copy, copies, createVault, createVaultBeneath, expandVault, image, fileSystem, server, disk
    case drill, drillSnapshot, objective
  }

  enum BoardKind: String, CaseIterable { case list, runs, simulation, form, vaults }

  var description: String {
    switch self {
    case .list(let service, let tab): "list \(service) \(tab)"
    case .coverageByResource: "coverage by resource"
    case .page(let kind): "page \(kind)"
    case .pane(let extent): "pane \(extent)"
    case .chooser(let kind): "chooser \(kind)"
    case .question(let kind): "question \(kind)"
    case .dialog(let kind): "dialog \(kind)"
    case .box: "box"
    case .columns: "columns"
    case .filter: "filter"
    case .board(let kind): "board \(kind)"
    }
  }

  /// Everything there is.
  static let all: Set<ScreenKind> = {
    var all: Set<ScreenKind> = [.coverageByResource, .box, .columns, .filter]
    for service in ConsoleService.allCases {
      for tab in service.tabs { all.insert(.list(service, tab)) }
    }
    all.formUnion([ConsoleTab.images, .audit].map { .list(.servers, $0) })
    all.formUnion(PageKind.allCases.map { .page($0) })
    all.formUnion([Pane.Extent.docked, .enlarged, .hidden].map { .pane($0) })
    all.formUnion(ChooserKind.allCases.map { .chooser($0) })
    all.formUnion(AnswerKind.allCases.map { .question($0) })
    all.formUnion(DialogKind.allCases.map { .dialog($0) })
    all.formUnion(BoardKind.allCases.map { .board($0) })
    return all
  }()
}

extension ScreenKind {
  /// What a desk shows.
  static func shown(on desk: Desk) -> Set<ScreenKind> {
    let state = desk.state
    guard let overlay = state.overlays.last else { return frame(state) }
    switch overlay {
    case .chooser(let chooser): return [.chooser(kind(chooser.purpose))]
    case .question(let question): return Set(question.buttons.compactMap { kind($0.answer) }.map { .question($0) })
    case .text: return [.box]
    case .form(let form): return [.dialog(kind(form.purpose))]
    case .columns: return [.columns]
    case .policies(let board): return [.board(kind(board.mode))]
    }
  }

  private static func frame(_ state: ConsoleState) -> Set<ScreenKind> {
    if state.filter != nil { return [.filter] }
    if state.pane.extent == .enlarged { return [.pane(.enlarged)] }
    var shown: Set<ScreenKind> = [.pane(state.pane.extent)]
    if let row = state.pages.last?.row {
      shown.insert(.page(kind(row)))
    } else if state.listKey.byResource {
      shown.insert(.coverageByResource)
    } else {
      shown.insert(.list(state.tab.isExtra ? .servers : state.service, state.tab))
    }
    return shown
  }

  private static func kind(_ row: Row) -> PageKind {
    switch row {
    case .vault: .vault
    case .backup(let backup): backup.kind == .replica ? .replica : .backup
    case .snapshot: .snapshot
    case .task: .task
    case .image: .image
    case .audit: .audit
    }
  }

  private static func kind(_ purpose: Chooser.Purpose) -> ChooserKind {
    switch purpose {
    case .picker: .picker
    case .more: .more
    case .palette: .palette
    case .theme: .theme
    case .otherEnd: .otherEnd
    case .sort: .sort
    case .export: .export
    case .policy: .policy
    case .field(let slot): kind(slot)
    }
  }

  /// The list that a field opens; those that open none are not met.
  private static func kind(_ slot: FormSlot) -> ChooserKind {
    switch slot {
    case .project: .project
    case .vault: .vault
    case .protection: .protection
    case .growth: .growth
    case .format: .format
    case .image: .image
    case .region, .name, .description, .capacity, .output, .share, .span, .refusal, .add, .cancel, .ok: .region
    }
  }

  static func kind(_ answer: Question.Answer) -> AnswerKind? {
    switch answer {
    case .no: nil
    case .delete: .delete
    case .steer: .steer
    case .discardForm: .discardForm
    case .quit: .quit
    case .policy(let question):
      switch question {
      case .run: .runPolicy
      case .delete: .deletePolicy
      case .edit: .disablePolicy
      // Asked without a question before them.
      case .list, .runs, .simulate, .create, .apply: nil
      }
    }
  }

  static func kind(_ purpose: Form.Purpose) -> DialogKind {
    switch purpose {
    case .replica(let backups): backups.count == 1 ? .replica : .replicas
    case .copy(let snapshots): snapshots.count == 1 ? .copy : .copies
    case .createVault(_, let beneath): beneath == nil ? .createVault : .createVaultBeneath
    case .expandVault: .expandVault
    case .image: .image
    case .fileSystem: .fileSystem
    case .server: .server
    case .disk: .disk
    case .drill: .drill
    case .drillSnapshot: .drillSnapshot
    case .objective: .objective
    }
  }

  private static func kind(_ mode: PolicyBoard.Mode) -> BoardKind {
    switch mode {
    case .list: .list
    case .runs: .runs
    case .simulation: .simulation
    case .form: .form
    case .vaults: .vaults
    }
  }
}
