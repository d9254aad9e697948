import Canvas
import Replication

@testable import Console

extension KeyCase {
  static let dialogs = choosers + questions + filters + columnKeys + forms

  private static let choosers: [KeyCase] = {
    let play: @Sendable (inout Desk) -> Void = { $0.press(.character("T"), .down) }
    return [
      KeyCase(.choose, in: .chooser, after: play) { before, after in
        after.state.overlays.isEmpty && after.state.theme.name == before.chooser?.current?.label
      },
      KeyCase(.cancel, .interrupt, in: .chooser, after: play) { before, after in
        after.state.overlays.isEmpty && after.state.theme.name != before.chooser?.current?.label
      },
      KeyCase(.redraw, in: .chooser, after: play) { after($1, .redraw) },
      KeyCase(.suspend, in: .chooser, after: play) { after($1, .suspend) },
    ]
  }()

  private static let questions: [KeyCase] = {
    let play: @Sendable (inout Desk) -> Void = { $0.press(.character("q"), .tab) }
    let long: @Sendable (inout Desk) -> Void = { desk in
      desk.send(.input(.resize(Size(columns: 80, rows: 12))))
      desk.press(.character("*"), .delete, .down)
    }
    return [
      KeyCase(.nextField, in: .question, after: play) { $1.question?.focused == 2 },
      KeyCase(.previousField, in: .question, after: play) { $1.question?.focused == 0 },
      KeyCase(.up, in: .question, after: long) { $0.question?.scroll == 1 && $1.question?.scroll == 0 },
      KeyCase(.down, in: .question, after: long) { $1.question?.scroll == 2 },
      KeyCase(.choose, in: .question, after: play) { after($1, .quit(.pauseTasks)) },
      KeyCase(.cancel, .interrupt, in: .question, after: play) { _, after in
        after.state.overlays.isEmpty && !after.asked { if case .quit = $0 { true } else { false } }
      },
      KeyCase(.redraw, in: .question, after: play) { after($1, .redraw) },
      KeyCase(.suspend, in: .question, after: play) { after($1, .suspend) },
    ]
  }()

  private static let filters: [KeyCase] = {
    let play: @Sendable (inout Desk) -> Void = {
      $0.press(.character("/"))
      $0.type("stat")
    }
    let recalled: @Sendable (inout Desk) -> Void = {
      for text in ["web-", "db-"] { $0.state.history.add(.filter(text)) }
      $0.press(.character("/"), .control("p"))
    }
    return [
      KeyCase(.earlierFilter, in: .filter, after: recalled) {
        $0.state.list.typed == "db-" && $1.state.list.typed == "web-"
      },
      KeyCase(.laterFilter, in: .filter, after: recalled) {
        $1.state.filter?.text == "" && $1.state.list.typed.isEmpty
      },
      KeyCase(.nextField, in: .filter, after: play) { $1.state.filter?.text == "status:" },
      KeyCase(.choose, in: .filter, after: play) { $1.state.filter == nil && $1.state.list.typed == "stat" },
      KeyCase(.cancel, in: .filter, after: play) { $1.state.filter == nil && $1.state.list.typed.isEmpty },
      KeyCase(.help, in: .filter, after: play) { $1.box?.title == "Filter" },
    ]
  }()

  private static let columnKeys: [KeyCase] = {
    let play: @Sendable (inout Desk) -> Void = { $0.press(.character("c"), .down, .down) }
    let chosen: @Sendable (Desk) -> [ColumnDialog.Entry] = { $0.columnDialog?.entries ?? [] }
    return [
      KeyCase(.up, in: .columns, after: play) { $1.columnDialog?.cursor == 1 },
      KeyCase(.down, in: .columns, after: play) { $1.columnDialog?.cursor == 3 },
      KeyCase(.toggleColumn, in: .columns, after: play) { chosen($0)[2].isShown != chosen($1)[2].isShown },
      KeyCase(.columnLater, in: .columns, after: play) { chosen($0)[2].id == chosen($1)[3].id },
      KeyCase(.columnEarlier, in: .columns, after: play) { chosen($0)[2].id == chosen($1)[1].id },
      KeyCase(
        .allColumns, in: .columns,
        after: {
          play(&$0)
          $0.press(.character(" "))
        }
      ) { $0.columnDialog?.isChoice == true && $1.columnDialog?.isChoice == false },
      KeyCase(
        .choose, in: .columns,
        after: {
          play(&$0)
          $0.press(.character(" "))
        }
      ) { _, after in
        after.state.overlays.isEmpty && after.asked { if case .remember = $0 { true } else { false } }
      },
      KeyCase(
        .cancel, .interrupt, in: .columns,
        after: {
          play(&$0)
          $0.press(.character(" "))
        }
      ) { _, after in
        after.state.overlays.isEmpty && after.state.setup.preferences.columns.isEmpty
          && !after.asked { if case .remember = $0 { true } else { false } }
      },
      KeyCase(.redraw, in: .columns, after: play) { after($1, .redraw) },
      KeyCase(.suspend, in: .columns, after: play) { after($1, .suspend) },
    ]
  }()

  private static let forms: [KeyCase] = {
    let onName: @Sendable (inout Desk) -> Void = { desk in
      row(3, &desk)
      desk.press(.character("r"), .backTab, .backTab)
    }
    let onRegion: @Sendable (inout Desk) -> Void = { desk in
      row(9, &desk)
      desk.press(.character("r"), .right)
    }
    let two: @Sendable (inout Desk) -> Void = { desk in
      onRegion(&desk)
      desk.press(.control("n"))
    }
    let several: @Sendable (inout Desk) -> Void = { desk in
      desk.press(.character("*"), .character("r"), .right)
      desk.fireTimers()
    }
    return [
      KeyCase(.nextField, in: .form, after: onName) { $0.form?.focus == .name && $1.form?.focus == .description },
      KeyCase(.previousField, in: .form, after: onName) { $0.form?.focus == .name && $1.form?.focus == .ok },
      KeyCase(.choose, in: .form, after: onRegion) { $1.chooser?.purpose == .field(.region(0)) },
      KeyCase(.submit, in: .form, after: onRegion) { _, after in
        after.asked { if case .createReplicas = $0 { true } else { false } }
      },
      KeyCase(.addDestination, in: .form, after: onRegion) { $1.form?.destinations.count == 2 },
      KeyCase(.removeDestination, in: .form, after: two) {
        $0.form?.destinations.count == 2 && $1.form?.destinations.count == 1
      },
      KeyCase(.fixRefusal, in: .form, after: several) { before, after in
        // It asks, chooses or opens what helps; nothing stays as it was.
        before.text != after.text
      },
      KeyCase(.selectionTable, in: .form, after: several) { $1.box != nil },
      KeyCase(.clearField, in: .form, after: onName) { $0.form?.text(.name) != "" && $1.form?.text(.name) == "" },
      KeyCase(.help, in: .form, after: onRegion) { $1.box?.title == "Create Replica" },
      KeyCase(.cancel, .interrupt, in: .form, after: onName) { $1.state.overlays.isEmpty },
      KeyCase(.redraw, in: .form, after: onRegion) { after($1, .redraw) },
      KeyCase(.suspend, in: .form, after: onRegion) { after($1, .suspend) },
    ]
  }()
}
