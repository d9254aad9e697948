import Foundation
import Replication

extension StoreError: ExplainedError {
  var explanation: Explanation {
    switch self {
    case .notAStore, .notEmpty, .newerVersion, .readOnly, .ownedByAnother, .noSpace, .collectionBusy, .sessionBusy:
      storeExplanation
    case .damaged, .missing, .io, .badName: objectExplanation
    case .unreadable, .vanished, .notADisk, .emptyDisk, .diskChanged, .diskBusy, .looksLikeQcow2, .targetExists,
      .tooLarge:
      diskExplanation
    case .notAFolder, .fileUnreadable, .treeLimit: treeExplanation ?? unexpected
    }
  }

  private var storeExplanation: Explanation {
    switch self {
    case .notAStore(let path):
      words(
        "not-a-store", "\(path) is not a region store.", "Name the folder that holds the file farshore-store.",
        .unreachable)
    case .notEmpty(let path):
      words("store-not-empty", "\(path) is not empty, so no store was made there.", "Name an empty or a new folder.")
    case .newerVersion(let path, let found, let known):
      words(
        "store-newer", "\(path) has format version \(found); this farshore knows versions up to \(known).",
        "Use a newer farshore for this store.", .unreachable)
    case .readOnly(let path):
      words("store-read-only", "\(path) cannot be written.", "Check mount options and permissions of the store.")
    case .ownedByAnother(let path, let owner):
      words(
        "store-owned", "\(path) belongs to the home \(owner) and is open for reading only.",
        "To write to it from here, run: farshore store import --take \(path)")
    case .noSpace(let path):
      words(
        "no-space", "The disk that holds \(path) is full; nothing visible was changed.",
        "Make room, then resume the task.")
    case .collectionBusy(let path):
      words("collection-busy", "\(path) is being collected by another process.", "Try again when it has ended.")
    case .sessionBusy(let id):
      words("session-busy", "Another process works on \(id).", "Wait until it has ended.")
    default: unexpected
    }
  }

  private var objectExplanation: Explanation {
    switch self {
    case .damaged(let object, let chunk, let reason):
      words(
        "store-damaged", "\(object) is damaged\(chunk.map { " at chunk \($0)" } ?? ""): \(reason).",
        "Run farshore store verify to see what is affected.")
    case .missing(let object):
      words(
        "store-missing", "\(object) is named by others but not there.",
        "Run farshore store verify to see what is affected.")
    case .io(let operation, let path, let number):
      words(
        "store-io", "Could not \(operation) \(path): \(Self.text(number)).",
        "Check the disk and its permissions, then try again.")
    case .badName(let name):
      words(
        "bad-name", "\(name.debugDescription) cannot be kept as an id.", "Use letters, digits, '.', '_' and '-'.",
        .usage)
    default: unexpected
    }
  }

  private var diskExplanation: Explanation {
    switch self {
    case .unreadable(let path, let number):
      words("disk-unreadable", "\(path) cannot be read: \(Self.text(number)).", "Check the file and its permissions.")
    case .vanished(let path):
      words(
        "disk-vanished", "\(path) is not there.",
        "Check the path; a disk that was moved is to be registered again under its present one.")
    case .notADisk(let path):
      words(
        "not-a-disk", "\(path) is neither a regular file nor a block device.", "Name a raw image or a block device.")
    case .emptyDisk(let path):
      words("disk-empty", "\(path) holds no bytes.", "Name a raw image of at least one byte.")
    case .diskChanged(let path):
      words(
        "disk-changed", "\(path) changed while it was read, so the backup was not made.",
        "Stop what writes to it, or back up a snapshot of it.")
    case .diskBusy(let path, let reason):
      words(
        "disk-busy", "\(path) is \(reason).",
        "Unmount or stop its user, or allow it with --allow-open (crash-consistent at best).")
    case .looksLikeQcow2(let path):
      words(
        "qcow2", "\(path) is a qcow2 image, not a raw disk.",
        "Convert it with: qemu-img convert -O raw \(path) \(path).raw (or take the bytes as they are: --format raw).")
    case .targetExists(let path):
      words("target-exists", "\(path) exists already and was not touched.", "Name a path that does not exist.")
    case .tooLarge(let path, let size):
      words("too-large", "\(path) has \(size) bytes, more than a store can hold.", "Split the disk.")
    default: unexpected
    }
  }

  /// The three lists above divide the cases; what falls through is a case added to one list and worded in another.
  private var unexpected: Explanation { words("store", "The store failed: \(self).", "Run farshore store verify.") }

  private func words(
    _ code: String, _ message: String, _ next: String, _ kind: Explanation.Kind = .failed
  ) -> Explanation {
    Explanation(code: code, message: message, next: next, kind: kind)
  }

  private static func text(_ number: Int32) -> String { String(cString: strerror(number)) }
}
