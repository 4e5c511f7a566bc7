import CPSDiagnostics
import CPSTrust
import OpenSSLKit
import Synchronization

/// A way to a responder whose conduct the test chooses, with everything that was asked for.
final class ConductedTransport: StatusTransport {
  private struct Log {
    var requests: [[UInt8]] = []
    var limits: [Int] = []
    var deadlines: [Duration] = []
  }

  var requests: [[UInt8]] { log.withLock { $0.requests } }
  var limits: [Int] { log.withLock { $0.limits } }
  var deadlines: [Duration] { log.withLock { $0.deadlines } }

  private let conduct: ResponderConduct
  private let tree: TestTree
  private let log = Mutex(Log())

  init(_ conduct: ResponderConduct, _ tree: TestTree) {
    self.conduct = conduct
    self.tree = tree
  }

  func answer(
    to request: [UInt8], upTo maximumLength: Int, within deadline: Duration
  ) async throws(CPSError) -> [UInt8] {
    log.withLock {
      $0.requests.append(request)
      $0.limits.append(maximumLength)
      $0.deadlines.append(deadline)
    }
    do {
      return try conduct.answer(.init(tree: tree, request: try StatusRequest(der: request)))
    } catch let error as CPSError {
      throw error
    } catch {
      throw CPSError(.internalFault, reason: "\(error)")
    }
  }
}
