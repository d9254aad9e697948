import Catalog
import Console
import Embedded
import Foundation
import Replication

/// Writes all rows of a listing to a new file; none that exists is ever written to.
struct TableExporter {
  /// The folder of the files.
  let folder: String
  /// The catalog read from.
  let catalog: Catalog

  /// Rows read at once.
  private static let window = 1_000

  /// Writes the rows as they are at one moment and returns the file and their number.
  func export(_ listing: Listing, as format: ExportFormat, date: Date) throws -> (path: String, rows: Int) {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let stamp = date.formatted(.iso8601.timeSeparator(.omitted).dateSeparator(.omitted))
    let (path, file) = try newFile("\(folder)/\(listing.subject.word)-\(stamp)", format.rawValue)
    do {
      let rows = try write(listing, as: format, to: file)
      try file.synchronize()
      try file.close()
      return (path, rows)
    } catch {
      // A table cut short would be taken for a whole one.
      unlink(path)
      throw error
    }
  }

  private func newFile(_ base: String, _ suffix: String) throws -> (String, FileHandle) {
    for number in 1...1_000 {
      let path = base + (number == 1 ? "" : "-\(number)") + "." + suffix
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
      if descriptor >= 0 { return (path, FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)) }
      guard errno == EEXIST else { throw CommandError.exportFile(path: path, errno: errno) }
    }
    throw CommandError.exportFile(path: base + "." + suffix, errno: EEXIST)
  }

  private func write(_ listing: Listing, as format: ExportFormat, to file: FileHandle) throws -> Int {
    var count = 0
    let table = TableCSV(listing.subject)
    try file.write(contentsOf: Data((format == .csv ? table.heading : "[").utf8))
    // One view of the catalog: rows that come and go meanwhile are neither missed nor written twice.
    try catalog.read { transaction in
      while true {
        let rows = try transaction.rows(listing, at: .offset(count), limit: Self.window)
        // The last window is a full one that reaches back; past the end there is nothing new in it.
        let shapes = rows.dropFirst(count - rows.offset).shapes
        var text = ""
        for shape in shapes {
          switch format {
          case .csv: text += try table.line(shape)
          case .json: text += (count == 0 ? "\n" : ",\n") + (try JSONText.compact(shape))
          }
          count += 1
        }
        try file.write(contentsOf: Data(text.utf8))
        if shapes.isEmpty || rows.count < Self.window { break }
      }
    }
    if format == .json { try file.write(contentsOf: Data((count == 0 ? "]\n" : "\n]\n").utf8)) }
    return count
  }
}

extension Listing.Subject {
  /// What a file of such rows is called.
  fileprivate var word: String {
    switch self {
    case .vaults: "vaults"
    case .backups: "backups"
    case .snapshots: "snapshots"
    case .tasks: "tasks"
    case .images: "images"
    case .audit: "audit"
    case .coverage: "coverage"
    }
  }
}
