import Foundation
import Replication
import Testing

@testable import Embedded

/// Images that an earlier attempt began (point 14): what is there and proved is kept, whatever else is there is not.
@Suite struct ContinuedRestoreTests {
  /// What happened to the file between two attempts.
  fileprivate enum Harm: CaseIterable {
    case none, flipped, holeFilled, cut, lengthened, empty
  }

  private static let chunk = 4 << 20

  @Test("Point 14: an image that was begun is continued: only what is missing or wrong is written")
  func continued() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let input = try shop.disk("d", [.noise(9 << 20, seed: 1), .hole(11 << 20), .noise((5 << 20) + 77, seed: 2)])
    let disk = try shop.back(up: [input], into: store).disks[0]
    let path = shop.path("image")
    for harm in Harm.allCases {
      unlink(path)
      let first = try store.restore(disk, to: path, continues: true, observer: Quiet())
      try harm.apply(path)
      let calls = ScriptedCalls()
      let second = try store.restore(disk, to: path, continues: true, observer: Quiet(), calls: calls)
      #expect(first != nil && second == first, "\(harm)")
      #expect(try shop.bytes("image") == shop.bytes("d"), "\(harm)")
      // Beside what was harmed: the cut to its size, and the syncs of the file and of its folder.
      #expect(calls.made.changes - 3 == harm.writes, "\(harm)")
    }
  }

  @Test("Point 14: only a file that an attempt may have left is taken up; nothing is where nothing may be")
  func refused() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let disk = try shop.back(up: [shop.disk("d", [.noise(9_000, seed: 1)])], into: store).disks[0]
    try shop.write(Data("mine".utf8), to: "mine")
    symlink(shop.path("mine"), shop.path("link"))
    link(shop.path("mine"), shop.path("twin"))
    try shop.folder("folder")
    for name in ["link", "twin", "folder"] {
      #expect(throws: StoreError.targetExists(path: shop.path(name)), "\(name)") {
        try store.restore(disk, to: shop.path(name), continues: true, observer: Quiet())
      }
    }
    #expect(throws: StoreError.targetExists(path: shop.path("mine"))) {
      try store.restore(disk, to: shop.path("mine"), observer: Quiet())
    }
    #expect(try shop.bytes("mine") == Data("mine".utf8))
  }

  @Test("Point 14: an attempt that fails leaves what it has written to the next one, where there may be one")
  func left() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let disk = try shop.back(up: [shop.disk("d", [.noise(17 << 20, seed: 1)])], into: store).disks[0]
    let calls = ScriptedCalls()
    calls.follow(.change(4))
    #expect(throws: StoreError.self) {
      try store.restore(disk, to: shop.path("image"), continues: true, observer: Quiet(), calls: calls)
    }
    calls.follow(nil)
    _ = try store.restore(disk, to: shop.path("image"), continues: true, observer: Quiet(), calls: calls)
    // Two of five chunks were written before the third one failed, perhaps others beside it.
    #expect(calls.made.changes - 3 <= 3)
    #expect(try shop.bytes("image") == shop.bytes("d"))
  }
}

extension ContinuedRestoreTests.Harm {
  fileprivate var writes: Int {
    switch self {
    case .none, .lengthened: 0
    case .flipped, .holeFilled: 1
    // The last chunk but one ends in the cut, the last one lies behind it.
    case .cut: 1
    case .empty: 5
    }
  }

  fileprivate func apply(_ path: String) throws {
    let file = open(path, O_RDWR)
    try #require(file >= 0)
    defer { close(file) }
    var status = stat()
    try #require(fstat(file, &status) == 0)
    switch self {
    case .none: break
    case .flipped: try #require(pwrite(file, [1, 2, 3], 3, 5 << 20) == 3)
    case .holeFilled: try #require(pwrite(file, [1, 2, 3], 3, 14 << 20) == 3)
    case .cut: try #require(ftruncate(file, status.st_size - 7) == 0)
    case .lengthened: try #require(ftruncate(file, status.st_size + 100_000) == 0)
    case .empty: try #require(ftruncate(file, 0) == 0)
    }
  }
}
