import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import OpenSSLKit
import Synchronization
import SyntheticIGC

/// A status responder in the process of the test: the authority of cards itself, or somebody who is silent.
final class TestResponder: StatusTransport {
  /// What it says; nil to say nothing.
  let status: CertificateStatus?
  /// How often it was asked.
  var requestCount: Int { count.withLock { $0 } }

  private let count = Mutex(0)

  init(_ status: CertificateStatus?) { self.status = status }

  func answer(
    to request: [UInt8], upTo maximumLength: Int, within deadline: Duration
  ) async throws(CPSError) -> [UInt8] {
    count.withLock { $0 += 1 }
    guard let status else { throw CPSError(.statusUnanswered, ["detail": "silent"]) }
    let authority = try ServiceBench.world.get().tree.authority(.cards)
    return try authority.statusAnswer(to: request, status, at: ServiceBench.noon)
  }
}
