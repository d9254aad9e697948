/// The folders of packs, one for each first byte of an id.
enum PackShelf {
  /// The packs on a shelf; names that are no pack's are passed over.
  static func packs(on shelf: UInt8, in objects: any ObjectStore) throws(StoreError) -> [ObjectID] {
    let folder = Hexadecimal.text([shelf])
    return try objects.list("packs/\(folder)").compactMap { name in
      name.hasPrefix(folder) ? ObjectID(hex: name) : nil
    }
  }

  /// The packs that the session with this tag wrote.
  static func packs(of tag: UInt64, in objects: any ObjectStore) throws(StoreError) -> [ObjectID] {
    let head = AlignedBuffer(capacity: ObjectHeader.length)
    var found: [ObjectID] = []
    for id in try packs(on: WriteSession.shelf(tag), in: objects) {
      do throws(StoreError) {
        let bytes = try objects.read(
          PackLayout.name(id), at: 0, length: ObjectHeader.length, into: head, fromDevice: false)
        if try ObjectHeader(bytes, expecting: .pack, in: PackLayout.name(id)).session == tag { found.append(id) }
      } catch {
        switch error {
        case .missing, .damaged: continue  // collected meanwhile, or for verification to report
        default: throw error
        }
      }
    }
    return found
  }
}
