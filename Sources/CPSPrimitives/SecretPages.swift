internal import CPSDiagnostics
private import CSecret

/// The pages of one secret, wiped and given back when the value ends.
///
/// Not private to the file of ``SecretBytes``: optimised code of other modules ends such a value in place, by a
/// symbol that the linker must find.
struct SecretPages: ~Copyable, @unchecked Sendable {
  // INVARIANT: `memory` is what CSecret gave for `capacity`, and this value alone owns it.
  let memory: UnsafeMutableRawPointer
  let capacity: Int
  let isLocked: Bool

  /// The byte that stands behind the secret in the same pages, and is 0 where they were wiped.
  private static let witness: UInt8 = 0xA5

  init(capacity: Int) throws(CPSError) {
    var locked: Int32 = 0
    guard (0..<Int.max).contains(capacity), let memory = csecret_allocate(capacity + 1, &locked) else {
      throw CPSError(.internalFault, reason: "no memory for a secret of \(capacity) bytes")
    }
    self.memory = memory
    self.capacity = capacity
    self.isLocked = locked == 1
    memory.storeBytes(of: Self.witness, toByteOffset: capacity, as: UInt8.self)
  }

  /// Whether the secret is still there: it is not in a process that was forked from the one that made it
  /// (madvise(2), MADV_WIPEONFORK).
  var areIntact: Bool { memory.load(fromByteOffset: capacity, as: UInt8.self) == Self.witness }

  deinit { csecret_release(memory, capacity + 1) }
}
