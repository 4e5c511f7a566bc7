import CPSDiagnostics
import CPSTrust
import OpenSSLKit
import Synchronization

/// Publishes what a test says, and notes what it was asked for.
final class ScriptedPublication: PublicationTransport {
  /// One request.
  struct Request: Hashable {
    let address: String
    let maximumLength: Int
    let deadline: Duration
  }

  private struct State {
    var files: [String: [UInt8]] = [:]
    var requests: [Request] = []
  }

  private let state = Mutex(State())

  /// Everything that was asked for so far, in order.
  var requests: [Request] { state.withLock { $0.requests } }

  /// The addresses that were asked for since the last call.
  func takeAddresses() -> [String] {
    state.withLock { state in
      defer { state.requests = [] }
      return state.requests.map(\.address)
    }
  }

  func publish(_ file: [UInt8]?, at address: String) {
    state.withLock { $0.files[address] = file }
  }

  func publish(_ draft: ListDraft, at address: String) throws { publish(try draft.list().der, at: address) }

  func file(
    at address: PublicationAddress, upTo maximumLength: Int, within deadline: Duration
  ) async throws(CPSError) -> [UInt8] {
    let file = state.withLock { state in
      state.requests.append(
        Request(address: address.text, maximumLength: maximumLength, deadline: deadline))
      return state.files[address.text]
    }
    guard !Task.isCancelled else { throw CPSError(.cancelled) }
    guard let file else {
      throw CPSError(.publicationUnavailable, ["address": address.text, "detail": "404"])
    }
    return file
  }
}
