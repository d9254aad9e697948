import Foundation
import Replication
import Testing

@testable import Catalog

/// Issue 5, point 11: whatever is changed in the audit behind the program's back is found.
@Suite struct AuditChainTests {
  let scratch: Scratch
  let catalog: Catalog

  init() throws {
    scratch = try Scratch()
    catalog = try scratch.open()
    for number in 1...6 { try append("\(number)") }
  }

  private func append(_ subject: String) throws {
    try catalog.write(durable: true) {
      try $0.appendAudit(
        AuditEntry(
          date: Samples.date(1), requester: Samples.someone, action: "delete", subject: subject, region: "ap-1",
          facts: ["name": "a\"b", "size": "1"]))
    }
  }

  /// What somebody does who can write to the file.
  private func tamper(_ statements: String) throws {
    try ForeignDatabase.run(
      "DROP TRIGGER audit_kept; DROP TRIGGER audit_unchanged; " + statements, at: scratch.path)
  }

  @Test("An audit nobody touched has no flaws, and its head is its last line")
  func sound() throws {
    let check = try catalog.checkAudit()
    #expect(check.flaws.isEmpty && check.lines == 6)
    let last = try #require(try catalog.audit(limit: 1).first)
    #expect(check.head?.number == 6 && check.head?.hash == last.hash && last.hash.count == 64)
    #expect(try catalog.audit(before: 2, limit: 1).first?.hash == check.head?.chain)
  }

  @Test(
    "A changed word in any column, a line taken out, two exchanged: named by its line",
    arguments: [
      ("UPDATE audit SET user = 'root' WHERE number = 3", [AuditFlaw.changed(line: 3)]),
      ("UPDATE audit SET host = host || ' ' WHERE number = 3", [.changed(line: 3)]),
      ("UPDATE audit SET date = date + 1 WHERE number = 1", [.changed(line: 1)]),
      ("UPDATE audit SET action = 'paint' WHERE number = 6", [.changed(line: 6)]),
      ("UPDATE audit SET outcome = 'last-copy' WHERE number = 2", [.changed(line: 2)]),
      ("UPDATE audit SET facts = '{}' WHERE number = 2", [.changed(line: 2)]),
      ("UPDATE audit SET subject = '45', region = 'ap-' WHERE number = 5", [.changed(line: 5)]),
      ("UPDATE audit SET hash = NULL WHERE number = 4", [.changed(line: 4)]),
      ("DELETE FROM audit WHERE number IN (3, 4)", [.missing(from: 3, to: 4)]),
      ("DELETE FROM audit WHERE number = 1", [.missing(from: 1, to: 1)]),
      (
        "UPDATE audit SET number = 9 WHERE number = 3; UPDATE audit SET number = 3 WHERE number = 4;"
          + " UPDATE audit SET number = 4 WHERE number = 9", [.changed(line: 3), .changed(line: 4), .changed(line: 5)]
      ),
    ])
  func tampered(_ statements: String, _ flaws: [AuditFlaw]) throws {
    try tamper(statements)
    #expect(try scratch.open().checkAudit().flaws == flaws)
  }

  @Test("Lines cut off at the end leave a sound audit without the line that a head names")
  func cutOff() throws {
    let head = try #require(try catalog.read { try $0.auditHead() })
    try tamper("DELETE FROM audit WHERE number = 6")
    let check = try catalog.checkAudit()
    #expect(check.flaws.isEmpty && check.head?.number == 5)
    #expect(try catalog.read { try $0.auditHash(ofLine: head.number) } == nil)
    try append("another")
    #expect(try catalog.read { try $0.auditHash(ofLine: head.number) } != head.hash)
  }

  @Test("The lines that an older program wrote are tied when its catalog is opened")
  func older() throws {
    let before = try catalog.audit(limit: 10)
    try ForeignDatabase.takeBack(scratch.path, to: 1)
    try tamper("UPDATE audit SET previousHash = NULL, hash = NULL; UPDATE audit SET user = 'root' WHERE number = 2")
    let later = try scratch.open()
    let check = try later.checkAudit()
    #expect(check.flaws.isEmpty && check.lines == 6 && check.head?.chain == before.last?.hash)
    #expect(check.head?.hash != before.first?.hash, "line 2 is another")
    #expect(throws: (any Error).self) { try ForeignDatabase.run("UPDATE audit SET user = 'x'", at: scratch.path) }
  }

  @Test("Lines are listed, filtered and sorted like everything else")
  func listed() throws {
    var listing = Listing(.audit)
    listing.filter = try RowFilter.parse("by:\(Samples.someone.user) subject:4", for: .audit, now: Samples.date(9)) {
      _ in 0
    }
    guard case .audit(let window) = try catalog.rows(listing, at: .offset(0), limit: 10) else {
      Issue.record("no lines")
      return
    }
    #expect(window.rows.map(\.subject) == ["4"] && window.unfilteredTotal == 6)
    guard case .audit(let all) = try catalog.rows(Listing(.audit), at: .offset(0), limit: 10) else { return }
    #expect(all.rows.map(\.number) == [6, 5, 4, 3, 2, 1])
  }
}
