internal import Canvas
internal import Replication

extension ConsoleState {
  mutating func press(_ key: Key, in asked: Question) {
    var question = asked
    switch key {
    case .escape: return closeOverlay()
    case .enter: return answer(question)
    case .character(" ") where question.typed == nil: return answer(question)
    case .tab, .right: question.focused = (question.focused + 1) % question.buttons.count
    case .backTab, .left:
      question.focused = (question.focused + question.buttons.count - 1) % question.buttons.count
    case .up: question.scroll = max(0, question.scroll - 1)
    case .down: question.scroll = min(question.scroll + 1, max(0, question.lines.count - 1))
    default:
      if question.typed?.field.edit(key) == true {
        question.typed?.problem = ""
      } else if question.typed == nil {
        switch key {
        case .character("h"): question.focused = max(0, question.focused - 1)
        case .character("l"): question.focused = min(question.focused + 1, question.buttons.count - 1)
        default: break
        }
      }
    }
    replaceOverlay(.question(question))
  }

  /// Does what the highlighted button says.
  private mutating func answer(_ question: Question) {
    let chosen = question.buttons[question.focused].answer
    if chosen != .no, let typed = question.typed, !typed.matches {
      var again = question
      again.typed?.problem = "Type the name exactly: \(typed.expected)"
      return replaceOverlay(.question(again))
    }
    overlays.removeLast()
    switch chosen {
    case .no: break
    case .delete(var request):
      if let typed = question.typed { request.confirmed = [typed.field.text] }
      delete(request)
    case .steer(let task, let action): steer(task, action)
    case .discardForm: if case .form = overlays.last { overlays.removeLast() } else { discardPolicyForm() }
    case .policy(let asked): askPolicies(asked)
    case .quit(let mode): outbox.append(.quit(mode))
    }
  }

  private mutating func delete(_ request: DeletionRequest) {
    if request.ids.count <= Bulk.piece {
      outbox.append(.delete(request, request: asking(.deletion(request))))
    } else if begin(.deletion(request)) {
      say("Deleting \(request.ids.count) rows\(Glyphs(setup.glyphs).ellipsis)")
    } else {
      say(bulkRefusal, .warning)
    }
  }

  // MARK: Asking

  /// Asks before deleting; where images may have been made of the rows, those are heard of first.
  mutating func askToDelete() {
    let backups = subjects.compactMap(\.backup).filter { $0.type == .server }
    guard let first = backups.first, setup.profile.reportsBytes else { return askToDelete(images: []) }
    forget { $0 == .imagesOfDeletion }
    let listing = Listing(.images, text: backups.count == 1 ? first.id : "")
    outbox.append(.rows(listing, at: .offset(0), limit: Self.markLimit, request: asking(.imagesOfDeletion)))
  }

  /// Asks before deleting what can be deleted; says of the rest why it stays (S28, S36).
  mutating func askToDelete(images: [Image]) {
    guard overlays.isEmpty else { return }
    let rows = subjects
    let needing = Dictionary(grouping: images, by: \.backup)
    let verdicts = rows.map { (row: $0, reasons: reasonsToKeep($0, among: rows.count, needing[$0.id] ?? [])) }
    let going = verdicts.filter { $0.reasons.isEmpty }.map(\.row)
    guard let kind = Self.deletionKind(rows) else { return }
    let request = DeletionRequest(kind: kind, ids: going.map(\.id))
    if rows.count == 1, !going.isEmpty, isLastCopy(rows[0]) { return askToDeleteLastCopy(rows[0], request) }
    var lines: [TextLine] = []
    if rows.count == 1, going.isEmpty {
      lines = verdicts[0].reasons.map { TextLine(shortened($0), role: .warning) }
    } else if rows.count == 1 {
      let noun = rows[0].kind == .image ? "an image" : "a \(rows[0].noun)"
      lines = [TextLine("\(rows[0].name), \(noun) in \(regionName(rows[0].region)), will be gone for good.")]
    } else {
      lines = [TextLine("\(going.count) can be deleted, \(rows.count - going.count) cannot.", role: .strong)]
      // The smaller group first: that is the one to look at.
      let stay = verdicts.filter { !$0.reasons.isEmpty }.map { row, reasons in
        TextLine(shortened(reasons[0]), label: row.name, role: .warning)
      }
      let go = going.map { TextLine("goes (\($0.noun) in \(regionName($0.region)))", label: $0.name) }
      lines += go.count < stay.count ? Self.some(of: go) + Self.some(of: stay) : Self.some(of: stay) + Self.some(of: go)
    }
    if going.isEmpty { return overlays.append(.text(TextBox(title: "Delete", lines: lines))) }
    let word = going.count == 1 ? "Delete" : "Delete \(going.count)"
    ask(
      Question(
        title: "Delete", lines: lines,
        buttons: [.init(label: "No", answer: .no), .init(label: word, answer: .delete(request))]))
  }

  /// As many lines of a list as anybody reads before OK, and how many more there are.
  private static func some(of lines: [TextLine]) -> [TextLine] {
    guard lines.count > listedBeforeOK else { return lines }
    let rest = lines.count - listedBeforeOK
    return lines.prefix(listedBeforeOK) + [TextLine("and \(rest) more like these", label: " ", role: .dim)]
  }

  private static let listedBeforeOK = 200

  /// The last copy of something asks for its name to be typed.
  mutating func askToDeleteLastCopy(_ row: Row, _ request: DeletionRequest) {
    var question = Question(
      title: "Delete the last copy",
      lines: [
        TextLine("\(row.name) is the only verified copy of its contents.", role: .warning),
        TextLine("Once it is deleted nothing can bring them back. To go on, type its name:"),
      ],
      buttons: [.init(label: "No", answer: .no), .init(label: "Delete", answer: .delete(request))])
    question.typed = Question.TypedName(expected: row.name)
    ask(question)
  }

  /// Why a row stays; among several also what is asked about, or refused, when it goes alone.
  private func reasonsToKeep(_ row: Row, among count: Int, _ images: [Image]) -> [String] {
    let reasons = deletionRefusals(row, images: images).map(\.message)
    guard count > 1, reasons.isEmpty else { return reasons }
    if isLastCopy(row) { return ["The only verified copy; delete it by itself."] }
    if case .backup(let backup) = row, backup.status == .waitingProtect || backup.status == .protecting {
      return ["It is still being made; cancel its task instead."]
    }
    return []
  }

  private func isLastCopy(_ row: Row) -> Bool {
    guard case .backup(let backup) = row, backup.kind == .backup, backup.status == .available else { return false }
    return !backup.replicas.contains { $0.status == .available }
  }

  private static func deletionKind(_ rows: [Row]) -> DeletionRequest.Kind? {
    switch rows.first {
    case .backup: .backup
    case .snapshot: .snapshot
    case .vault: .vault
    case .image: .image
    case .task, .audit, nil: nil
    }
  }

  /// Asks before a task is stopped and what it has made is removed.
  mutating func askToCancel(_ task: CloudTask) {
    let isInterrupted = task.status == .interrupted
    let target = task.target.map { " to \(regionName($0.region))" } ?? ""
    let name = task.source?.name ?? task.id
    ask(
      Question(
        title: isInterrupted ? "Discard" : "Cancel task",
        lines: [
          TextLine("\(task.type.label) of \(name)\(target), \(task.percent) % done."),
          TextLine("Its unfinished target is removed; the source stays."),
        ],
        buttons: [
          .init(label: "No", answer: .no),
          .init(label: isInterrupted ? "Discard" : "Cancel task", answer: .steer(task.id, .cancel)),
        ]))
  }

  /// Asks what becomes of unfinished tasks.
  mutating func askToQuit() {
    let count = activity.running + activity.queued
    var lines = [TextLine(count == 1 ? "1 task has not ended." : "\(count) tasks have not ended.")]
    if let bulk {
      let words = "\(bulk.unsent) of \(bulk.total) rows have not been sent yet, and will not be."
      lines.append(TextLine(words, role: .warning))
    }
    ask(
      Question(
        title: "Quit", lines: lines,
        buttons: [
          .init(label: "Leave to the agent", answer: .quit(.leaveToAgent)),
          .init(label: "Pause them", answer: .quit(.pauseTasks)),
          .init(label: "Stay", answer: .no),
        ]))
  }

  mutating func ask(_ question: Question) { overlays.append(.question(question)) }

  // MARK: Boxes of text

  mutating func press(_ key: Key, _ action: Action?, in pressed: TextBox) {
    var box = pressed
    if let query = box.query, let edited = Self.edited(query, key) {
      (box.query, box.scroll) = (edited, 0)
      return replaceOverlay(.text(box))
    }
    let last = max(0, box.lines.count - 1)
    let page = max(1, Layout.height(of: box, in: setup.size))
    switch action {
    case .up: box.scroll -= 1
    case .down: box.scroll += 1
    case .pageUp: box.scroll -= page
    case .pageDown: box.scroll += page
    case .top: box.scroll = 0
    case .bottom: box.scroll = last
    case .back, .quit: return closeOverlay()
    default: return
    }
    box.scroll = min(max(0, box.scroll), Layout.lastScroll(of: box, in: setup.size))
    replaceOverlay(.text(box))
  }

  /// What is typed to find something, with one more key; nil for keys that do not edit it.
  private static func edited(_ query: TextField, _ key: Key) -> TextField? {
    var query = query
    switch key {
    case .escape where !query.text.isEmpty: query.clear()
    // As in lists a slash begins the search, which takes typing already.
    case .character("/") where query.text.isEmpty: break
    case .character, .backspace, .control("u"), .control("w"), .left, .right: _ = query.edit(key)
    default: return nil
    }
    return query
  }
}
