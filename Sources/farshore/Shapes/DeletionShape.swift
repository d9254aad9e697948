/// What came of a deletion or cancellation, as `--json` prints it.
struct DeletionShape: Encodable {
  var done: [String]
  var refused: [RefusalShape]
}
