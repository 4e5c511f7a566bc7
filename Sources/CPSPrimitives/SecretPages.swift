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

  init(capacity: Int) throws(CPSError) {
    var locked: Int32 = 0
    guard capacity >= 0, let memory = csecret_allocate(capacity, &locked) else {
      throw CPSError(.internalFault, reason: "no memory for a secret of \(capacity) bytes")
    }
    self.memory = memory
    self.capacity = capacity
    self.isLocked = locked == 1
  }

  deinit { csecret_release(memory, capacity) }
}
