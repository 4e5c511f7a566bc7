private import CSecret
public import CPSDiagnostics

/// A short secret on memory of its own: locked, left out of core files, wiped when it ends.
///
/// Not copyable, and without description, equality or coding: it cannot be printed, stored or compared by
/// mistake. Its bytes are reached only inside ``withBytes(_:)`` (attack case CA-06), and only in the process that made
/// it: a forked child has zeros in their place, and no code, signature or command is made of those (attack case CA-15).
public struct SecretBytes: ~Copyable, Sendable {
  private let pages: SecretPages
  /// The number of bytes of the secret.
  public let count: Int

  /// Room for `capacity` bytes, filled by `fill`, which returns how many it wrote.
  ///
  /// - Throws: ``Diagnostic/internalFault`` when no memory is left, or what `fill` throws.
  public init(
    capacity: Int, filledBy fill: (UnsafeMutableRawBufferPointer) throws(CPSError) -> Int
  ) throws(CPSError) {
    let pages = try SecretPages(capacity: capacity)
    let written = try fill(UnsafeMutableRawBufferPointer(start: pages.memory, count: capacity))
    self.count = min(max(written, 0), capacity)
    self.pages = pages
  }

  /// A copy of `bytes`, for secrets that other code hands over as an array; wipe that array yourself.
  public init(copying bytes: [UInt8]) throws(CPSError) {
    try self.init(capacity: bytes.count) { memory in
      memory.copyBytes(from: bytes)
      return bytes.count
    }
  }

  /// Sets every byte of an array to zero, for copies that other code demanded.
  ///
  /// Of use only while the array shares its storage with no other.
  public static func wipe(_ bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBytes { csecret_wipe($0.baseAddress, $0.count) }
  }

  /// Whether the memory is locked, so that the secret cannot reach a swap device.
  public var isLocked: Bool { pages.isLocked }

  /// Calls `body` with the bytes, which must not be kept beyond the call.
  ///
  /// - Throws: ``Diagnostic/processForked`` in a child of the process that made the secret, or what `body` throws.
  public borrowing func withBytes<Result: ~Copyable>(
    _ body: (Span<UInt8>) throws(CPSError) -> Result
  ) throws(CPSError) -> Result {
    guard pages.areIntact else { throw CPSError(.processForked) }
    let buffer = UnsafeBufferPointer(start: pages.memory.assumingMemoryBound(to: UInt8.self), count: count)
    return try body(buffer.span)
  }
}
