/// The folders of packs, one for each first byte of an id.
enum PackShelf {
  /// The packs on a shelf, one by one; names that are no pack's are passed over.
  static func packs(on shelf: UInt8, in objects: any ObjectStore) throws(StoreError) -> PackNames {
    let folder = Hexadecimal.text([shelf])
    return PackNames(try objects.names("packs/\(folder)"), shelf: folder)
  }

  /// The tag of the session that wrote a pack; nil for one that is gone, or damaged, which verification reports.
  static func tag(of pack: ObjectID, in objects: any ObjectStore, head: AlignedBuffer) throws(StoreError) -> UInt64? {
    let name = PackLayout.name(pack)
    do throws(StoreError) {
      let bytes = try objects.read(name, at: 0, length: ObjectHeader.length, into: head, fromDevice: false)
      return try ObjectHeader(bytes, expecting: .pack, in: name).session
    } catch {
      switch error {
      case .missing, .damaged: return nil
      default: throw error
      }
    }
  }
}
