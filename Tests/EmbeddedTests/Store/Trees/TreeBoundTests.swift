import Foundation
import Testing

@testable import Embedded

/// What would grow with the tree is kept on disk from a bound on.
@Suite struct TreeBoundTests {
  @Test(
    "5: names of a large folder come in order, whether they fit into memory or not", arguments: [1 << 20, 300, 5000])
  func names(bound: Int) throws {
    let shop = try Workshop()
    let root = try shop.folder("tree")
    var expected: [[UInt8]] = [[0xff, 0xfe], Array(repeating: 0x6e, count: 255)]
    for index in 0..<2000 { expected.append(Array("\(index &* 2_654_435_761 % 1_000_003)-name".utf8)) }
    for name in expected {
      close(open(Array(root.utf8CString.dropLast()) + TreeFolder.c([0x2f] + name), O_CREAT, 0o600))
    }
    var names = try #require(try TreeFolder.root(root).names(bound: bound))
    var found: [[UInt8]] = []
    while let name = try names.take() { found.append(name) }
    #expect(found == Set(expected).sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test("5: first names of linked files are found again, in memory or on disk", arguments: [4, 100, 10_000])
  func links(bound: Int) throws {
    var links = TreeLinks(bound: bound)
    for inode: UInt64 in 1...3000 {
      #expect(try links.first(inode &* 77_777) == nil)
      try links.note(inode &* 77_777, at: Array("place \(inode)".utf8))
    }
    for inode: UInt64 in 1...3000 { #expect(try links.first(inode &* 77_777) == Array("place \(inode)".utf8)) }
    #expect(try links.first(5) == nil)
  }

  @Test("16: files in more folders than may be open, deep ones and linked ones come back as they were")
  func manyFolders() async throws {
    // In a process of its own: what it may open is little, and the other tests need more.
    await #expect(processExitsWith: .success) {
      let shop = try Workshop()
      try Self.makeManyFolders(shop)
      let store = try shop.store("a")
      // What this process was born with, tests beside this one may have opened.
      let born = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int($0) }
      let may = 100
      try Self.allow(descriptors: (born.max() ?? 2) + 1 + may)
      var opened: [Int32] = []
      while true {
        let file = open("/dev/null", O_RDONLY)
        if file < 0 { break }
        opened.append(file)
      }
      #expect(opened.count >= may && errno == EMFILE)
      opened.suffix(may).forEach { _ = close($0) }
      let tree = try #require(try shop.back(upTree: "tree", into: store).tree)
      let picture = try shop.picture("tree")
      _ = try store.restoreTree(tree, to: shop.path("out"), observer: Quiet())
      #expect(try shop.picture("out") == picture)
      #expect(tree.entries == Int64(300 * 3 + 30 + 2))
      try shop.replicateTree(try #require(try store.backup("t1")), from: store, to: try shop.store("b"))
    }
  }

  /// 300 folders with linked files, and one that lies 30 folders deep.
  private static func makeManyFolders(_ shop: Workshop) throws {
    let root = try shop.folder("tree")
    for index in 0..<300 {
      try shop.folder("tree/\(index)")
      try shop.write(Data("\(index)".utf8), to: "tree/\(index)/only")
      link("\(root)/\(index)/only", "\(root)/\(index)/other")
    }
    var folder = try TreeFolder.root(root)
    let name = [UInt8](repeating: 0x64, count: 200)
    for _ in 0..<30 {
      mkdirat(folder.descriptor, TreeFolder.c(name), 0o755)
      folder = try #require(folder.folder(name))
    }
    let file = openat(folder.descriptor, "deep", O_CREAT | O_WRONLY, 0o640)
    #expect(write(file, "x", 1) == 1)
    close(file)
  }

  /// Lets this process open only so many files at once.
  private static func allow(descriptors: Int) throws {
    var limit = rlimit()
    let kind = __rlimit_resource_t(7)  // RLIMIT_NOFILE, whose type Swift does not take
    try #require(getrlimit(kind, &limit) == 0)
    limit.rlim_cur = rlim_t(descriptors)
    try #require(setrlimit(kind, &limit) == 0)
  }
}
