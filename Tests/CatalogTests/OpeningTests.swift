import Foundation
import Replication
import Testing

@testable import Catalog

/// What opening does with files that are not what they should be (issue 2, "Bad input").
@Suite struct OpeningTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func put(_ bytes: [UInt8]) throws {
    let folder = (scratch.path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: scratch.path))
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test func aMissingCatalogIsMadeAndWaitsToBeRebuilt() throws {
    let first = try scratch.open()
    #expect(first.isNew)
    #expect(try first.needsRebuild())
    #expect(try !scratch.open().isNew)
    try first.write(durable: true) { try $0.markRebuilt() }
    #expect(try !scratch.open().needsRebuild())
  }

  @Test(arguments: [
    [UInt8](repeating: 0x41, count: 10_000), Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0xEE, count: 9_000),
  ])
  func rubbishIsCorruptAndSetAside(bytes: [UInt8]) throws {
    try put(bytes)
    let error = #expect(throws: CatalogError.self) { try scratch.open() }
    guard case .corrupt = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let name = try Catalog.setAside(scratch.path)
    #expect(try Data(contentsOf: URL(fileURLWithPath: name)) == Data(bytes))
    #expect(name.contains("catalog.db-corrupt-"))
    #expect(try scratch.open().isNew)
  }

  @Test func anEmptyFileIsANewCatalog() throws {
    try put([])
    #expect(try scratch.open().isNew)
  }

  @Test func damageWithinIsToldByWhoeverMeetsIt() throws {
    do {
      let catalog = try scratch.open()
      try catalog.write(durable: true) { for number in 0..<3_000 { try $0.put(Samples.backup(number)) } }
    }
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.path)))
    for place in 60_000..<(bytes.count - 60_000) { bytes[place] = 0x5A }
    try put(bytes)
    var errors: [CatalogError] = []
    do {
      let catalog = try scratch.open()
      _ = try catalog.rows(Listing(.backups(nil)), at: .offset(0), limit: 5_000)
    } catch let error as CatalogError { errors.append(error) }
    guard case .corrupt = errors.first else {
      Issue.record("\(errors)")
      return
    }
    _ = try Catalog.setAside(scratch.path)
    #expect(try scratch.open().isNew)
  }

  @Test func aSoundCatalogIsNeverSetAside() throws {
    let catalog = try scratch.open()
    #expect(throws: CatalogError.sound(path: scratch.path)) { try Catalog.setAside(scratch.path) }
    try catalog.write(durable: false) { try $0.put(Samples.backup(1)) }
  }

  @Test func whereNothingIsNothingIsSetAside() throws {
    _ = try scratch.open()
    try FileManager.default.removeItem(atPath: scratch.path)
    #expect(throws: CatalogError.replaced(path: scratch.path)) { try Catalog.setAside(scratch.path) }
  }

  @Test func everyErrorHasWords() {
    let errors: [CatalogError] = [
      .corrupt(path: "/p", reason: "r"), .foreign(path: "/p"), .newerVersion(path: "/p", found: 2, known: 1),
      .unwritable(path: "/p", reason: "r"), .noSpace(path: "/p"), .busy(path: "/p"), .replaced(path: "/p"),
      .sound(path: "/p"), .failed(path: "/p", reason: "r"),
    ]
    #expect(Set(errors.map(\.explanation.code)).count == errors.count)
    for error in errors { #expect(error.explanation.message.contains("/p") && !error.explanation.next.isEmpty) }
  }

  @Test func whoeverStillHoldsAReplacedCatalogWritesNoMore() throws {
    let catalog = try scratch.open()
    try FileManager.default.moveItem(atPath: scratch.path, toPath: scratch.path + "-old")
    let newer = try scratch.open()
    #expect(throws: CatalogError.replaced(path: scratch.path)) {
      try catalog.write(durable: true) { try $0.put(Samples.backup(1)) }
    }
    #expect(try newer.backup(Samples.id(1)) == nil)
  }

  /// Whatever stage a renaming dies at, the next opening sees no old journal beside a new database.
  @Test(arguments: [["-wal"], ["-wal", "-shm"], ["-wal", "-shm", ""]])
  func aRenamingThatDiedHalfWayHarmsNothing(renamed: [String]) throws {
    try put([UInt8](repeating: 0x42, count: 5_000))
    try Data(repeating: 7, count: 4_000).write(to: URL(fileURLWithPath: scratch.path + "-wal"))
    try Data(repeating: 7, count: 4_000).write(to: URL(fileURLWithPath: scratch.path + "-shm"))
    for suffix in renamed {
      try FileManager.default.moveItem(
        atPath: scratch.path + suffix, toPath: scratch.path + "-corrupt-20260101T000000Z" + suffix)
    }
    if !renamed.contains("") {
      #expect(throws: CatalogError.self) { try scratch.open() }
      _ = try Catalog.setAside(scratch.path)
    }
    let catalog = try scratch.open()
    #expect(catalog.isNew)
    try catalog.write(durable: true) { try $0.put(Samples.backup(1)) }
    #expect(try scratch.open().backup(Samples.id(1)) == Samples.backup(1))
  }

  @Test func anotherProgramsFileIsLeftAlone() throws {
    try sqlite("CREATE TABLE notes (text TEXT)")
    #expect(throws: CatalogError.foreign(path: scratch.path)) { try scratch.open() }
    #expect(throws: CatalogError.sound(path: scratch.path)) { try Catalog.setAside(scratch.path) }
  }

  @Test func aNewerVersionIsRefusedWithASentence() throws {
    _ = try scratch.open()
    let newer = Schema.version + 1
    try sqlite("PRAGMA user_version = \(newer)")
    let error = #expect(throws: CatalogError.self) { try scratch.open() }
    #expect(error == .newerVersion(path: scratch.path, found: newer, known: Schema.version))
    #expect(error?.explanation.message.contains("has version \(newer)") == true)
  }

  @Test func aCatalogWithoutQueuesAndUsesIsBroughtUpToDate() throws {
    var backup = Samples.backup(7)
    backup.vault.id = Samples.vault(2).id
    backup.status = .available
    var task = Samples.task(TaskStatus.allCases.count)
    task.target?.vault = backup.vault.id
    try scratch.open().write(durable: true) {
      try $0.put(Samples.vault(2))
      try $0.put(backup)
      try $0.put(task)
    }
    try ForeignDatabase.takeBack(scratch.path, to: 4)
    let catalog = try scratch.open()
    #expect(try catalog.read { try $0.queuedLinks() }.count == 1)
    let vault = try catalog.vault(backup.vault.id)
    #expect(vault?.used == backup.size && vault?.backupCount == 1 && vault?.reserved == task.bytesTotal)
  }

  @Test func aFolderThatCannotBeMadeIsToldClearly() throws {
    try Data("x".utf8).write(to: URL(fileURLWithPath: scratch.folder + "/file"))
    let error = #expect(throws: CatalogError.self) { try Catalog.open(at: scratch.folder + "/file/catalog.db") }
    guard case .unwritable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func aCatalogInAFolderOfItsNameIsToldClearly() throws {
    try FileManager.default.createDirectory(atPath: scratch.path, withIntermediateDirectories: true)
    #expect(throws: CatalogError.self) { try scratch.open() }
  }

  @Test(arguments: [(0o700, 0o600), (0o2770, 0o660)])
  func filesAreSharedLikeTheirFolder(folderMode: Int, fileMode: Int) throws {
    let shared = scratch.folder + "/home"
    try FileManager.default.createDirectory(atPath: shared, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: folderMode], ofItemAtPath: shared)
    let path = shared + "/state/local/catalog.db"
    let catalog = try Catalog.open(at: path)
    try catalog.write(durable: true) { try $0.put(Samples.backup(1)) }
    #expect(try mode(shared + "/state/local") == folderMode)
    for suffix in ["", "-wal", "-shm", ".lock"] { #expect(try mode(path + suffix) == fileMode, "\(suffix)") }
  }

  /// Through SQLite's own shell where the test needs a file this module would not write.
  private func sqlite(_ statement: String) throws {
    let folder = (scratch.path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try ForeignDatabase.run(statement, at: scratch.path)
  }
}
