internal import Canvas
internal import Replication

extension ConsoleState {
  mutating func take(_ listed: ListedRows, for purpose: Waiting?, _ request: Int) {
    if case .images(let backup) = purpose, case .images(let window) = listed {
      return openServerForm(backup, window.rows.filter { $0.backup == backup.id })
    }
    if case .imagesOfMenu(let backup) = purpose, case .images(let window) = listed {
      return noteImages(window.rows, of: backup)
    }
    if purpose == .imagesOfDeletion, case .images(let window) = listed { return askToDelete(images: window.rows) }
    guard let purpose else { return }
    let window = RowWindow(listed)
    switch purpose {
    case .rows(let key, let listing):
      take(window, key, listing)
      lookUpSources()
    case .allRows(let key): markAll(window, key)
    case .vaultBackups(let vault): openBulkForm(window.rows, of: vault)
    default: break
    }
  }

  mutating func take(total: Int, for purpose: Waiting?) {
    guard case .total(let key, let listing) = purpose, lists[key]?.listing == listing else { return }
    lists[key]?.total = total
    lists[key]?.isCounted = true
  }

  mutating func take(_ tasks: [CloudTask], for purpose: Waiting?) {
    switch purpose {
    case .paneTasks(let id):
      guard pane.subject == id else { return }
      pane.tasks = tasks
      lookUpSources()
    case .pageTasks(let link):
      for index in pages.indices where pages[index].link == link { pages[index].tasks = tasks }
    default: break
    }
  }

  mutating func take(_ answer: PolicyAnswer, for purpose: Waiting?) {
    guard let purpose else { return }
    if case .list(let overviews, let vaults, _) = answer {
      (policies, policyVaults) = (overviews.map(\.policy), vaults)
    }
    if purpose == .vaultPolicies { return }
    if case .policy(.create(let request)) = purpose { awaitPolicy(request) }
    take(answer)
    if board == nil, case .changed = answer { fetchVaultPolicies() }
  }

  mutating func take(_ found: Found?, for purpose: Waiting?) {
    if case .paneSource(let id) = purpose { return takeSource(found, of: id) }
    guard case .page(let link) = purpose else { return }
    for index in pages.indices where pages[index].link == link {
      pages[index].row = found.map { Row($0) } ?? pages[index].row
      pages[index].isGone = found == nil
    }
  }

  mutating func take(_ vaults: [Vault], for purpose: Waiting?) {
    guard case .vaults(let region) = purpose else { return }
    formVaults(vaults, of: region)
  }

  mutating func take(_ admission: Admission, for purpose: Waiting?) {
    switch purpose {
    case .submission: submitted(admission)
    case .bulk: takeBulk(admission)
    case .task(let words):
      if let refusal = admission.refused.first {
        say(refusal.message, .error)
      } else {
        say("\(words): started.")
        refresh()
      }
    default: break
    }
  }

  mutating func take(_ deletion: Deletion, for purpose: Waiting?) {
    if purpose == .bulk { return takeBulk(deletion) }
    guard case .deletion(let request) = purpose else { return }
    let gone = goneWords(deletion.done)
    unmark(deletion.done, in: listKey)
    if request.ids.count == 1, let row = subjects.first, row.id == request.ids[0],
      deletion.refused.contains(where: { $0.code == .lastCopy })
    {
      return askToDeleteLastCopy(row, request)
    }
    let count = deletion.done.count
    if deletion.refused.isEmpty {
      say("Deleted \(gone).")
    } else if request.ids.count > 1, overlays.isEmpty {
      showRefused(deletion)
    } else {
      let refused = "\(deletion.refused.count) refused: \(deletion.refused[0].message)"
      say(count == 0 ? refused : "\(count) deleted, \(refused)", .error)
    }
    refresh()
  }

  /// What is deleted: one row by its name, several by their number.
  private func goneWords(_ ids: [String]) -> String {
    let rows = ids.count == 1 ? list.rows + list.marks.values + pages.compactMap(\.row) : []
    guard let row = rows.first(where: { $0.id == ids.first }) else {
      return ids.count == 1 ? "1 row" : "\(ids.count) rows"
    }
    return "\(row.name) in \(regionName(row.region))"
  }

  /// Says of every row that could not be deleted why, not only of the first.
  private mutating func showRefused(_ deletion: Deletion) {
    let summary = "\(deletion.done.count) deleted, \(deletion.refused.count) refused."
    let lines = deletion.refused.map { refusal in
      let name = (refusal.source ?? refusal.vault).flatMap { list.marks[$0]?.name } ?? ""
      return TextLine(shortened(refusal.message), label: name, role: .warning)
    }
    overlays.append(.text(TextBox(title: "Delete", lines: [TextLine(summary, role: .strong)] + lines)))
  }

  mutating func take(_ refusals: [Refusal], for purpose: Waiting?) {
    switch purpose {
    case .submission: submitted(Admission(tasks: [], refused: refusals))
    case .bulk: takeBulk(refusals)
    case .none: break
    default:
      policyRefused(refusals.first?.message ?? "")
      if let first = refusals.first { say(first.message, .error) }
    }
  }

  mutating func take(_ explanation: Explanation, for purpose: Waiting?) {
    switch purpose {
    case .total, .vaultPolicies, .paneSource, .imagesOfMenu: break
    case .rows(let key, let listing):
      lists[key]?.request = nil
      if lists[key]?.listing == listing { lists[key]?.condition = .failed(explanation) }
      // Rows that are there stay, and it is said that they may be old.
      if key == listKey, !list.rows.isEmpty { say(Self.sentence(explanation), .error) }
    case .vaults(let region): formVaultsFailed(explanation.message, of: region)
    case .plan: changeForms { if $0.sourceCount > 0 { $0.plan = .failed(explanation.message) } }
    case .submission:
      if departed != nil {
        departed = nil
        return say(Self.sentence(explanation), .error)
      }
      changeForm { form in
        form.sending = nil
        form.message = Self.sentence(explanation)
      }
    case .bulk: bulkFailed(explanation)
    case .policy:
      policyRefused(Self.sentence(explanation))
      say(Self.sentence(explanation), .error)
    default: say(Self.sentence(explanation), .error)
    }
  }

  /// What happened and what to do next.
  static func sentence(_ explanation: Explanation) -> String {
    explanation.next.isEmpty ? explanation.message : explanation.message + " " + explanation.next
  }
}
