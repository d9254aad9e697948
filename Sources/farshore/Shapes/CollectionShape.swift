import Embedded

/// What collections freed, as `--json` prints it.
struct CollectionShape: Encodable {
  var collected: [StoreCollection]
}
