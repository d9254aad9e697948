internal import Canvas
internal import Replication

extension ConsoleState {
  /// The columns of the vaults.
  var vaultColumns: [Column] {
    [nameColumn] + regionColumn + [
      Column(id: .holds, title: "HOLDS", width: 8, gap: 1, priority: 1, sort: .kind) { row in
        .init(row.vault.map { $0.protection == .backup ? "backups" : "replicas" } ?? "")
      },
      Column(id: .status, title: "STATUS", width: 9, gap: 1, priority: 2, sort: .status) { row in
        .init(row.vault?.status.label ?? "", row.vault?.status.role ?? .text)
      },
    ] + roomColumns + reachColumns + [
      Column(id: .created, title: "CREATED", width: 16, priority: 8, sort: .created) { row in
        .init(row.vault.map { moment($0.createdAt) } ?? "", .dim)
      },
      Column(id: .id, title: "ID", width: 36, priority: 9, sort: .id) { .init($0.id, .dim) },
    ]
  }

  /// How full it is: bytes where there is room, else a share of the capacity beside it.
  private var roomColumns: [Column] {
    [
      Column(id: .used, title: "USED", width: hasRoom ? 8 : 5, isRight: true, gap: 1, priority: 1, sort: .used) { row in
        guard let vault = row.vault else { return .init("") }
        return .init(hasRoom ? ByteFormat.short(vault.used) : vault.share, vault.free <= 0 ? .warning : .text)
      },
      Column(id: .capacity, title: "CAPACITY", width: 8, isRight: true, gap: hasRoom ? 2 : 1, priority: 1, sort: .size)
      { row in
        .init(row.vault.map { ByteFormat.short($0.capacity) } ?? "")
      },
      Column(id: .free, title: "FREE", width: 8, isRight: true, gap: 1, priority: 5, sort: .free) { row in
        .init(row.vault.map { ByteFormat.short(max(0, $0.free)) } ?? "")
      },
      Column(id: .resources, title: "RES", width: 4, isRight: true, gap: 1, priority: 6, sort: .resources) { row in
        .init(row.vault.map { "\($0.resourceCount)" } ?? "")
      },
      Column(id: .count, title: "COUNT", width: 5, isRight: true, priority: 4, sort: .count) { row in
        .init(row.vault.map { "\($0.backupCount)" } ?? "")
      },
    ]
  }

  /// What keeps it filled and copied: its policies, and where its backups have replicas.
  private var reachColumns: [Column] {
    let names = vaultPolicies
    let codes = codes
    let width = hasRoom ? 13 : 7
    return [
      Column(id: .policy, title: "POLICY", width: 14, priority: 7, isFlexible: true) { row in
        .init(names[row.id]?.joined(separator: ", ") ?? "")
      },
      Column(
        id: .reach, title: hasRoom ? "REPLICATED TO" : "REPL TO", width: width, gap: hasRoom ? 1 : 0, priority: 3,
        sort: .reach
      ) { row in
        guard let vault = row.vault else { return .init("") }
        return .init(Self.reach(vault.replicatedTo.map { codes[$0] }, columns: width))
      },
    ]
  }

  /// As many codes as fit, and how many more there are.
  static func reach(_ codes: [String], columns: Int) -> String {
    let words = codes.joined(separator: " ")
    if words.utf8.count <= columns { return words }
    let fitting = max(1, (columns - 3) / 4)
    return codes.prefix(fitting).joined(separator: " ") + " +\(codes.count - fitting)"
  }

  /// The names of the policies that are applied to each vault.
  var vaultPolicies: [String: [String]] {
    policies.reduce(into: [:]) { names, policy in
      for vault in policy.vaults { names[vault.vault, default: []].append(policy.name) }
    }
  }

  /// Asks for the policies where vaults show them.
  mutating func fetchVaultPolicies() {
    guard tab == .vaults, service.family == .cbr, !waiting.values.contains(.vaultPolicies) else { return }
    outbox.append(.policy(.list, request: asking(.vaultPolicies)))
  }
}

extension Vault {
  /// How full it is.
  fileprivate var share: String {
    guard capacity > 0 else { return "" }
    return "\(Int(min(999, Double(used) / Double(capacity) * 100))) %"
  }
}
