internal import Replication

/// A submission of so many rows that it is sent in pieces: it can be watched, left by Esc, and goes on.
struct Bulk: Sendable {
  /// What is sent.
  enum Work: Sendable {
    case replicas([ReplicaRequest])
    case copies([SnapshotCopyRequest])
    case deletion(DeletionRequest)
  }

  /// What one rule refused.
  struct Refused: Hashable, Sendable {
    var code: RefusalCode
    /// The sentence; of the first row where it differs.
    var message: String
    /// The ids of the sources; a request that names none counts as well.
    var sources: [String]
    /// Whether the sentence of another row differs.
    var isMixed = false
  }

  let work: Work
  /// The list whose marks go with what is done.
  let list: ListKey
  /// The scope the list had.
  let scope: Scope
  /// The marks of its rows, put away when the dialog was left; nil while it was not.
  var marks: [String: Row]?
  /// How many requests were sent so far, the piece under way included.
  private(set) var sent = 0
  /// How many of them were answered.
  private(set) var answered = 0
  /// How many were done or admitted.
  private(set) var done = 0
  /// What was refused, by rule.
  private(set) var refused: [Refused] = []

  /// Requests in one piece: few enough that each is answered within a moment.
  static let piece = 50

  init(_ work: Work, of list: ListKey, scope: Scope) {
    self.work = work
    self.list = list
    self.scope = scope
  }

  /// How many requests there are.
  var total: Int {
    switch work {
    case .replicas(let requests): requests.count
    case .copies(let requests): requests.count
    case .deletion(let request): request.ids.count
    }
  }

  /// The ids of the rows; of one that goes to several regions more than once.
  var ids: [String] {
    switch work {
    case .replicas(let requests): requests.map(\.backup)
    case .copies(let requests): requests.map(\.snapshot)
    case .deletion(let request): request.ids
    }
  }

  /// The rows of which not every request was answered.
  var unanswered: Set<String> { Set(ids.dropFirst(answered)) }

  /// How many requests were not sent.
  var unsent: Int { total - sent }

  /// How many requests were sent and not answered: nobody knows which of them were done.
  var uncertain: Int { sent - answered }

  /// Whether everything was sent and answered.
  var isOver: Bool { answered == total }

  /// How many rows rules refused.
  var refusedCount: Int { refused.reduce(0) { $0 + $1.sources.count } }

  /// What it does, for a title.
  var title: String {
    switch work {
    case .replicas: "Create Replica"
    case .copies: "Cross-region replication"
    case .deletion: "Delete"
    }
  }

  /// `1250 of 5000 sent: 1240 started, 10 refused`.
  var progress: String {
    let verb = if case .deletion = work { "deleted" } else { "started" }
    return "\(answered) of \(total) sent: \(done) \(verb), \(refusedCount) refused"
  }

  /// The next piece, which counts as sent from now on; nil where all were sent.
  mutating func next(_ request: Int) -> Effect? {
    let piece = sent..<min(sent + Self.piece, total)
    guard !piece.isEmpty else { return nil }
    sent = piece.upperBound
    switch work {
    case .replicas(let requests): return .createReplicas(Array(requests[piece]), request: request)
    case .copies(let requests): return .copySnapshots(Array(requests[piece]), request: request)
    case .deletion(let whole):
      return .delete(
        DeletionRequest(kind: whole.kind, ids: Array(whole.ids[piece]), confirmed: whole.confirmed), request: request)
    }
  }

  /// Takes what came of the piece under way.
  mutating func take(done: Int, refused: [Refusal]) {
    answered = sent
    self.done += done
    for refusal in refused {
      let source = refusal.source ?? refusal.vault ?? ""
      guard let index = self.refused.firstIndex(where: { $0.code == refusal.code }) else {
        self.refused.append(Refused(code: refusal.code, message: refusal.message, sources: [source]))
        continue
      }
      if self.refused[index].message != refusal.message { self.refused[index].isMixed = true }
      // One row may be refused by a rule for several reasons.
      if source.isEmpty || self.refused[index].sources.last != source { self.refused[index].sources.append(source) }
    }
  }
}
