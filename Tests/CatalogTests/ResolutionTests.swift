import Catalog
import Foundation
import Replication
import Testing

/// Ids, prefixes and names as spec/commands.md has them ("IDs").
@Suite struct ResolutionTests {
  let scratch: Scratch
  let catalog: Catalog

  init() throws {
    scratch = try Scratch()
    catalog = try scratch.open()
    try catalog.write(durable: false) { transaction in
      for row in Self.backups {
        var backup = Samples.backup(0)
        (backup.id, backup.name, backup.region) = (row.id, row.name, row.region)
        backup.source = row.source.map { SourceLink(id: $0, region: "ap-1") }
        backup.kind = row.source == nil ? .backup : .replica
        try transaction.put(backup)
      }
      var vault = Samples.vault(1)
      (vault.id, vault.name) = ("aaaa9999-1", "gold")
      try transaction.put(vault)
      var snapshot = Samples.snapshot(1)
      (snapshot.id, snapshot.name) = ("snap-oi5spwt2", "before update")
      try transaction.put(snapshot)
      var task = Samples.task(1)
      task.id = "7a5c-task"
      try transaction.put(task)
      var image = Samples.image(1)
      (image.id, image.name) = ("1234-image", "web")
      try transaction.put(image)
    }
  }

  static let backups: [(id: String, name: String, region: String, source: String?)] = [
    ("aaaa1111-1", "web", "ap-1", nil), ("bbbb1111-2", "web", "ap-2", "aaaa1111-1"),
    ("bbbb2222-3", "web", "cn-3", "aaaa1111-1"), ("cccc1111-4", "twin", "ap-1", nil),
    ("cccc2222-5", "twin", "ap-2", nil), ("dddd1111-6", "mixed", "ap-1", nil),
    ("dddd2222-7", "mixed", "ap-2", "dddd1111-6"), ("dddd3333-8", "mixed", "ap-2", "cccc1111-4"),
    ("eeee1111-9", "eee", "ap-1", nil), ("ffff1111-a", "orphan", "ap-2", "gone"),
    ("ffff2222-b", "orphan", "cn-3", "gone"),
    ("ABCD0000-c", "50%_x", "ap-1", nil), ("1111-d", "ffff1", "ap-1", nil), ("2222-e", "bbbb", "ap-1", nil),
  ]

  private func many(_ ids: String...) -> Resolution {
    .many(Self.backups.filter { ids.contains($0.id) }.map { Candidate(id: $0.id, name: $0.name, region: $0.region) })
  }

  @Test func backups() throws {
    let table: [(text: String, region: String?, expected: Resolution)] = [
      ("aaaa1111-1", nil, .one("aaaa1111-1")),
      ("aaaa", nil, .one("aaaa1111-1")),
      ("AAAA1", nil, .one("aaaa1111-1")),
      ("abcd", nil, .one("ABCD0000-c")),
      ("web", nil, .one("aaaa1111-1")),
      ("web", "ap-2", .one("bbbb1111-2")),
      ("web", "cn-3", .one("bbbb2222-3")),
      ("web", "nowhere", .one("aaaa1111-1")),
      ("Web", nil, .none),
      ("twin", nil, many("cccc1111-4", "cccc2222-5")),
      ("twin", "ap-2", .one("cccc2222-5")),
      ("mixed", nil, many("dddd1111-6", "dddd2222-7", "dddd3333-8")),
      ("mixed", "ap-1", .one("dddd1111-6")),
      ("mixed", "ap-2", many("dddd2222-7", "dddd3333-8")),
      ("orphan", nil, many("ffff1111-a", "ffff2222-b")),
      ("eee", nil, .one("eeee1111-9")),
      ("50%_x", nil, .one("ABCD0000-c")),
      ("%", nil, .none),
      ("____1111-1", nil, .none),
      ("'", nil, .none),
      ("", nil, .none),
      ("gone", nil, .none),
      ("\u{0}", nil, .none),
      ("\u{10FFFF}", nil, .none),
      // A unique name that is also the unique prefix of another's id names both; of many ids, it is the name.
      (
        "ffff1", nil,
        .many([
          Candidate(id: "1111-d", name: "ffff1", region: "ap-1"),
          Candidate(id: "ffff1111-a", name: "orphan", region: "ap-2"),
        ])
      ),
      ("bbbb", nil, .one("2222-e")),
    ]
    for row in table {
      let found = try catalog.resolve(row.text, as: .backup, region: row.region)
      #expect(found == row.expected, "\(row.text) in \(row.region ?? "-")")
    }
    guard case .many(let candidates) = try catalog.resolve("cccc", as: .backup) else {
      Issue.record("a prefix of two ids is ambiguous")
      return
    }
    #expect(candidates.map(\.id) == ["cccc1111-4", "cccc2222-5"])
  }

  @Test func otherKinds() throws {
    let table: [(text: String, kind: Resolvable, expected: Resolution)] = [
      ("gold", .vault, .one("aaaa9999-1")), ("aaaa", .vault, .one("aaaa9999-1")), ("web", .vault, .none),
      ("snap-oi", .snapshot, .one("snap-oi5spwt2")), ("before update", .snapshot, .one("snap-oi5spwt2")),
      ("7a5c", .task, .one("7a5c-task")), ("", .task, .none), ("web", .task, .none),
      ("web", .image, .one("1234-image")),
    ]
    for row in table { #expect(try catalog.resolve(row.text, as: row.kind) == row.expected, "\(row.text)") }
  }

  @Test func thousandsOfCandidatesAreCut() throws {
    try catalog.write(durable: false) { for number in 0..<500 { try $0.put(Samples.backup(number * 8 * 97)) } }
    guard case .many(let candidates) = try catalog.resolve("web-0", as: .backup) else {
      Issue.record("500 backups of one name are ambiguous")
      return
    }
    #expect(candidates.count == 20)
  }
}
