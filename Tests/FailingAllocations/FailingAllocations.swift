import CPSDiagnostics
import CPSProof

/// Verifies proofs while each allocation of libcrypto fails in its turn (attack case FT-01).
///
/// In a process of its own, since libcrypto takes its allocator before it has allocated anything. Says on one line how
/// many allocations failed for each proof; status 1 when a proof was accepted that must not be, or when one that is
/// right was refused although nothing failed any more.
@main struct FailingAllocations {
  static func main() throws {
    try AllocationFault.install()
    let scene = try FaultScene()
    for (name, login) in scene.logins {
      // What libcrypto makes once for the process is made before.
      guard scene.isAccepted(login) == login.isRight else { throw CPSError(.internalFault, reason: name) }
      var number = 0
      while true {
        let (isAccepted, hasStruck) = AllocationFault.striking(number) { scene.isAccepted(login) }
        guard login.isRight || !isAccepted else {
          throw CPSError(.internalFault, reason: "\(name): accepted when allocation \(number) failed")
        }
        guard hasStruck else { break }
        number += 1
      }
      guard scene.isAccepted(login) == login.isRight else {
        throw CPSError(.internalFault, reason: "\(name): something stayed broken")
      }
      print("\(name) \(number)")
    }
  }
}
