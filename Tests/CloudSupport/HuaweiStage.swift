public import CloudWire
internal import Foundation
internal import Synchronization

/// A small account of Huawei Cloud for tests: two capable regions and one that is not, a few backups and vaults.
///
/// Time moves by being looked at: every look at a source moves its replications one step on.
public final class HuaweiStage: Sendable {
  /// What becomes of replications.
  public enum Fate: Sendable {
    /// They succeed after three looks.
    case succeeds
    /// They fail at 60 %.
    case fails
    /// They stay at 40 %.
    case sticks
  }

  struct Record {
    var id: String
    var source: String
    var destination: String
    var region: String
    var project: String
    var vault: String
    var name: String
    var looks = 0
    var fate: Fate
  }

  struct Row {
    var id: String
    var name: String
    var project: String
    var vault: String
    var status = "available"
    var image = "backup"
    var type = "OS::Nova::Server"
    var size = 40
    var system = true
  }

  struct State {
    var rows: [Row] = []
    var policies: [PolicyOnStage] = []
    var records: [Record] = []
    var vaults: [(id: String, name: String, project: String, type: String, protect: String, size: Int)] = []
    var fate = Fate.succeeds
    /// Answers that are given before anything else, oldest first.
    var interruptions: [(matches: String, reply: Reply)] = []
    /// Requests that do their work although their answer is lost.
    var losesAnswers = false
    /// Accepted replications whose answer does not name their record.
    var hidesRecords = false
    var denied: String?
  }

  /// The project of Hong Kong, Singapore and Beijing.
  public static let projects = [
    "ap-southeast-1": "a0000000000000000000000000000101", "ap-southeast-3": "a0000000000000000000000000000103",
    "cn-north-4": "a0000000000000000000000000000105",
  ]

  let state: Mutex<State>

  /// Sets the stage.
  ///
  /// - Parameter backups: how many servers' backups Hong Kong has.
  public init(backups: Int = 3) {
    var state = State()
    let here = Self.projects["ap-southeast-1"] ?? ""
    let there = Self.projects["ap-southeast-3"] ?? ""
    state.vaults = [
      ("c0000000-0000-4000-8000-000000000101", "vault-servers", here, "server", "backup", 2_000),
      ("c0000000-0000-4000-8000-000000000301", "replicas", there, "server", "replication", 500),
      ("c0000000-0000-4000-8000-000000000302", "small", there, "server", "replication", 10),
    ]
    for number in 1...max(1, backups) {
      state.rows.append(
        Row(
          id: Self.backup(number), name: String(format: "web%02d", number), project: here,
          vault: "c0000000-0000-4000-8000-000000000101"))
    }
    self.state = Mutex(state)
  }

  /// The id of a backup by its number.
  public static func backup(_ number: Int) -> String { String(format: "b0000000-0000-4000-8000-%012d", number) }

  /// What becomes of replications from now on.
  public func decide(_ fate: Fate) { state.withLock { $0.fate = fate } }

  /// Lets the replications go on that stand still.
  public func unstick() {
    state.withLock { state in
      for index in state.records.indices { state.records[index].fate = .succeeds }
    }
  }

  /// Answers the next request whose method and path contain a text with something else.
  public func interrupt(_ text: String, with reply: Reply) {
    state.withLock { $0.interruptions.append((text, reply)) }
  }

  /// From now on requests that change something are done, but their answers are lost.
  public func loseAnswers() { state.withLock { $0.losesAnswers = true } }

  /// From now on accepted replications are not named in their answer.
  public func hideRecords() { state.withLock { $0.hidesRecords = true } }

  /// From now on requests whose method and path contain a text are forbidden; nil forbids nothing.
  public func deny(_ text: String?) { state.withLock { $0.denied = text } }

  /// The rules of a policy by its name; empty where there is none.
  public func patterns(_ policy: String) -> [String] {
    state.withLock { $0.policies.first { $0.name == policy }?.pattern ?? [] }
  }

  /// What a policy says of where to and of what is kept.
  public func definition(_ policy: String) -> [String: String] {
    state.withLock { state in
      let found = state.policies.first { $0.name == policy }?.definition ?? [:]
      return found.mapValues { "\($0)" }
    }
  }

  /// The vaults a policy is applied to, each with where its replicas go, as `name>name`.
  public func applications(_ policy: String) -> [String] {
    state.withLock { state in
      func name(_ id: String?) -> String { state.vaults.first { $0.id == id }?.name ?? "" }
      return state.policies.first { $0.name == policy }?.vaults.map { "\(name($0.vault))>\(name($0.target))" } ?? []
    }
  }

  /// How many policies there are.
  public var policyCount: Int { state.withLock { $0.policies.count } }

  /// Adds a policy that was made elsewhere.
  public func addPolicy(
    _ name: String, region: String, patterns: [String], definition: [String: any Sendable] = [:]
  ) {
    state.withLock { state in
      state.policies.append(
        PolicyOnStage(
          id: "policy-\(state.policies.count + 1)", project: Self.projects[region] ?? "", name: name, enabled: true,
          type: "backup", definition: definition, pattern: patterns))
    }
  }

  /// How many replications were ever started.
  public var replications: Int { state.withLock { $0.records.count } }

  /// Answers one request.
  public func answer(_ request: WireRequest) -> Reply {
    state.withLock { state in
      let line = "\(request.method) \(request.target)"
      if let index = state.interruptions.firstIndex(where: { line.contains($0.matches) }) {
        return state.interruptions.remove(at: index).reply
      }
      if let denied = state.denied, line.contains(denied) {
        return Self.failure(403, "APIGW.0302", "The IAM user is not allowed to access the API.")
      }
      let reply = Self.route(request, &state)
      return state.losesAnswers && request.method != "GET" ? .hangUp : reply
    }
  }
}
