/// Byte arrays at addresses that stay, for one call into C.
final class ByteArena {
  private let memory: UnsafeMutablePointer<CChar>
  /// Where each array begins, or nil for one that is not there; valid as long as this object lives.
  let pointers: [UnsafePointer<CChar>?]

  init(_ arrays: [[UInt8]?]) {
    // One byte more, so that an empty array behind all others has an address as well: null means NULL.
    let size = arrays.reduce(1) { $0 + ($1?.count ?? 0) }
    memory = .allocate(capacity: size)
    var offset = 0
    var pointers: [UnsafePointer<CChar>?] = []
    for array in arrays {
      guard let array else {
        pointers.append(nil)
        continue
      }
      for (index, byte) in array.enumerated() { memory[offset + index] = CChar(bitPattern: byte) }
      pointers.append(UnsafePointer(memory + offset))
      offset += array.count
    }
    self.pointers = pointers
  }

  deinit { memory.deallocate() }
}
