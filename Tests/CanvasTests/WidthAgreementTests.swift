import Foundation
import Testing

@testable import Canvas

#if canImport(Glibc)
  import Glibc

  /// Our widths against the C library's, which curses reckons with (spec/console.md, Terminals).
  @Suite struct WidthAgreementTests {
    /// Unicode itself changed its mind about these (15 and 16); the screen shows a stand-in where the library disagrees.
    private static let changed: [ClosedRange<UInt32>] = [0x4DC0...0x4DFF, 0x1171E...0x1171E]

    @Test("every scalar both know takes as many columns as curses thinks")
    func agreement() throws {
      let symbol = try #require(dlsym(nil, "wcwidth"))
      let columns = unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)
      let locale = try #require(newlocale(Int32(1) << LC_CTYPE, "C.UTF-8", nil))
      let former = uselocale(locale)
      defer {
        uselocale(former)
        freelocale(locale)
      }
      var disagreements: [String] = []
      for value in UInt32(0)..<0x110000 {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let theirs = columns(Int32(value))
        // Unknown to an older C library: the screen shows a stand-in there.
        guard theirs >= 0, !Self.changed.contains(where: { $0.contains(value) }) else { continue }
        switch Shape(of: scalar) {
        case .columns(let ours) where Int32(ours) != theirs: disagreements.append(String(value, radix: 16))
        case .mark where theirs != 0: disagreements.append(String(value, radix: 16))
        default: continue
        }
      }
      #expect(disagreements.isEmpty)
    }
  }
#endif
