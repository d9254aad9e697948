internal import Canvas
internal import Replication

/// Submissions of many rows: sent piece by piece, one at a time, whatever else is on the screen.
extension ConsoleState {
  /// Begins to send; false where another one is still under way.
  mutating func begin(_ work: Bulk.Work) -> Bool {
    guard bulk == nil else { return false }
    bulk = Bulk(work, of: listKey, scope: list.listing.scope)
    sendNextPiece()
    return true
  }

  /// What a second one is told while the first is under way.
  var bulkRefusal: String {
    "Another submission is still under way: \(bulk?.progress ?? ""). Try again when it has ended."
  }

  private mutating func sendNextPiece() {
    let request = asking(.bulk)
    if let effect = bulk?.next(request) {
      outbox.append(effect)
    } else {
      waiting[request] = nil
    }
  }

  mutating func takeBulk(_ admission: Admission) { takePiece(done: admission.tasks.count, admission.refused) }

  mutating func takeBulk(_ deletion: Deletion) {
    if let key = bulk?.list { unmark(deletion.done, in: key) }
    takePiece(done: deletion.done.count, deletion.refused)
  }

  mutating func takeBulk(_ refusals: [Refusal]) { takePiece(done: 0, refusals) }

  private mutating func takePiece(done: Int, _ refused: [Refusal]) {
    bulk?.take(done: done, refused: refused)
    guard let bulk else { return }
    if bulk.isOver { return endBulk(bulk, trouble: nil) }
    sendNextPiece()
  }

  /// What could not be done at all ends it: the rest would most likely fail alike.
  mutating func bulkFailed(_ explanation: Explanation) {
    guard let bulk else { return }
    endBulk(bulk, trouble: Self.sentence(explanation))
  }

  /// Takes marks away without copying the others for each of them.
  func unmarked(_ marks: [String: Row], _ ids: [String]) -> [String: Row] {
    var marks = marks
    for id in ids { marks[id] = nil }
    return marks
  }

  mutating func unmark(_ ids: [String], in key: ListKey) {
    guard let marks = lists[key]?.marks, !marks.isEmpty else { return }
    lists[key]?.marks = [:]
    let left = unmarked(marks, ids)
    lists[key]?.marks = left
  }

  /// Takes the marks of what is sent away while the dialog is left, so that others can be set meanwhile.
  mutating func putMarksAway() {
    guard let bulk, let marks = lists[bulk.list]?.marks else { return }
    let ids = Set(bulk.ids)
    self.bulk?.marks = marks.filter { ids.contains($0.key) }
    lists[bulk.list]?.marks = marks.filter { !ids.contains($0.key) }
  }

  /// Leaves marked what must be sent again, and every mark that was set since the dialog was left.
  private mutating func settleMarks(of ended: Bulk) {
    // The marks of what is deleted went with each piece.
    if case .deletion = ended.work { return }
    let unanswered = ended.unanswered
    guard let away = ended.marks else {
      return unmark(ended.ids.filter { !unanswered.contains($0) }, in: ended.list)
    }
    // Never beside marks that were set for something else.
    guard let list = lists[ended.list], list.marks.isEmpty, list.listing.scope == ended.scope else { return }
    lists[ended.list]?.marks = away.filter { unanswered.contains($0.key) }
  }

  /// Says what came of it: on a box of its own where nothing else lies over the list, else on the message line.
  private mutating func endBulk(_ ended: Bulk, trouble: String?) {
    bulk = nil
    closeSentForm()
    settleMarks(of: ended)
    let summary = summary(of: ended, trouble: trouble)
    let advice = trouble == nil ? nil : advice(after: ended)
    let words = [summary, trouble, advice].compactMap { $0 }.joined(separator: " ")
    let isGood = trouble == nil && ended.refused.isEmpty
    let level: Notice.Level = isGood ? .note : trouble == nil ? .warning : .error
    if !isGood, overlays.isEmpty {
      keep(Notice(words, level))
      overlays.append(.text(bulkBox(ended, summary, trouble, advice)))
    } else {
      say(words, level)
    }
    refresh()
  }

  /// Closes the dialog that was sent, and whatever lies over it; nothing where it was left before.
  private mutating func closeSentForm() {
    let index = overlays.firstIndex { if case .form(let form) = $0 { form.isBulk } else { false } }
    if let index { overlays.removeSubrange(index...) }
  }

  private func summary(of ended: Bulk, trouble: String?) -> String {
    let verb = if case .deletion = ended.work { "deleted" } else { "started" }
    var words = "\(ended.title): \(ended.done) of \(ended.total) \(verb)"
    if ended.refusedCount > 0 { words += ", \(ended.refusedCount) refused" }
    if trouble != nil {
      if ended.unsent > 0 { words += ", \(ended.unsent) not sent" }
      if ended.uncertain > 0 { words += ", up to \(ended.uncertain) uncertain" }
    }
    return words + "."
  }

  /// What to do about the piece that was under way, of which some may have been done.
  private func advice(after ended: Bulk) -> String {
    let marks = lists[ended.list]?.marks ?? [:]
    let rest = ended.unanswered.contains { marks[$0] != nil } ? " What has no answer is still marked." : ""
    if case .deletion = ended.work {
      return "Some of the \(ended.uncertain) that were under way may be deleted: the list shows those that are not."
        + rest
    }
    return "Some of the \(ended.uncertain) that were under way may have been started: look at the Tasks tab." + rest
  }

  private func bulkBox(_ ended: Bulk, _ summary: String, _ trouble: String?, _ advice: String?) -> TextBox {
    var lines = [TextLine(summary, role: .strong)]
    if let trouble { lines.append(TextLine(shortened(trouble), role: .error)) }
    if let advice { lines.append(TextLine(advice)) }
    if !ended.refused.isEmpty { lines += [TextLine(""), TextLine("Refused, by rule", role: .title)] }
    let names = lists[ended.list]?.rows.reduce(into: [String: String]()) { $0[$1.id] = $1.name } ?? [:]
    for group in ended.refused {
      let label = "\(group.sources.count)"
      let words = group.isMixed ? group.code.sentences(ofSeveral: group.message) : group.message
      lines.append(TextLine(shortened(words), label: label, role: .warning))
      let known = group.sources.prefix(Self.namedInSummary).compactMap { names[$0] }
      if group.sources.count > 1, !known.isEmpty {
        let more = group.sources.count - known.count
        let rest = more > 0 ? " and \(more) more" : ""
        lines.append(TextLine(known.joined(separator: ", ") + rest, label: " ", role: .dim))
      }
    }
    return TextBox(title: ended.title, lines: lines)
  }

  private static let namedInSummary = 8
}
