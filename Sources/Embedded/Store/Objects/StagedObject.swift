/// An object being written by one thread; discarded unless placed.
protocol StagedObject: AnyObject {
  /// Adds bytes; direct I/O is used where the memory and the length so far allow it.
  func append(_ bytes: UnsafeRawBufferPointer) throws(StoreError)

  /// Replaces bytes written before, such as a header known only at the end.
  func overwrite(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(StoreError)

  /// Makes the bytes durable, then reads them back from the device over `buffer`.
  func readBack(into buffer: AlignedBuffer) throws(StoreError) -> UnsafeRawBufferPointer

  /// Makes the bytes durable, then reads them back from the device, as much at a time as `buffer` holds; whether they
  /// are `bytes`.
  func isOnDevice(_ bytes: UnsafeRawBufferPointer, through buffer: AlignedBuffer) throws(StoreError) -> Bool

  /// Makes the bytes durable and gives the object its name; false, and discarded, when the name is taken.
  func place(as name: String) throws(StoreError) -> Bool
}
