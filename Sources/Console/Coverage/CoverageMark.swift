internal import Canvas
internal import Replication

internal import struct Foundation.Date

/// How a cell of the coverage matrix is written: a mark and words, so that neither colour nor Unicode is needed.
struct CoverageMark: Sendable {
  let cell: CoverageCell
  /// When the data of the newest original was read.
  let newest: Date

  /// The character that stands for it.
  func glyph(_ glyphs: Glyphs) -> String {
    switch cell.state {
    case .source: glyphs.original
    case .verified: glyphs.verified
    case .older: glyphs.older
    case .copying, .busy: glyphs.inFlight
    case .failed: glyphs.failed
    case .absent: glyphs.none
    case .notYet: glyphs.notYet
    case .notEligible: glyphs.notEligible
    }
  }

  /// How it looks.
  var role: Role {
    switch cell.state {
    case .verified: .statusAvailable
    case .source, .absent: .text
    case .older: .warning
    case .copying, .busy: .statusCopying
    case .failed: .statusFailed
    case .notYet, .notEligible: .statusOff
    }
  }

  /// At most four columns beside the mark.
  var figure: String {
    switch cell.state {
    case .copying(let percent, _): "\(percent)%"
    case .older(let date): Words.age(date, now: newest)
    default: ""
    }
  }

  /// At most twelve columns beside the mark; `proves` says whether the cloud reads back what it copied.
  func word(proves: Bool) -> String {
    switch cell.state {
    case .source: "source"
    case .verified: proves ? "verified" : "available"
    case .older(let date): "\(Words.age(date, now: newest)) behind"
    case .copying(_, .waiting): "waiting"
    case .copying(let percent, .paused): "paused \(percent)%"
    case .copying(let percent, _): "copying \(percent)%"
    case .busy(let word): word.lowercased()
    case .failed: cell.task?.status == .interrupted ? "interrupted" : "failed"
    case .absent: "absent"
    case .notYet: "not yet"
    case .notEligible: "not eligible"
    }
  }

  /// The marks and what they mean, for the help.
  static func legend(_ glyphs: Glyphs) -> [(mark: String, text: String)] {
    [
      (glyphs.original, "coverage: the original lies here"),
      (glyphs.older, "coverage: only an older backup has a replica here"),
    ]
  }
}
